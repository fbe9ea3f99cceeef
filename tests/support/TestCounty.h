// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/Migrations.h"
#include "core/storage/Transaction.h"
#include "sync/protocol/Envelope.h"
#include "sync/server/CountyServer.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QTemporaryDir>

#include <memory>

namespace shouli::tests {

/// A county server's insides on a real encrypted database, without sockets: bytes in, bytes out.
class TestCounty {
public:
    explicit TestCounty(core::changes::Schema schema)
        : m_schema(std::move(schema))
        , m_path(m_dir.filePath(QStringLiteral("county.db")))
    {
        auto db = core::storage::Database::create(m_path, m_key).value();
        const auto migrations = core::storage::Migrations::load(qEnvironmentVariable("SHOULI_SOURCE")
                                                                + QStringLiteral("/resources/schema/server"))
                                    .value();
        expect(migrations.apply(db));
        auto tx = core::storage::Transaction::begin(db).value();
        sync::server::County county(m_schema, clock, random);
        expect(county.create(tx, {QStringLiteral("子长市"), QStringLiteral("S.EXAMPLE"), random.bytes(32)}));
        expect(tx.commit());
        start(std::move(db));
    }

    /// Runs `job(County &, Transaction &)` on the county's own database while no server runs.
    template <class Job>
    auto administer(Job job)
    {
        server.reset();
        auto db = core::storage::Database::open(m_path, m_key, core::storage::Database::Access::Writer).value();
        auto tx = core::storage::Transaction::begin(db).value();
        sync::server::County county(m_schema, clock, random);
        auto result = job(county, tx);
        expect(tx.commit());
        start(std::move(db));
        return result;
    }
    [[nodiscard]] core::storage::Database reader() const
    {
        return core::storage::Database::open(m_path, m_key, core::storage::Database::Access::Reader).value();
    }
    [[nodiscard]] QString path() const { return m_path; }

    static void expect(const core::base::Result<void> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }

    TestClock clock;
    TestRandom random{99};
    QByteArray pin = QByteArray(32, 'p');

private:
    void start(core::storage::Database db)
    {
        server = std::make_unique<sync::server::CountyServer>(std::move(db), m_schema, clock, random, pin);
    }

    QTemporaryDir m_dir;
    core::changes::Schema m_schema;
    QString m_path;
    core::crypto::SecretBytes m_key = core::crypto::SecretBytes::random(32);

public:
    std::unique_ptr<sync::server::CountyServer> server;
};

} // namespace shouli::tests
