// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"
#include "sync/server/engine/Place.h"

namespace shouli::sync::server::postgres {

/// Seals what must not be read in the database: XChaCha20-Poly1305 under a key that follows from the county's, tied to
/// the county, the column and the row. Each box is 40 bytes longer than what is in it. One thread at a time.
class RowSeal {
public:
    /// `countyKey`: 32 bytes, else KeyMalformed at every call. `county`: the id's bytes.
    RowSeal(const core::crypto::SecretBytes &countyKey, QByteArray county);

    [[nodiscard]] core::base::Result<QByteArray> seal(const QByteArray &plain, const engine::Place &place) const;
    /// DecryptionFailed for another county's, another row's, or one that was changed.
    [[nodiscard]] core::base::Result<QByteArray> open(const QByteArray &box, const engine::Place &place) const;

private:
    [[nodiscard]] QByteArray associated(const engine::Place &place) const;

    core::crypto::SecretBytes m_key;
    QByteArray m_county;
};

} // namespace shouli::sync::server::postgres
