-- SPDX-License-Identifier: GPL-3.0-or-later
-- The county server. See SCHEMA.md. It knows kinds and fields as numbers only.

-- The county itself. One row. The head is read and moved by the first statement of every append.
-- resources/schema/postgres has the same tables with `county` before every key.
CREATE TABLE county (
    one              INTEGER PRIMARY KEY CHECK (one = 1),
    county           BLOB NOT NULL,              -- its id
    name             TEXT NOT NULL,
    host             TEXT NOT NULL,              -- of the public status page
    epoch            BLOB NOT NULL,
    position_key     BLOB NOT NULL,              -- secret of the tokens that go out with positions
    head             INTEGER NOT NULL DEFAULT 0, -- newest position
    head_hash        BLOB NOT NULL,
    recovery_key     BLOB NOT NULL,              -- X25519 public key; the secret half is kept off the server
    replica          BLOB NOT NULL,              -- the county's own name as an author
    last_lseq        INTEGER NOT NULL DEFAULT 0,
    last_hash        BLOB NOT NULL,
    last_device      INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE device (
    replica        BLOB PRIMARY KEY,
    number         INTEGER NOT NULL,             -- of its signing key, which stays when it gets another name
    office         BLOB NOT NULL,
    ordinal        INTEGER NOT NULL,             -- 1, 2, … within the office
    public_key     BLOB NOT NULL,
    machine        BLOB NOT NULL,                -- UTF-8
    revoked        INTEGER NOT NULL DEFAULT 0,
    acked_lseq     INTEGER NOT NULL DEFAULT 0,   -- newest change of its that is in the log
    acked_hash     BLOB NOT NULL,                -- its chain there
    enrolled_at_ms INTEGER NOT NULL
);

-- Names that a device had before another PC was found under them, with its last change under each.
CREATE TABLE device_former (
    replica BLOB NOT NULL,
    former  BLOB NOT NULL,
    last    INTEGER NOT NULL,
    PRIMARY KEY (replica, former)
) WITHOUT ROWID;

-- What a device receives and may write for.
CREATE TABLE device_scope (
    replica BLOB NOT NULL,
    scope   BLOB NOT NULL,
    PRIMARY KEY (replica, scope)
) WITHOUT ROWID;

CREATE TABLE enrolment_code (
    name          BLOB PRIMARY KEY,
    code          BLOB NOT NULL,
    office        BLOB NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    tries         INTEGER NOT NULL DEFAULT 0,
    used_by       BLOB                            -- public key of who used it
);

-- Who ever wrote, as a small number: replicas and the county itself.
CREATE TABLE writer (
    id      INTEGER PRIMARY KEY,
    replica BLOB NOT NULL UNIQUE
);

-- The log: the county's order.
CREATE TABLE log (
    seq        INTEGER PRIMARY KEY,
    writer     INTEGER NOT NULL,
    lseq       INTEGER NOT NULL,
    verdict    INTEGER NOT NULL,
    stands     INTEGER NOT NULL,                 -- Create, Enter, Leave: how often the scope holds the thing after it
    act_end    INTEGER NOT NULL,                 -- position of the last change of the same act
    change     BLOB NOT NULL,
    image      BLOB,                             -- for Enter
    chain_hash BLOB NOT NULL,                    -- the replica's own chain
    log_hash   BLOB NOT NULL                     -- H(previous ‖ entry)
);
CREATE UNIQUE INDEX log_origin ON log (writer, lseq);

-- Which positions a scope receives.
CREATE TABLE scope_log (
    scope BLOB NOT NULL,
    seq   INTEGER NOT NULL,
    PRIMARY KEY (scope, seq)
) WITHOUT ROWID;

-- Everything that exists, as of the head; its first values are in the log at `created`.
CREATE TABLE thing (
    created INTEGER PRIMARY KEY,                 -- position, which is its number in the tables below
    kind    INTEGER NOT NULL,
    entity  BLOB NOT NULL,
    writer  INTEGER NOT NULL
);
CREATE UNIQUE INDEX thing_entity ON thing (entity, kind);

-- Fields changed since then.
CREATE TABLE thing_field (
    thing  INTEGER NOT NULL,
    field  INTEGER NOT NULL,
    seq    INTEGER NOT NULL,
    writer INTEGER NOT NULL,
    value  BLOB NOT NULL,
    PRIMARY KEY (thing, field)
) WITHOUT ROWID;

-- Who holds it, counted; a row with count 0 says that the scope once did.
CREATE TABLE thing_scope (
    thing INTEGER NOT NULL,
    scope BLOB NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (thing, scope)
) WITHOUT ROWID;

-- Lines about it after its creation; event: those that its images have.
CREATE TABLE thing_line (
    thing INTEGER NOT NULL,
    seq   INTEGER NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (thing, seq)
) WITHOUT ROWID;

-- Refused lines about what was no thing then.
CREATE TABLE stray_line (
    seq    INTEGER PRIMARY KEY,
    kind   INTEGER NOT NULL,
    entity BLOB NOT NULL
);
CREATE INDEX stray_line_entity ON stray_line (entity, kind);

-- What was lawfully erased, and by which line. Its lines have no contents any more.
CREATE TABLE erasure (
    seq   INTEGER PRIMARY KEY,
    thing INTEGER NOT NULL
);
CREATE INDEX erasure_thing ON erasure (thing);

-- Offices whose PCs may do that.
CREATE TABLE erasure_right (
    office BLOB PRIMARY KEY
) WITHOUT ROWID;
