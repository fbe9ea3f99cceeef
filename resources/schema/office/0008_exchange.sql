-- SPDX-License-Identifier: GPL-3.0-or-later
-- Imports of tables. Stays on this PC: no change log. See core/residents/exchange.

-- How far each file is. `file`: SHA-256 of its bytes and of how its columns are read.
CREATE TABLE import_run (
    file     BLOB PRIMARY KEY,
    name     TEXT NOT NULL,    -- of the file, for people
    begun_at INTEGER NOT NULL, -- ms since 1970 UTC
    done_row INTEGER NOT NULL, -- the last row that was done, as a spreadsheet counts
    finished INTEGER NOT NULL, -- 1: to its end
    counts   TEXT NOT NULL     -- rows by outcome, 1 to 6, with spaces between
) WITHOUT ROWID;

-- Rows that a person must see: not done, or not all of it. Nothing of what they say: that is in the file.
CREATE TABLE import_row (
    file     BLOB NOT NULL,
    row      INTEGER NOT NULL,
    outcome  INTEGER NOT NULL,
    kept     TEXT NOT NULL,    -- fields that stayed as they are here: "25 15"
    findings TEXT NOT NULL,    -- field/code/severity: "8/4/1 25/17/1"
    PRIMARY KEY (file, row)
) WITHOUT ROWID;

-- Values that stand as an import left them, by their marks; see ImportedValues.
CREATE TABLE import_source (
    resident    BLOB PRIMARY KEY,
    imported_on TEXT NOT NULL,
    marks       BLOB NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER import_source_leaves AFTER DELETE ON resident
BEGIN
    DELETE FROM import_source WHERE resident = OLD.id;
END;
