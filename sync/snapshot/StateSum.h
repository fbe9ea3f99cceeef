// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Cbor.h"
#include "core/changes/Image.h"
#include "core/crypto/Sha256.h"

#include <QByteArray>

namespace shouli::sync::snapshot {

/// The checksum of a state, thing by thing: see stateOf(). For each: begin(), its fields ascending, its lines in county
/// order, erased() where it was, end(). Things ascend by id.
class StateSum {
public:
    void begin(core::changes::EntityRef ref, std::int64_t created, std::int64_t held);
    void field(core::changes::Field field, std::int64_t version, const core::changes::Value &value);
    void line(const core::changes::LogEntry &line);
    void erased() { m_out.null(); } ///< it was, lawfully
    void end();

    /// SHA-256 over all that ended. Once.
    [[nodiscard]] QByteArray result() { return m_hash.result(); }

private:
    core::crypto::Sha256 m_hash;
    core::changes::CborWriter m_out;
    std::int64_t m_created = 0;
};

} // namespace shouli::sync::snapshot
