-- SPDX-License-Identifier: GPL-3.0-or-later
-- The newest snapshot of each scope: derived from the log, can be thrown away and made again.
CREATE TABLE snapshot (
    scope      BLOB PRIMARY KEY,
    position   INTEGER NOT NULL,
    made_at_ms INTEGER NOT NULL,
    manifest   BLOB NOT NULL                     -- unsigned; the router signs it
) WITHOUT ROWID;

-- Its chunks, by name; those of the one before are kept for who is fetching it.
CREATE TABLE snapshot_chunk (
    scope    BLOB NOT NULL,
    name     BLOB NOT NULL,
    position INTEGER NOT NULL,                   -- of the newest snapshot that it is part of
    bytes    BLOB NOT NULL,
    PRIMARY KEY (scope, name)
);
