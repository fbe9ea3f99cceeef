-- SPDX-License-Identifier: GPL-3.0-or-later
-- The register: persons, households, groups. Written by core/changes only; columns are those of
-- entities.json. NULL: nothing known. Codes are numbers of the standards named in SCHEMA.md.

CREATE TABLE resident (
    row               INTEGER PRIMARY KEY, -- on this PC only: what the search index points to
    id                BLOB NOT NULL UNIQUE,
    name              TEXT,
    former_name       TEXT,
    small_name        TEXT,
    sex               INTEGER,             -- GB/T 2261.1
    birth_date        TEXT,                -- 1952, 1952-03 or 1952-03-07
    ethnic            INTEGER,             -- GB/T 3304
    document_type     INTEGER,
    document_number   TEXT,
    document_valid_to TEXT,
    hukou_division    TEXT,                -- 12-digit division code
    hukou_address     TEXT,
    hukou_kind        INTEGER,
    hukou_rural       INTEGER,
    living_division   TEXT,
    living_address    TEXT,
    household         BLOB,
    relation          INTEGER,             -- GB/T 4761, to the head of the household
    father            BLOB,
    mother            BLOB,
    spouse            BLOB,
    guardian          BLOB,
    marital           INTEGER,             -- GB/T 2261.2
    education         INTEGER,             -- GB/T 4658
    political         INTEGER,             -- GB/T 4762
    phone             TEXT,
    other_phone       TEXT,
    phone_note        TEXT,
    bank_name         TEXT,
    bank_account      TEXT,
    work_status       INTEGER,
    work_place        TEXT,
    residence_status  INTEGER,
    away_place        TEXT,
    deceased_on       TEXT,
    moved_out_on      TEXT,
    grid              TEXT,
    verified_on       TEXT,
    remark            TEXT
);
CREATE INDEX resident_document ON resident (document_number) WHERE document_number IS NOT NULL;
CREATE INDEX resident_household ON resident (household) WHERE household IS NOT NULL;
CREATE INDEX resident_father ON resident (father) WHERE father IS NOT NULL;
CREATE INDEX resident_mother ON resident (mother) WHERE mother IS NOT NULL;

CREATE TABLE household (
    id             BLOB PRIMARY KEY,
    number         TEXT,
    household_kind INTEGER,
    division       TEXT,
    address        TEXT,
    dwelling       TEXT,
    rooms          INTEGER,
    remark         TEXT
);
CREATE INDEX household_number ON household (number) WHERE number IS NOT NULL;

CREATE TABLE group_membership (
    id          BLOB PRIMARY KEY,
    resident    BLOB,
    household   BLOB,
    group_code  TEXT,
    category    INTEGER,
    level       INTEGER,
    detail      TEXT,
    certificate TEXT,
    valid_from  TEXT,
    valid_to    TEXT,
    review_on   TEXT,
    evidence    TEXT,
    ended_on    TEXT,
    end_reason  TEXT
);
CREATE INDEX group_membership_resident ON group_membership (resident) WHERE resident IS NOT NULL;
CREATE INDEX group_membership_household ON group_membership (household) WHERE household IS NOT NULL;
CREATE INDEX group_membership_group ON group_membership (group_code);

-- What an office keeps of persons who moved to another office, and of cases handed to one: where they went, and as
-- much as is needed to tell whoever asks by the full name or number. See core/residents/moves.
CREATE TABLE departure (
    id           BLOB PRIMARY KEY,
    subject_kind INTEGER,          -- 10 a resident, 20 a case
    subject      BLOB,             -- its id; opaque without the record
    masked_name  TEXT,             -- as on public pages
    salt         BLOB,             -- 16 bytes of this line alone
    number_mark  INTEGER,          -- 20 bits of a salted hash of the ID number; of a case: of its card's token
    name_mark    INTEGER,          -- 16 bits of a salted hash of the name
    to_office    BLOB,
    to_name      TEXT,
    left_on      TEXT,
    reason       INTEGER,
    case_number  TEXT,
    service      TEXT
);
CREATE INDEX departure_subject ON departure (subject);

-- Search. Derived from `resident` on this PC; made anew by SearchIndex::rebuild().
CREATE TABLE resident_key_block (
    block INTEGER PRIMARY KEY,
    first BLOB NOT NULL UNIQUE, -- no key of the block is below it, every key of the block before is
    keys  BLOB NOT NULL         -- front-coded: shared bytes, further bytes, those; ...
);

-- What the index was made for. One row.
CREATE TABLE resident_index (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    form    INTEGER NOT NULL, -- of keys: SearchIndex::form
    area    TEXT NOT NULL     -- division code prefix that counts as the office's own
);

-- Rows as they were before the present transaction changed them, so that their old keys can be
-- taken out. Emptied before each commit.
CREATE TABLE resident_before (
    row INTEGER PRIMARY KEY,
    id  BLOB NOT NULL,
    name, former_name, small_name, document_number, phone, other_phone,
    hukou_division, living_division, residence_status, deceased_on, moved_out_on, hukou_address, living_address
);

CREATE TRIGGER resident_before_update BEFORE UPDATE OF
    name, former_name, small_name, document_number, phone, other_phone,
    hukou_division, living_division, residence_status, deceased_on, moved_out_on, hukou_address, living_address
    ON resident
BEGIN
    INSERT OR IGNORE INTO resident_before SELECT
        OLD.row, OLD.id, OLD.name, OLD.former_name, OLD.small_name, OLD.document_number, OLD.phone, OLD.other_phone,
        OLD.hukou_division, OLD.living_division, OLD.residence_status, OLD.deceased_on, OLD.moved_out_on,
        OLD.hukou_address, OLD.living_address;
END;

CREATE TRIGGER resident_before_delete BEFORE DELETE ON resident
BEGIN
    INSERT OR IGNORE INTO resident_before SELECT
        OLD.row, OLD.id, OLD.name, OLD.former_name, OLD.small_name, OLD.document_number, OLD.phone, OLD.other_phone,
        OLD.hukou_division, OLD.living_division, OLD.residence_status, OLD.deceased_on, OLD.moved_out_on,
        OLD.hukou_address, OLD.living_address;
END;
