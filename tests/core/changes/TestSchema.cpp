// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Schema.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestOffice.h"

using namespace shouli::core;
using namespace shouli::core::changes;
using base::ErrorCode;
using shouli::tests::TestOffice;

namespace {

QByteArray kinds(const char *list)
{
    return QByteArray(R"({"schema":1,"kinds":[)") + list + "]}";
}

Schema real()
{
    return Schema::load(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/resources/schema/entities.json"))
        .value();
}

} // namespace

class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void kindsAndFieldsAreFoundByNumberAndName()
    {
        const auto schema = Schema::parse(kinds(R"({"kind":7,"name":"thing","table":"things","fields":[
            {"field":1,"column":"name"},{"field":2,"column":"note","policy":"last","group":"words"},{"field":65535,"column":"phones","policy":"keep_both"}]},
            {"kind":65535,"name":"bare","table":"bare"})"))
                                .value();
        QCOMPARE(schema.version(), 1);
        QCOMPARE(schema.kinds().size(), 2);
        const KindSchema *thing = schema.find(Kind{7});
        QVERIFY(thing != nullptr);
        QCOMPARE(thing, schema.find(QStringLiteral("thing")));
        QCOMPARE(thing->table, QStringLiteral("things"));
        QCOMPARE(thing->fields.value({1}),
                 (FieldSchema{{1}, QStringLiteral("name"), Policy::Park, {}})); // the careful one unless told otherwise
        QCOMPARE(thing->fields.value({2}),
                 (FieldSchema{{2}, QStringLiteral("note"), Policy::LastInLog, QStringLiteral("words")}));
        QCOMPARE(thing->fieldOf(QStringLiteral("phones")), Field{65535});
        QCOMPARE(thing->fieldOf(QStringLiteral("unknown")), Field{0});
        QVERIFY(schema.find(Kind{8}) == nullptr);
        QVERIFY(schema.find(QStringLiteral("things")) == nullptr);
        QVERIFY(schema.find(Kind{65535})->fields.isEmpty()); // made of events alone
    }
    void whatCannotBeIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        QTest::newRow("no JSON") << QByteArray("{") << QString();
        QTest::newRow("no version") << QByteArray(R"({"kinds":[]})") << QStringLiteral("schema");
        QTest::newRow("a kind of number 0")
            << kinds(R"({"kind":0,"name":"x","table":"x"})") << QStringLiteral("kind 0 'x'");
        QTest::newRow("a kind beyond 16 bits")
            << kinds(R"({"kind":65536,"name":"x","table":"x"})") << QStringLiteral("kind 65536 'x'");
        QTest::newRow("a kind without a name") << kinds(R"({"kind":1,"table":"x"})") << QStringLiteral("kind 1 ''");
        QTest::newRow("a kind without a table") << kinds(R"({"kind":1,"name":"x"})") << QStringLiteral("kind 1 'x'");
        QTest::newRow("a table that is more than a name")
            << kinds(R"({"kind":1,"name":"x","table":"x; DROP TABLE x"})") << QStringLiteral("kind 1 'x'");
        QTest::newRow("a table with a line end")
            << kinds(R"({"kind":1,"name":"x","table":"x\n"})") << QStringLiteral("kind 1 'x'");
        QTest::newRow("a kind twice") << kinds(R"({"kind":1,"name":"x","table":"x"},{"kind":1,"name":"y","table":"y"})")
                                      << QStringLiteral("kind 1 twice");
        const auto field = [](const char *json) {
            return kinds((QByteArray(R"({"kind":1,"name":"x","table":"x","fields":[)") + json + "]}").constData());
        };
        QTest::newRow("a field of number 0") << field(R"({"field":0,"column":"a"})") << QStringLiteral("x, field 0");
        QTest::newRow("a field without a column") << field(R"({"field":4})") << QStringLiteral("x, field 4");
        QTest::newRow("a column in capitals")
            << field(R"({"field":4,"column":"Name"})") << QStringLiteral("x, field 4");
        QTest::newRow("a column that begins with a digit")
            << field(R"({"field":4,"column":"1a"})") << QStringLiteral("x, field 4");
        QTest::newRow("a policy nobody knows")
            << field(R"({"field":4,"column":"a","policy":"mine"})") << QStringLiteral("x, field 4");
        QTest::newRow("a field twice") << field(R"({"field":4,"column":"a"},{"field":4,"column":"b"})")
                                       << QStringLiteral("x, field 4 twice");
    }
    void whatCannotBeIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        const auto refused = Schema::parse(json);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        if (!where.isEmpty())
            QCOMPARE(refused.error().detail, where);
    }
    void aMissingFileIsAnError()
    {
        QCOMPARE(Schema::load(QStringLiteral("/nowhere/entities.json")).error().code, ErrorCode::FileUnreadable);
    }
    void everyFieldOfOursHasItsColumn()
    {
        TestOffice office(1); // has all real tables
        const auto all = real().kinds();
        QVERIFY(all.size() > 5);
        for (const KindSchema &kind : all) {
            QStringList columns{QStringLiteral("id")};
            for (const FieldSchema &field : kind.fields)
                columns.append(field.column);
            const auto query = office.db.prepare(
                QStringLiteral("SELECT %1 FROM %2").arg(columns.join(u','), kind.table));
            QVERIFY2(query, qPrintable(kind.name));
            QSet<QString> different(columns.begin(), columns.end());
            QCOMPARE(different.size(), columns.size());
        }
    }
};

SHOULI_TEST(TestSchema)
#include "TestSchema.moc"
