// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/log/ChangeLog.h"
#include "core/residents/sample/SampleLoader.h"
#include "core/storage/Database.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace shouli::tests::bench {

/// An office's encrypted database with as many invented residents as are wanted, in a folder beside
/// the program, which goes with this object.
class RegisterOffice {
public:
    /// Who the office is; made up where no county gave it a name.
    struct Identity {
        core::changes::ReplicaId replica;
        core::changes::ScopeId office;
        int deviceNumber = 1;
    };

    /// Everything that fails in making it. `people` may be 0.
    [[nodiscard]] static core::base::Result<std::unique_ptr<RegisterOffice>> make(
        std::int64_t people, std::uint64_t seed, const std::optional<Identity> &identity = {});

    /// A connection as the pages have.
    [[nodiscard]] core::base::Result<core::storage::Database> reader() const;

    TestClock clock;
    TestRandom random;
    core::changes::AuthorId author;
    Identity identity;
    core::changes::Schema schema;
    core::changes::log::ChangeLog log;
    core::storage::Database writer;

private:
    RegisterOffice(std::uint64_t seed, const std::optional<Identity> &identity, std::unique_ptr<QTemporaryDir> dir,
                   core::changes::Schema schemaToUse, core::crypto::SecretBytes key, core::storage::Database db);

    std::unique_ptr<QTemporaryDir> m_dir;
    core::crypto::SecretBytes m_key;
};

} // namespace shouli::tests::bench
