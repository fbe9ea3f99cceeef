-- SPDX-License-Identifier: GPL-3.0-or-later
-- What county IT did with the database and knows of its PCs. See SCHEMA.md.

-- Copies taken away and found whole. The largest position is what offices are told to be durable.
CREATE TABLE taken_copy (
    number     INTEGER PRIMARY KEY,              -- 1, 2, …
    made_at_ms INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,                    -- of the copy's folder
    elsewhere  INTEGER NOT NULL                  -- 0: on the server's own disk, which covers nothing
);

-- This database began again from a copy: whatever was ordered after `position` before that is not in it.
CREATE TABLE restoration (
    number         INTEGER PRIMARY KEY,
    restored_at_ms INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    head_hash      BLOB NOT NULL,
    copy_made_ms   INTEGER NOT NULL
);

CREATE TABLE device_revocation (
    replica       BLOB PRIMARY KEY,
    revoked_at_ms INTEGER NOT NULL,
    reason        BLOB NOT NULL,                 -- UTF-8
    erase         INTEGER NOT NULL               -- the PC is ordered to erase its keys
) WITHOUT ROWID;

CREATE TABLE device_seen (
    replica    BLOB PRIMARY KEY,
    seen_at_ms INTEGER NOT NULL,
    position   INTEGER NOT NULL,                 -- up to which it was given the log
    taken      INTEGER NOT NULL                  -- up to which it said that it has the log
) WITHOUT ROWID;

-- What was erased up to `position` is in no page of this file any more: it was written anew. One row, or none.
CREATE TABLE rewriting (
    number          INTEGER PRIMARY KEY CHECK (number = 1),
    rewritten_at_ms INTEGER NOT NULL,
    position        INTEGER NOT NULL
);
