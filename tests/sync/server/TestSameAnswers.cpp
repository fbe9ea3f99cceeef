// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Enrolment.h"
#include "sync/server/CountyTables.h"
#include "tests/support/LightOffice.h"
#include "tests/support/TestCounty.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestPostgres.h"

using namespace shouli::core::changes;
using namespace shouli::sync;
using shouli::core::base::ErrorCode;
using shouli::core::base::Result;
using shouli::core::crypto::SecretBytes;
using shouli::core::crypto::SigningKey;
using shouli::tests::LightOffice;
using shouli::tests::TestCounty;
using shouli::tests::TestPostgres;
using shouli::tests::TestRandom;

/// The same requests in the same order to two counties, one in SQLCipher and one in PostgreSQL: whoever asks cannot
/// tell them apart, and in the end they hold the same rows.
class TestSameAnswers : public QObject {
    Q_OBJECT

    SecretBytes m_key = SecretBytes::random(32);

    static Schema schema()
    {
        return Schema::parse(R"({"schema":1,"kinds":[
            {"kind":11,"name":"household","table":"household","fields":[{"field":1,"column":"address"}]},
            {"kind":2,"name":"office","table":"office","fields":[{"field":1,"column":"name"},{"field":2,"column":"name_en"},{"field":3,"column":"division"},{"field":4,"column":"roles"},{"field":5,"column":"parent"},{"field":6,"column":"phone"}]},
            {"kind":3,"name":"device","table":"device","fields":[{"field":1,"column":"number"},{"field":2,"column":"office"},{"field":3,"column":"public_key"},{"field":4,"column":"valid_from"},{"field":5,"column":"revoked_from"}]}]})")
            .value();
    }
    static QByteArray told(const Result<QByteArray> &answer)
    {
        return answer ? "answer " + *answer : "error " + QByteArray::number(static_cast<int>(answer.error().code));
    }

private Q_SLOTS:
    void nobodyCanTellThemApart_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 2; ++seed)
            QTest::addRow("history %llu", seed) << seed;
    }
    void nobodyCanTellThemApart()
    {
        QFETCH(quint64, seed);
        TestRandom dice(seed);
        // each history begins with the same ids
        TestPostgres::shared().psql(
            QStringLiteral("DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables "
                           "WHERE schemaname = 'public' AND tablename <> 'shouli_schema' LOOP "
                           "EXECUTE 'TRUNCATE ' || t; END LOOP; END $$"));
        TestCounty file(schema());
        TestCounty rows(schema(),
                        [this](const QByteArray &county) { return TestPostgres::shared().connection(county, m_key); });
        const auto both = [&](auto ask) {
            const auto one = ask(file);
            const auto other = ask(rows);
            if (told(one) != told(other))
                qWarning("%s\n%s", told(one).left(200).toHex().constData(), told(other).left(200).toHex().constData());
            return told(one) == told(other) ? std::optional(one) : std::nullopt;
        };
        QList<QByteArray> sent;
        std::vector<std::unique_ptr<LightOffice>> offices;
        int refused = 0;
        for (int step = 0; step < 80; ++step) {
            const auto choice = offices.empty() ? 0U : dice.below(20);
            if (choice == 0 && offices.size() < 5) {
                const auto bring = [](TestCounty &county) {
                    return county.administer([](server::County &c, TestCounty::Transaction &tx) -> Result<QByteArray> {
                        SHOULI_TRY(const auto office, c.addOffice(tx, {QStringLiteral("社区"), {}, {}, {}, {}, {}}));
                        SHOULI_TRY(const auto code, c.issueCode(tx, office));
                        return code.bytes();
                    });
                };
                const auto code = both(bring);
                QVERIFY(code && *code);
                const auto enrolment = protocol::EnrolmentCode::fromRandom(**code);
                auto key = SigningKey::generate();
                protocol::EnrolRequest request;
                request.codeName = enrolment.name();
                request.publicKey = key.publicKey();
                request.nonce = dice.bytes(16);
                request.machine = QStringLiteral("窗口");
                request.proof = enrolment.prove(request.proofInput(file.pin));
                if (dice.below(3) == 0) { // a wrong proof counts as a try
                    auto wrong = request;
                    wrong.proof[0] = static_cast<char>(wrong.proof[0] ^ 1);
                    QVERIFY(both([&](TestCounty &county) { return county.server->enrol(wrong.toCbor()); }));
                }
                const auto answer = both([&](TestCounty &county) { return county.server->enrol(request.toCbor()); });
                QVERIFY(answer && *answer);
                const auto response = protocol::EnrolResponse::fromCbor(**answer).value();
                offices.push_back(std::make_unique<LightOffice>(response.replica, response.office, std::move(key),
                                                                seed * 100 + offices.size()));
            } else if (choice == 1 && !sent.isEmpty()) { // again what was sent before
                const QByteArray again = sent.at(dice.below(static_cast<std::uint32_t>(sent.size())));
                QVERIFY(both([&](TestCounty &county) { return county.server->sync(again); }));
            } else if (choice == 2) { // not quite what was signed
                QByteArray bent = sent.isEmpty() ? QByteArray("nothing") : sent.last();
                const auto at = static_cast<qsizetype>(dice.below(static_cast<std::uint32_t>(bent.size())));
                bent[at] = static_cast<char>(bent.at(at) ^ 4);
                const auto answer = both([&](TestCounty &county) { return county.server->sync(bent); });
                QVERIFY(answer);
                refused += *answer ? 0 : 1;
            } else if (choice == 3 && offices.size() > 2) {
                const int number = 1 + static_cast<int>(dice.below(static_cast<std::uint32_t>(offices.size())));
                QVERIFY(both([&](TestCounty &county) {
                    return county.administer([&](server::County &c, TestCounty::Transaction &tx) -> Result<QByteArray> {
                        SHOULI_CHECK(c.revoke(tx, number));
                        return QByteArray();
                    });
                }));
            } else {
                LightOffice &office = *offices.at(dice.below(static_cast<std::uint32_t>(offices.size())));
                if (dice.below(3) > 0)
                    office.write(1 + static_cast<int>(dice.below(30)));
                const QByteArray request = office.request();
                sent.append(request);
                const auto answer = both([&](TestCounty &county) { return county.server->sync(request); });
                QVERIFY(answer);
                if (*answer && dice.below(8) > 0) // now and then the answer is lost
                    QVERIFY(office.take(**answer));
            }
        }
        QVERIFY(refused > 0);
        file.server.reset();
        rows.server.reset();
        const auto inFile = server::CountyTables::checksum(*file.reader());
        const auto inRows = server::CountyTables::checksum(*rows.reader());
        QVERIFY(inFile && inRows);
        QCOMPARE(*inFile, *inRows);
    }
};

SHOULI_TEST(TestSameAnswers)
#include "TestSameAnswers.moc"
