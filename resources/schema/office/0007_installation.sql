-- SPDX-License-Identifier: GPL-3.0-or-later
-- What enrolment gave this PC, and its own signing key. One row.

CREATE TABLE installation (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    signing_seed   BLOB NOT NULL,     -- Ed25519 seed: change batches and acceptance cards
    server_host    TEXT NOT NULL,
    server_port    INTEGER NOT NULL,
    server_pin     BLOB NOT NULL,     -- SHA-256 of the county server's public key
    county_name    TEXT NOT NULL,
    status_host    TEXT NOT NULL,     -- of the public status page, as in QR codes
    office_ordinal INTEGER NOT NULL,  -- which block of case numbers is this PC's
    stick_key      BLOB NOT NULL,     -- the county server's X25519 public key: what goes by stick is sealed to it
    proxy          TEXT NOT NULL,     -- '' as the system says, 'direct', or [user:password@]host:port
    ticket         BLOB               -- what the county gave to come back with if it ever loses this PC
);
