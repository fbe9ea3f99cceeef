// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/log/ChangeLog.h"
#include "sync/client/Exchange.h"
#include "sync/server/CountyServer.h"
#include "sync/server/sqlite/SqliteConnection.h"
#include "tests/support/TestMember.h"

#include <QDir>
#include <QTemporaryDir>

#include <array>
#include <memory>
#include <optional>

namespace shouli::tests::faults {

/// A county and two of its offices as they stand in the morning: enrolled, on the disk, under keys of the test.
class Morning {
public:
    Morning();

    [[nodiscard]] QString folder() const { return m_dir.path(); }
    [[nodiscard]] core::crypto::SecretBytes key() const { return m_key.clone(); }
    [[nodiscard]] const TestMember &member(int office) const { return office == 0 ? m_a : m_b; }
    [[nodiscard]] const TestCounty &county() const { return m_county; }

private:
    QTemporaryDir m_dir;
    core::crypto::SecretBytes m_key = core::crypto::SecretBytes::random(32);
    TestCounty m_county;
    TestMember m_a;
    TestMember m_b;
};

/// A day of that county, the same each time: people of both offices create, edit, hand over, disagree and settle,
/// and sync in between; the county is copied. What a step does follows from its number, so that it can be told from
/// the databases whether it was done.
class Day {
public:
    static constexpr int steps = 34;
    static constexpr int lastSyncOfB = 32; ///< of the steps
    static constexpr int lastSyncOfA = 33;
    static constexpr std::array<const char *, 3> files{"county.db", "a.db", "b.db"};

    /// Works on the files in `folder`, which are copies of the morning's. Nothing is opened yet.
    Day(const Morning &morning, const QString &folder);
    ~Day();

    /// Opens what is closed, as programs do when they start.
    [[nodiscard]] core::base::Result<void> open();
    void close();

    /// Does it, unless it was done already.
    [[nodiscard]] core::base::Result<void> run(int step);

    /// What an office's own log must end with after so many steps, and does.
    [[nodiscard]] std::int64_t expectedOwn(int office, int stepsDone) const;
    [[nodiscard]] core::base::Result<std::int64_t> own(int office) const;

    /// How many changes the county's log and each office's own one have, as in `files`.
    using Heads = std::array<std::int64_t, 3>;
    [[nodiscard]] core::base::Result<Heads> heads() const;

    /// Rows, disputes, log and its verdicts of all three, in words; only after everybody synced.
    [[nodiscard]] core::base::Result<QString> told() const;
    /// Pages and the county's chain, as a program does that starts: what was on the way is brought home first.
    [[nodiscard]] core::base::Result<void> verify();

    /// As sent, the earliest first, each with the number of its office.
    [[nodiscard]] const QList<std::pair<int, QByteArray>> &requests() const { return m_requests; }
    /// While it is open.
    [[nodiscard]] sync::server::CountyServer &server() { return *m_server; }

private:
    struct Office {
        Office(const core::changes::Schema &schema, quint64 seed);
        TestClock clock;
        TestRandom random;
        core::changes::log::ChangeLog log;
        std::optional<core::storage::Database> db;
        std::unique_ptr<sync::client::Exchange> exchange;
    };
    [[nodiscard]] core::base::Result<void> act(int office, int step);
    [[nodiscard]] core::base::Result<void> sync(int office);
    [[nodiscard]] core::base::Result<void> trip(int office, bool &more);
    [[nodiscard]] core::base::Result<void> copyCounty();
    [[nodiscard]] QString path(const char *file) const { return QDir(m_folder).filePath(QLatin1String(file)); }
    [[nodiscard]] core::base::Result<std::unique_ptr<sync::server::sqlite::SqliteConnection>> reader() const;

    const Morning &m_morning;
    QString m_folder;
    core::changes::Schema m_schema;
    std::array<Office, 2> m_offices;
    TestClock m_clock;
    TestRandom m_random{7};
    std::unique_ptr<sync::server::CountyServer> m_server;
    QList<std::pair<int, QByteArray>> m_requests;
};

} // namespace shouli::tests::faults
