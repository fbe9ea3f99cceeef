-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is being taken in at the counter and is not accepted yet. Stays on this PC: no change log.

CREATE TABLE counter_draft (
    resident  BLOB NOT NULL,
    staff     BLOB NOT NULL,     -- whose draft it is
    begun_at  INTEGER NOT NULL,  -- ms since 1970 UTC
    content   BLOB NOT NULL,     -- CBOR, see core/cases/intake/DraftCode
    PRIMARY KEY (resident, staff)
) WITHOUT ROWID;
