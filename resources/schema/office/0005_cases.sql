-- SPDX-License-Identifier: GPL-3.0-or-later
-- Cases. What happened to a case is its events in the change table; see SCHEMA.md.

-- What is fixed when a case is accepted. Written by core/changes only.
CREATE TABLE case_file (
    id                BLOB PRIMARY KEY,
    number            TEXT NOT NULL DEFAULT '',
    service           TEXT NOT NULL DEFAULT '',  -- catalogue code
    catalogue         TEXT NOT NULL DEFAULT '',  -- version it was accepted under
    variant           TEXT NOT NULL DEFAULT '',  -- of the service; '' the ordinary one
    applicant         BLOB,                      -- resident
    applicant_name    TEXT NOT NULL DEFAULT '',  -- as on the form; stays when the resident's record leaves
    subject           BLOB,                      -- resident whom it is for; NULL: the applicant
    household         BLOB,                      -- where the household applies
    proxy_name        TEXT NOT NULL DEFAULT '',
    proxy_phone       TEXT NOT NULL DEFAULT '',
    proxy_relation    TEXT NOT NULL DEFAULT '',  -- to the applicant
    proxy_document    TEXT NOT NULL DEFAULT '',  -- number of their ID card
    home              BLOB,                      -- office that accepted and delivers
    token             BLOB,                      -- 16 bytes, on the acceptance card
    token_hash        BLOB,                      -- SHA-256 of the token
    accepted_on       TEXT
);
CREATE INDEX case_file_number ON case_file (number);
CREATE INDEX case_file_token ON case_file (token_hash);
CREATE INDEX case_file_applicant ON case_file (applicant);
CREATE INDEX case_file_subject ON case_file (subject) WHERE subject IS NOT NULL;
CREATE INDEX case_file_accepted ON case_file (accepted_on, id);
CREATE INDEX case_file_household ON case_file (household) WHERE household IS NOT NULL;

-- What the resident's status page and messages need, and no more. Same id as the case.
-- Written by core/changes only.
CREATE TABLE public_case (
    id           BLOB PRIMARY KEY,
    token_hash   BLOB,
    service      TEXT NOT NULL DEFAULT '',
    state        TEXT NOT NULL DEFAULT '',  -- open, returned, paused, approved, rejected, withdrawn, delivered, closed
    stage        TEXT NOT NULL DEFAULT '',  -- id of the first open stage
    stage_since  TEXT,
    stage_due    TEXT,
    office       TEXT NOT NULL DEFAULT '',  -- name of the office whose turn it is
    applicant    TEXT NOT NULL DEFAULT '',  -- masked
    phone        TEXT NOT NULL DEFAULT '',  -- for notices
    missing      INTEGER NOT NULL DEFAULT 0, -- papers the resident still owes
    number       TEXT NOT NULL DEFAULT ''
);

-- Derived by folding a case's events; can be thrown away and made again.
CREATE TABLE case_progress (
    id         BLOB PRIMARY KEY,
    status     INTEGER NOT NULL,  -- CaseStatus
    decided_on TEXT,
    closed_on  TEXT,
    told       INTEGER NOT NULL,
    tolerated  INTEGER NOT NULL,  -- papers missing on a promise
    tolerated_until TEXT,         -- the first day one is promised for
    missing    INTEGER NOT NULL,  -- papers asked for again
    certificates INTEGER NOT NULL, -- collected
    flagged    INTEGER NOT NULL,  -- events without effect, or of a newer version
    promised   BLOB NOT NULL      -- clock of the whole case
);
CREATE INDEX case_progress_papers ON case_progress (tolerated_until) WHERE tolerated > 0 AND closed_on IS NULL;
CREATE INDEX case_progress_status ON case_progress (status, closed_on);

CREATE TABLE case_stage (
    id            BLOB NOT NULL,
    place         INTEGER NOT NULL,  -- 0, 1, … in the order of the service
    stage         TEXT NOT NULL,
    status        INTEGER NOT NULL,  -- StageStatus
    office        BLOB,
    public_notice INTEGER NOT NULL,
    delivers      INTEGER NOT NULL,
    started       TEXT,
    finished      TEXT,
    correcting_since TEXT,
    clock         BLOB NOT NULL,
    PRIMARY KEY (id, place)
) WITHOUT ROWID;
CREATE INDEX case_stage_office ON case_stage (office, status);
CREATE INDEX case_stage_notice ON case_stage (status) WHERE public_notice = 1;

-- Serials this PC may give out each month, and where it stands. Not replicated.
CREATE TABLE number_block (
    replica BLOB PRIMARY KEY,
    first   INTEGER NOT NULL,
    last    INTEGER NOT NULL
);
CREATE TABLE number_month (
    replica BLOB NOT NULL,
    month   INTEGER NOT NULL,  -- 202611
    next    INTEGER NOT NULL,
    PRIMARY KEY (replica, month)
) WITHOUT ROWID;
