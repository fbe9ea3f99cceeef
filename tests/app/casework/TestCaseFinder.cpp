// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/CaseFinder.h"
#include "tests/support/OfficeSession.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using app::casework::CaseFinder;
using core::base::ErrorCode;
using core::cards::CardSigner;
using core::staff::Role;
using tests::OfficeSession;

class TestCaseFinder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aScannedCardOpensItsCase()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        const CaseFinder finder(*office.session);
        const auto found = finder.find(office.cardOf(file));
        QVERIFY(found);
        QCOMPARE(*found, file.id);
        QCOMPARE(finder.find(office.cardOf(file).toLower()).value(), file.id);
    }
    void aTypedNumberOpensItsCase()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        const CaseFinder finder(*office.session);
        QCOMPARE(finder.find(file.number).value(), file.id);
        QString other = file.number;
        other.replace(other.size() - 1, 1, QStringLiteral("9"));
        QCOMPARE(finder.find(other).error().code, ErrorCode::CaseUnknown);
    }
    void eachFaultOfACardHasItsOwnError()
    {
        OfficeSession office(Role::Reviewer);
        const auto file = office.accept();
        const CaseFinder finder(*office.session);
        const QDate today = office.clock.today();
        const auto code = [&](const QString &text) {
            const auto found = finder.find(text);
            return found ? ErrorCode::Cancelled : found.error().code;
        };
        const auto ours = core::crypto::SigningKey::generate();
        QCOMPARE(code(OfficeSession::textOf(CardSigner(ours, 3), file, today)), ErrorCode::CardForged);
        QCOMPARE(code(OfficeSession::textOf(CardSigner(ours, 77), file, today)), ErrorCode::CardKeyUnknown);
        const CardSigner stolen(office.withdrawnKey, 4);
        QCOMPARE(code(OfficeSession::textOf(stolen, file, today)), ErrorCode::CardStale);
        QCOMPARE(code(OfficeSession::textOf(office.session->cardSigner(), file, today.addDays(30))),
                 ErrorCode::CardStale);
        QCOMPARE(code(OfficeSession::textOf(office.session->cardSigner(), file, today,
                                            QStringLiteral("S.YANCHUAN.EXAMPLE"))),
                 ErrorCode::CardForeign);
        QCOMPARE(code(office.cardOf(file).chopped(9)), ErrorCode::CardMalformed);
        QCOMPARE(code(QStringLiteral("https://example.org/menu")), ErrorCode::CardMalformed);
        QCOMPARE(code(QString()), ErrorCode::CardMalformed);
        auto elsewhere = file;
        elsewhere.token = QByteArray(16, 'x');
        QCOMPARE(code(office.cardOf(elsewhere)), ErrorCode::CaseUnknown);
        QCOMPARE(finder.find(OfficeSession::textOf(stolen, file, QDate(2026, 5, 4))).value(), file.id); // before
    }
    void nameInitialsAndTailOfANumberFind()
    {
        OfficeSession office(Role::Reviewer);
        const auto first = office.accept();
        const auto second = office.accept("MZ-05", {}, &office.neighbour);
        const CaseFinder finder(*office.session);
        const auto keys = [&](const QString &typed) {
            QList<QByteArray> all;
            const auto found = finder.search(typed).value();
            for (const auto &row : found.rows)
                all.append(row.key);
            return all;
        };
        QCOMPARE(keys(QStringLiteral("贺玉")), {first.id.toBytes()});
        QCOMPARE(keys(QStringLiteral("sjg")), {second.id.toBytes()});
        QCOMPARE(keys(second.number.right(4)), {second.id.toBytes()});
        QCOMPARE(keys(QStringLiteral("%")).size(), 0);
        QCOMPARE(keys(QString()).size(), 0);
        const auto nobody = finder.search(QStringLiteral("欧阳")).value();
        QVERIFY(nobody.rows.isEmpty());
        QVERIFY(!nobody.note.isEmpty());
        QCOMPARE(CaseFinder::caseOf(first.id.toBytes()), first.id);
        QVERIFY(!CaseFinder::caseOf("short"));
    }
};

SHOULI_TEST(TestCaseFinder)
#include "TestCaseFinder.moc"
