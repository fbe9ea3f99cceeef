-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is being taken in at the counter and is not accepted yet. Stays on this PC: no change log.

CREATE TABLE counter_draft (
    resident  BLOB NOT NULL,
    staff     BLOB NOT NULL,     -- whose draft it is
    service   TEXT NOT NULL,     -- catalogue code
    begun_at  INTEGER NOT NULL,  -- ms since 1970 UTC
    content   BLOB NOT NULL,     -- CBOR, see core/cases/intake/DraftCode
    PRIMARY KEY (resident, staff)
) WITHOUT ROWID;

-- Drafts that could not be read, as they were: perhaps a later version can.
CREATE TABLE counter_draft_aside (
    resident  BLOB NOT NULL,
    staff     BLOB NOT NULL,
    begun_at  INTEGER NOT NULL,
    content   BLOB NOT NULL
);
