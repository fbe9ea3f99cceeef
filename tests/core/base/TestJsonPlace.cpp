// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonPlace.h"
#include "tests/support/TestMain.h"

using namespace shouli::core::base;

class TestJsonPlace : public QObject {
    Q_OBJECT

    static JsonPlace parse(const QByteArray &bytes)
    {
        return JsonPlace::parse(bytes, ErrorCode::CatalogueDamaged, QStringLiteral("f"));
    }
    static QString complaint(const JsonPlace &place)
    {
        const auto problem = place.problem();
        return problem ? QString() : problem.error().detail;
    }

private Q_SLOTS:
    void whatIsThereIsRead()
    {
        const auto root = parse(R"({"a":"文","n":3,"x":1.5,"f":true,"d":"2024-02-29","l":["p","q"],
            "t":{"zh":"中","en":"e"},"o":{"in":1},"s":[{"k":"v"}],"note":{"any":1}})");
        QCOMPARE(root.text(u"a"), QStringLiteral("文"));
        QCOMPARE(root.integer(u"n", 1, 3), 3);
        QCOMPARE(root.number(u"x"), 1.5);
        QVERIFY(root.flag(u"f"));
        QCOMPARE(root.date(u"d"), QDate(2024, 2, 29));
        QCOMPARE(root.texts(u"l"), QStringList({QStringLiteral("p"), QStringLiteral("q")}));
        QCOMPARE(root.local(u"t"), (LocalText{QStringLiteral("中"), QStringLiteral("e")}));
        QCOMPARE(root.object(u"o").integer(u"in", 0, 9), 1);
        QCOMPARE(root.objects(u"s").at(0).text(u"k"), QStringLiteral("v"));
        QCOMPARE(root.textOr(u"none", QStringLiteral("z")), QStringLiteral("z"));
        root.done();
        QCOMPARE(complaint(root), QString());
    }
    void theFirstProblemIsKeptWithItsPlace()
    {
        const auto root = parse(R"({"s":[{"k":"v"},{"k":7}],"t":{"zh":"中"}})");
        for (const auto &item : root.objects(u"s"))
            (void)item.text(u"k");
        (void)root.local(u"t");
        QVERIFY(!root.sound());
        QCOMPARE(complaint(root), QStringLiteral("f#/s/1/k: a text is missing"));
        QCOMPARE(root.problem().error().code, ErrorCode::CatalogueDamaged);
    }
    void aNumberOutOfRangeIsRefused()
    {
        for (const QByteArray json : {"{\"n\":0}", "{\"n\":4}", "{\"n\":1.5}", "{\"n\":\"1\"}", "{\"n\":1e300}"}) {
            const auto root = parse(json);
            QCOMPARE(root.integer(u"n", 1, 3), 1);
            QVERIFY2(complaint(root).startsWith(QStringLiteral("f#/n: ")), json.constData());
        }
    }
    void aKeyNobodyAskedForIsATypingMistake()
    {
        const auto root = parse(R"({"a/b":"1"})");
        root.done();
        QCOMPARE(complaint(root), QStringLiteral("f#/a~1b: unknown key"));
    }
    void namesOfSomebodysChoosingAreListed()
    {
        const auto root = parse(R"({"b":{},"a":{},"note":"a remark"})");
        QCOMPARE(root.names(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        root.done();
        QVERIFY(complaint(root).contains(QStringLiteral("unknown key")));
    }
    void aChoiceOutsideItsListIsRefused()
    {
        const auto root = parse(R"({"c":"green"})");
        QCOMPARE(root.choice<int>(u"c", {{u"red", 1}, {u"blue", 2}}), 1);
        QVERIFY(complaint(root).startsWith(QStringLiteral("f#/c: \"green\"")));
        QCOMPARE(parse(R"({"c":"blue"})").choice<int>(u"c", {{u"red", 1}, {u"blue", 2}}), 2);
    }
    void brokenJsonIsAProblemFromTheStart()
    {
        QVERIFY(complaint(parse("{\"a\":")).startsWith(QStringLiteral("f#: byte ")));
        QVERIFY(complaint(parse("{\"a\":\"\xff\"}")).startsWith(QStringLiteral("f#: byte ")));
        QCOMPARE(complaint(parse("3")).left(3), QStringLiteral("f#:"));
    }
    void aMissingFileIsSaidToBeMissing()
    {
        const auto place = JsonPlace::read(QStringLiteral("/nowhere/x.json"), ErrorCode::CatalogueDamaged);
        QCOMPARE(place.text(u"a"), QString());
        QCOMPARE(place.problem().error().code, ErrorCode::FileMissing);
    }
};

SHOULI_TEST(TestJsonPlace)
#include "TestJsonPlace.moc"
