-- SPDX-License-Identifier: GPL-3.0-or-later
-- The change log of one office PC. See SCHEMA.md.

-- Who this PC is, and how far it and the county know of each other. One row.
CREATE TABLE replica (
    one            INTEGER PRIMARY KEY CHECK (one = 1),
    id             BLOB NOT NULL,              -- ReplicaId
    scope          BLOB NOT NULL,              -- the office whose PC this is
    device_number  INTEGER NOT NULL,           -- key id on acceptance cards, 1..65535
    last_lseq      INTEGER NOT NULL DEFAULT 0, -- newest own change
    last_hash      BLOB NOT NULL,              -- chain hash there
    epoch          BLOB,                       -- the county log's epoch, once known
    cursor         INTEGER NOT NULL DEFAULT 0, -- county position up to which this PC has everything of its scopes
    cursor_hash    BLOB,                       -- the county log's hash there
    ahead          INTEGER NOT NULL DEFAULT 0, -- position up to which some of a broken-off answer is here already
    ahead_hash     BLOB,                       -- the county log's hash there
    durable        INTEGER NOT NULL DEFAULT 0, -- county position covered by a copy off the server
    lost_lseq      INTEGER NOT NULL DEFAULT 0, -- own changes up to here were made when the county knew more …
    lost_after     INTEGER NOT NULL DEFAULT 0, -- … than up to this position, which is all that was left of it
    synced_at_ms   INTEGER,                    -- wall clock of the last complete round trip
    remains        INTEGER NOT NULL DEFAULT 0  -- of what was lawfully erased: 2 in pages and the write-ahead log, 1 in that
);

-- Every change this PC made or received, as it was made. seq is the county's position; NULL while
-- the county has not ordered it.
CREATE TABLE change (
    row          INTEGER PRIMARY KEY,
    seq          INTEGER,
    replica      BLOB NOT NULL,
    lseq         INTEGER NOT NULL,
    act_first    INTEGER NOT NULL,
    act_size     INTEGER NOT NULL,
    operation    INTEGER NOT NULL,
    kind         INTEGER NOT NULL,
    entity       BLOB NOT NULL,
    field        INTEGER NOT NULL,
    event        INTEGER NOT NULL,
    payload      BLOB NOT NULL,
    base_seq     INTEGER NOT NULL,
    base_lseq    INTEGER NOT NULL,
    base_value   BLOB NOT NULL,
    scope        BLOB,
    author       BLOB,
    wall_ms      INTEGER NOT NULL,
    monotonic_ms INTEGER NOT NULL,
    boot_id      INTEGER NOT NULL,
    extension    BLOB,                         -- parts that only a newer version knows: CBOR map, kept as it came
    salt         BLOB,                         -- own changes: of the commitment that the chain is over
    erased       INTEGER NOT NULL DEFAULT 0,   -- lawfully: the contents are gone for good
    commitment   BLOB,                         -- own changes that were erased: what the chain is over
    verdict      INTEGER,                      -- NULL until the county judged it
    hash         BLOB,                         -- own changes: chain hash
    forgotten    INTEGER NOT NULL DEFAULT 0,    -- own changes of a thing that left: 1 contents gone, 2 kept until durable
    placed       INTEGER                       -- under a former name: where the county said it has it, negative: not applied
);
CREATE UNIQUE INDEX change_origin ON change (replica, lseq);
CREATE INDEX change_entity ON change (entity, kind, operation);
CREATE INDEX change_pending ON change (replica, lseq, placed) WHERE seq IS NULL; -- asked before every round trip
CREATE INDEX change_forgotten ON change (seq) WHERE forgotten = 2;

-- Things this PC holds. version: county position of creation or arrival, NULL while only here.
CREATE TABLE entity (
    kind    INTEGER NOT NULL,
    entity  BLOB NOT NULL,
    version INTEGER,
    erased  INTEGER NOT NULL DEFAULT 0, -- lawfully: it has no row and no contents
    PRIMARY KEY (kind, entity)
) WITHOUT ROWID;

-- Fields changed since then: county position of the value this PC has as the county's.
CREATE TABLE field_version (
    kind    INTEGER NOT NULL,
    entity  BLOB NOT NULL,
    field   INTEGER NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (kind, entity, field)
) WITHOUT ROWID;

-- The county's value of fields that have own, not yet ordered edits; the working tables hold ours.
CREATE TABLE shadow (
    kind    INTEGER NOT NULL,
    entity  BLOB NOT NULL,
    field   INTEGER NOT NULL,
    value   BLOB NOT NULL,
    PRIMARY KEY (kind, entity, field)
) WITHOUT ROWID;

-- Which scopes hold a thing, as the county said at `version`; counted, since several cases may need one
-- person. waiting: own enters less own leaves that the county has not ordered.
CREATE TABLE membership (
    kind    INTEGER NOT NULL,
    entity  BLOB NOT NULL,
    scope   BLOB NOT NULL,
    count   INTEGER NOT NULL,
    version INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    PRIMARY KEY (kind, entity, scope)
) WITHOUT ROWID;

-- What waits for a person: changes that the county did not apply (verdict 1, 2, 3) and events that turned out to be
-- without effect (0). Derived from `change`; can be thrown away and made again.
CREATE TABLE dispute (
    seq        INTEGER PRIMARY KEY,  -- county position of the change
    item       INTEGER NOT NULL,     -- the lowest position of those that are decided together
    kind       INTEGER NOT NULL,
    entity     BLOB NOT NULL,
    field      INTEGER NOT NULL,
    verdict    INTEGER NOT NULL,
    settled_by INTEGER               -- NULL: open; position of the Settle; 0: own Settle, not ordered yet
);
CREATE INDEX dispute_open ON dispute (item) WHERE settled_by IS NULL;
CREATE INDEX dispute_entity ON dispute (entity, kind);
-- How far this PC has each of its scopes; negative: to be compared with a snapshot of that position or later.
CREATE TABLE replica_scope (
    scope  BLOB PRIMARY KEY,
    cursor INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- What the county said of its log at some positions, thinned out towards the past: shows how far this PC
-- and a county restored from a copy went together.
CREATE TABLE county_token (
    seq   INTEGER PRIMARY KEY,
    token BLOB NOT NULL
);
