-- SPDX-License-Identifier: GPL-3.0-or-later
-- Counties on PostgreSQL, or on an engine that speaks like it. Tables and columns as in ../server, where they are
-- explained; here many counties share them, so `county` leads every key: all of one county can live on one node.
-- "sealed": under the county server's key, tied to the row (sync/server/postgres/RowSeal); hashes too, since the hash
-- of a short value confirms a guess at it. No sequences: positions are taken from the county's row, which whoever
-- writes locks first.

CREATE TABLE shouli_schema (
    version      BIGINT PRIMARY KEY
);

CREATE TABLE county (
    county       BYTEA PRIMARY KEY,
    name         TEXT NOT NULL,
    host         TEXT NOT NULL,
    epoch        BYTEA NOT NULL,
    position_key BYTEA NOT NULL,              -- sealed
    head         BIGINT NOT NULL,
    head_hash    BYTEA NOT NULL,              -- sealed
    recovery_key BYTEA NOT NULL,
    replica      BYTEA NOT NULL,
    last_lseq    BIGINT NOT NULL,
    last_hash    BYTEA NOT NULL,              -- sealed
    last_device  BIGINT NOT NULL,
    closed       BIGINT NOT NULL DEFAULT 0    -- 1: moved away; nothing here counts any more
);

CREATE TABLE device (
    county         BYTEA NOT NULL,
    replica        BYTEA NOT NULL,
    number         BIGINT NOT NULL,
    office         BYTEA NOT NULL,
    ordinal        BIGINT NOT NULL,
    public_key     BYTEA NOT NULL,
    machine        BYTEA NOT NULL,            -- sealed
    revoked        BIGINT NOT NULL,
    acked_lseq     BIGINT NOT NULL,
    acked_hash     BYTEA NOT NULL,            -- sealed
    enrolled_at_ms BIGINT NOT NULL,
    PRIMARY KEY (county, replica)
);
CREATE INDEX device_key ON device (county, public_key);
CREATE INDEX device_office ON device (county, office);

CREATE TABLE device_former (
    county  BYTEA NOT NULL,
    replica BYTEA NOT NULL,
    former  BYTEA NOT NULL,
    last    BIGINT NOT NULL,
    PRIMARY KEY (county, replica, former)
);

CREATE TABLE device_scope (
    county  BYTEA NOT NULL,
    replica BYTEA NOT NULL,
    scope   BYTEA NOT NULL,
    PRIMARY KEY (county, replica, scope)
);

CREATE TABLE enrolment_code (
    county        BYTEA NOT NULL,
    name          BYTEA NOT NULL,
    code          BYTEA NOT NULL,             -- sealed
    office        BYTEA NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    tries         BIGINT NOT NULL,
    used_by       BYTEA,
    PRIMARY KEY (county, name)
);

