-- SPDX-License-Identifier: GPL-3.0-or-later
-- Offices, their devices and their people. Written by core/changes only.

CREATE TABLE office (
    id       BLOB PRIMARY KEY,
    name     TEXT NOT NULL DEFAULT '',
    name_en  TEXT NOT NULL DEFAULT '',
    division TEXT NOT NULL DEFAULT '',  -- 12-digit code
    roles    TEXT NOT NULL DEFAULT '',  -- comma-separated stage roles this office carries
    parent   BLOB,
    phone    TEXT NOT NULL DEFAULT ''
);

CREATE TABLE device (
    id           BLOB PRIMARY KEY,
    number       INTEGER NOT NULL DEFAULT 0, -- key id on acceptance cards
    office       BLOB,
    public_key   BLOB,
    valid_from   TEXT,
    revoked_from TEXT
);

CREATE TABLE staff (
    id     BLOB PRIMARY KEY,
    name   TEXT NOT NULL DEFAULT '',
    role   TEXT NOT NULL DEFAULT '',
    office BLOB,
    active INTEGER NOT NULL DEFAULT 1
);
