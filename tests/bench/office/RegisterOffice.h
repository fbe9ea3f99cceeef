// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/ChangeLog.h"
#include "core/residents/sample/SampleLoader.h"
#include "core/storage/Database.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QTemporaryDir>

#include <memory>

namespace shouli::tests::bench {

/// An office's encrypted database with as many invented residents as are wanted, in a folder beside
/// the program, which goes with this object.
class RegisterOffice {
public:
    /// Everything that fails in making it.
    [[nodiscard]] static core::base::Result<std::unique_ptr<RegisterOffice>> make(std::int64_t people,
                                                                                  std::uint64_t seed);

    /// A connection as the pages have.
    [[nodiscard]] core::base::Result<core::storage::Database> reader() const;

    TestClock clock;
    TestRandom random;
    core::changes::AuthorId author;
    core::changes::ScopeId scope;
    core::changes::Schema schema;
    core::changes::ChangeLog log;
    core::storage::Database writer;

private:
    RegisterOffice(std::uint64_t seed, std::unique_ptr<QTemporaryDir> dir, core::changes::Schema schemaToUse,
                   core::crypto::SecretBytes key, core::storage::Database db);

    std::unique_ptr<QTemporaryDir> m_dir;
    core::crypto::SecretBytes m_key;
};

} // namespace shouli::tests::bench
