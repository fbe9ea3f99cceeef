-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who did what, when, to which record, on this PC. Chained; salt and details may be erased by law.

CREATE TABLE audit (
    number     INTEGER PRIMARY KEY,
    at_ms      INTEGER NOT NULL,
    who        BLOB,
    action     INTEGER NOT NULL,
    kind       INTEGER NOT NULL,
    subject    BLOB,
    salt       BLOB,
    details    TEXT,
    commitment BLOB NOT NULL,
    hash       BLOB NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, kind) WHERE subject IS NOT NULL;
