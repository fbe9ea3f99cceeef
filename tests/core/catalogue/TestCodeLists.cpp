// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "core/catalogue/CodeLists.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

using namespace shouli::core;
using namespace shouli::core::catalogue;
using base::ErrorCode;

class TestCodeLists : public QObject {
    Q_OBJECT
    CodeLists m_codes = CodeLists::load(QStringLiteral(":/codes/codes.json")).value();

    base::Result<CodeLists> loaded(const QByteArray &json)
    {
        const QTemporaryDir dir;
        const QString file = dir.filePath(QStringLiteral("c.json"));
        return base::AtomicFile::write(file, json) ? CodeLists::load(file) : CodeLists();
    }

private Q_SLOTS:
    void theStandardsHaveAllTheirEntries_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("count");
        const std::pair<const char *, int> lists[] = {{"sex", 4},
                                                      {"marital", 8},
                                                      {"ethnic", 58},
                                                      {"relation", 84},
                                                      {"education", 40},
                                                      {"political", 13},
                                                      {"disability_category", 7},
                                                      {"disability_level", 4},
                                                      {"document_type", 16},
                                                      {"hukou_kind", 6},
                                                      {"rating", 5},
                                                      {"rating_tag", 40}};
        for (const auto &[id, count] : lists)
            QTest::newRow(id) << QString::fromLatin1(id) << count;
    }
    void theStandardsHaveAllTheirEntries()
    {
        QFETCH(QString, id);
        QVERIFY(m_codes.list(id));
        QTEST(static_cast<int>(m_codes.list(id)->codes.size()), "count");
    }
    void everyCodeIsFoundAgainAndNamedInBothLanguages()
    {
        for (const CodeList &list : m_codes.lists()) {
            for (const Code &code : list.codes) {
                QCOMPARE(list.find(code.code), &code);
                QCOMPARE(m_codes.name(list.id, code.code), code.name);
                QVERIFY(!code.name.zh.isEmpty() && !code.name.en.isEmpty());
                QVERIFY2(code.group.isEmpty() || list.find(code.group)
                             || m_codes.list(QStringLiteral("rating"))->find(code.group),
                         qPrintable(list.id + code.code));
            }
        }
    }
    void anUnknownCodeIsShownAsItself()
    {
        QCOMPARE(m_codes.name(QStringLiteral("sex"), QStringLiteral("7")).zh, QStringLiteral("7"));
        QCOMPARE(m_codes.name(QStringLiteral("nothing"), QStringLiteral("7")).en, QStringLiteral("7"));
        QCOMPARE(m_codes.list(QStringLiteral("nothing")), nullptr);
    }
    void onlySomeCodesAreOfferedForChoosing()
    {
        QCOMPARE(m_codes.list(QStringLiteral("sex"))->offered().size(), 2U);
        QCOMPARE(m_codes.list(QStringLiteral("education"))->offered().size(), 8U);
        QCOMPARE(m_codes.list(QStringLiteral("marital"))->within(QStringLiteral("20")).size(), 3U);
        QCOMPARE(m_codes.list(QStringLiteral("rating_tag"))->within(QStringLiteral("1")).size(), 8U);
    }
    void damageIsRefusedWithItsPlace()
    {
        const QByteArray head =
            R"({"format":"shouli-codes/1","lists":[{"id":"a","name":{"zh":"甲","en":"a"},"codes":[)";
        const QByteArray one = R"({"code":"1","zh":"一","en":"one"})";
        QVERIFY(loaded(head + one + "]}]}"));
        const auto twice = loaded(head + one + "," + one + "]}]}");
        QCOMPARE(twice.error().code, ErrorCode::CatalogueDamaged);
        QVERIFY(twice.error().detail.contains(QStringLiteral("#/lists/0/codes/1: a second \"1\"")));
        QVERIFY(loaded(head + "]}]}").error().detail.contains(QStringLiteral("no codes")));
        QVERIFY(loaded(head + R"({"code":"1","zh":"一"}]}]})").error().detail.contains(QStringLiteral("/en:")));
        QCOMPARE(loaded(R"({"format":"shouli-codes/9"})").error().code, ErrorCode::Unsupported);
        QCOMPARE(CodeLists::load(QStringLiteral("/nowhere")).error().code, ErrorCode::FileMissing);
    }
};

SHOULI_TEST(TestCodeLists)
#include "TestCodeLists.moc"
