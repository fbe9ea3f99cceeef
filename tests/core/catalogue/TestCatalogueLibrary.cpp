// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/CatalogueLibrary.h"
#include "tests/core/catalogue/CatalogueCopy.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::catalogue;
using base::ErrorCode;
using shouli::tests::CatalogueCopy;

class TestCatalogueLibrary : public QObject {
    Q_OBJECT
    CatalogueLibrary m_library = CatalogueLibrary::load(QStringLiteral(":/catalogue/zichang")).value();

    /// The catalogue as a later version, with one more change.
    static Catalogue changed(const QByteArray &version, const QString &file = {}, const QByteArray &was = {},
                             const QByteArray &becomes = {})
    {
        const CatalogueCopy copy;
        const QString main = QStringLiteral("catalogue.json");
        bool ok = copy.replace(main, R"("version": "2026-11")", "\"version\": \"" + version + "\"");
        ok = ok && copy.replace(main, "2026-11-01", version.left(7) + "-15")
            && (file.isEmpty() || copy.replace(file, was, becomes));
        return ok ? Catalogue::load(copy.path()).value() : Catalogue();
    }

private Q_SLOTS:
    void aCaseKeepsTheVersionItWasAcceptedUnder()
    {
        const QString dibao = QStringLiteral("MZ-01");
        QVERIFY(m_library.add(
            changed("2027-01", QStringLiteral("services/MZ-01.json"), R"("最低生活保障审核确认")", R"("低保新名")")));
        QCOMPARE(m_library.versions(), QStringList({QStringLiteral("2026-11"), QStringLiteral("2027-01")}));
        QCOMPARE(m_library.service(dibao, QStringLiteral("2026-11")).value()->name.zh,
                 QStringLiteral("最低生活保障审核确认"));
        QCOMPARE(m_library.service(dibao, QStringLiteral("2027-01")).value()->name.zh, QStringLiteral("低保新名"));
        QCOMPARE(m_library.byNumber(1)->name.zh, QStringLiteral("低保新名"));
    }
    void theNewestPublishedVersionInForceIsCurrent()
    {
        QCOMPARE(m_library.current(QDate(2026, 11, 23)).value()->version(), QStringLiteral("2026-11"));
        QCOMPARE(m_library.current(QDate(2027, 1, 14)).value()->version(), QStringLiteral("2026-11"));
        QCOMPARE(m_library.current(QDate(2027, 1, 15)).value()->version(), QStringLiteral("2027-01"));
        QVERIFY(m_library.add(changed("2027-02", QStringLiteral("catalogue.json"), R"("published")", R"("draft")")));
        QCOMPARE(m_library.current(QDate(2027, 3, 1)).value()->version(), QStringLiteral("2027-01"));
        QCOMPARE(m_library.current(QDate(2020, 1, 1)).error().code, ErrorCode::ServiceUnknown);
    }
    void whatIsNotHereIsUnknown()
    {
        QCOMPARE(m_library.service(QStringLiteral("MZ-01"), QStringLiteral("2031-01")).error().code,
                 ErrorCode::ServiceUnknown);
        QCOMPARE(m_library.service(QStringLiteral("XX-01"), QStringLiteral("2026-11")).error().code,
                 ErrorCode::ServiceUnknown);
        QCOMPARE(m_library.byNumber(1000), nullptr);
    }
    void aNumberNeverChangesHands()
    {
        CatalogueLibrary library = m_library;
        const auto moved = changed("2027-05", QStringLiteral("services/MZ-01.json"), R"("number": 1,)",
                                   R"("number": 100,)");
        QCOMPARE(library.add(moved).error().code, ErrorCode::CatalogueDamaged);
        QVERIFY(!library.versions().contains(QStringLiteral("2027-05")));
    }
    void aPublishedVersionNeverChanges()
    {
        CatalogueLibrary library = m_library;
        const auto same = Catalogue::load(CatalogueCopy::original()).value();
        QVERIFY(library.add(same)); // the same again does no harm
        const auto other = changed("2026-11", QStringLiteral("services/MZ-01.json"), R"("n": 30)", R"("n": 29)");
        QCOMPARE(library.add(other).error().code, ErrorCode::CatalogueDamaged);
    }
    void anotherCountysCatalogueIsRefused()
    {
        CatalogueLibrary library = m_library;
        const auto foreign = changed("2027-06", QStringLiteral("catalogue.json"), R"("id": "zichang")",
                                     R"("id": "yanchuan")");
        QCOMPARE(library.add(foreign).error().code, ErrorCode::CatalogueDamaged);
    }
    void pointersOutliveTheLibrarysGrowth()
    {
        CatalogueLibrary library = CatalogueLibrary::load(QStringLiteral(":/catalogue/zichang")).value();
        const Service *before = library.service(QStringLiteral("MZ-01"), QStringLiteral("2026-11")).value();
        QVERIFY(library.add(changed("2027-07")));
        QCOMPARE(library.service(QStringLiteral("MZ-01"), QStringLiteral("2026-11")).value(), before);
    }
    void anEmptyFolderIsAnError()
    {
        const QTemporaryDir dir;
        QCOMPARE(CatalogueLibrary::load(dir.path()).error().code, ErrorCode::FileMissing);
    }
};

SHOULI_TEST(TestCatalogueLibrary)
#include "TestCatalogueLibrary.moc"