CREATE TABLE writer (
    county  BYTEA NOT NULL,
    id      BIGINT NOT NULL,
    replica BYTEA NOT NULL,
    PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX writer_replica ON writer (county, replica);

CREATE TABLE log (
    county     BYTEA NOT NULL,
    seq        BIGINT NOT NULL,
    writer     BIGINT NOT NULL,
    lseq       BIGINT NOT NULL,
    verdict    BIGINT NOT NULL,
    stands     BIGINT NOT NULL,
    act_end    BIGINT NOT NULL,
    change     BYTEA NOT NULL,                -- sealed
    image      BYTEA,                         -- sealed
    chain_hash BYTEA NOT NULL,                -- sealed
    log_hash   BYTEA NOT NULL,                -- sealed
    PRIMARY KEY (county, seq)
);
CREATE UNIQUE INDEX log_origin ON log (county, writer, lseq);

CREATE TABLE scope_log (
    county BYTEA NOT NULL,
    scope  BYTEA NOT NULL,
    seq    BIGINT NOT NULL,
    PRIMARY KEY (county, scope, seq)
);

CREATE TABLE thing (
    county  BYTEA NOT NULL,
    created BIGINT NOT NULL,
    kind    BIGINT NOT NULL,
    entity  BYTEA NOT NULL,
    writer  BIGINT NOT NULL,
    PRIMARY KEY (county, created)
);
CREATE UNIQUE INDEX thing_entity ON thing (county, entity, kind);

CREATE TABLE thing_field (
    county BYTEA NOT NULL,
    thing  BIGINT NOT NULL,
    field  BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    writer BIGINT NOT NULL,
    value  BYTEA NOT NULL,                    -- sealed
    PRIMARY KEY (county, thing, field)
);

CREATE TABLE thing_scope (
    county BYTEA NOT NULL,
    thing  BIGINT NOT NULL,
    scope  BYTEA NOT NULL,
    count  BIGINT NOT NULL,
    PRIMARY KEY (county, thing, scope)
);

CREATE TABLE thing_line (
    county BYTEA NOT NULL,
    thing  BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    event  BIGINT NOT NULL,
    PRIMARY KEY (county, thing, seq)
);

CREATE TABLE stray_line (
    county BYTEA NOT NULL,
    seq    BIGINT NOT NULL,
    kind   BIGINT NOT NULL,
    entity BYTEA NOT NULL,
    PRIMARY KEY (county, seq)
);
CREATE INDEX stray_line_entity ON stray_line (county, entity, kind);

CREATE TABLE erasure (
    county BYTEA NOT NULL,
    seq    BIGINT NOT NULL,
    thing  BIGINT NOT NULL,
    PRIMARY KEY (county, seq)
);
CREATE INDEX erasure_thing ON erasure (county, thing);

CREATE TABLE erasure_right (
    county BYTEA NOT NULL,
    office BYTEA NOT NULL,
    PRIMARY KEY (county, office)
);

CREATE TABLE taken_copy (
    county     BYTEA NOT NULL,
    number     BIGINT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    position   BIGINT NOT NULL,
    name       TEXT NOT NULL,
    elsewhere  BIGINT NOT NULL,
    PRIMARY KEY (county, number)
);

CREATE TABLE restoration (
    county         BYTEA NOT NULL,
    number         BIGINT NOT NULL,
    restored_at_ms BIGINT NOT NULL,
    position       BIGINT NOT NULL,
    head_hash      BYTEA NOT NULL,            -- sealed
    copy_made_ms   BIGINT NOT NULL,
    PRIMARY KEY (county, number)
);

CREATE TABLE device_revocation (
    county        BYTEA NOT NULL,
    replica       BYTEA NOT NULL,
    revoked_at_ms BIGINT NOT NULL,
    reason        BYTEA NOT NULL,             -- sealed
    erase         BIGINT NOT NULL,
    PRIMARY KEY (county, replica)
);

CREATE TABLE device_seen (
    county     BYTEA NOT NULL,
    replica    BYTEA NOT NULL,
    seen_at_ms BIGINT NOT NULL,
    position   BIGINT NOT NULL,
    taken      BIGINT NOT NULL,
    PRIMARY KEY (county, replica)
);

CREATE TABLE rewriting (
    county          BYTEA NOT NULL,
    number          BIGINT NOT NULL CHECK (number = 1),
    rewritten_at_ms BIGINT NOT NULL,
    position        BIGINT NOT NULL,
    PRIMARY KEY (county, number)
);

CREATE TABLE snapshot (
    county     BYTEA NOT NULL,
    scope      BYTEA NOT NULL,
    position   BIGINT NOT NULL,
    made_at_ms BIGINT NOT NULL,
    manifest   BYTEA NOT NULL,
    PRIMARY KEY (county, scope)
);

CREATE TABLE snapshot_chunk (
    county   BYTEA NOT NULL,
    scope    BYTEA NOT NULL,
    name     BYTEA NOT NULL,
    position BIGINT NOT NULL,
    bytes    BYTEA NOT NULL,                  -- sealed
    PRIMARY KEY (county, scope, name)
);

INSERT INTO shouli_schema (version) VALUES (1);
