// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/forms/setting/FormsFixture.h"

#include "tests/support/TestMain.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace shouli;
using namespace shouli::core::forms;
using namespace Qt::StringLiterals;
using core::base::ErrorCode;

namespace {

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// Templates as data: what we ship is sound and documented; what is wrong is named with its place.
class TestFormTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_forms_we_ship_load()
    {
        const tests::FormsFixture forms;
        QCOMPARE(forms.library.ids(),
                 (QStringList{u"CARD-01"_s, u"F-DB-01"_s, u"F-GEN-01"_s, u"WS-01"_s, u"WS-02"_s, u"WS-03"_s, u"WS-05"_s,
                              u"WS-07"_s}));
        QCOMPARE(forms.form("F-DB-01").width(), 165.0);
        QCOMPARE(forms.form("CARD-01").page, QSizeF(148, 105));
        QCOMPARE(forms.library.find(u"F-XX-99"_s), nullptr);
    }

    void every_path_is_documented_for_every_form_that_reads_it()
    {
        const tests::FormsFixture forms;
        QFile file(u":/forms/KEYS.md"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QMap<QString, QStringList> documented;
        static const QRegularExpression row(QStringLiteral(R"(^\| `([^`]+)` \|[^|]*\|[^|]*\| ([^|]*) \|$)"),
                                            QRegularExpression::MultilineOption);
        auto rows = row.globalMatch(QString::fromUtf8(file.readAll()));
        while (rows.hasNext()) {
            const auto match = rows.next();
            const QString list = match.captured(2);
            documented[match.captured(1)] = list == "all"_L1 ? forms.library.ids() : list.split(u' ');
        }
        QMap<QString, QStringList> read;
        for (const QString &id : forms.library.ids()) {
            for (const QString &key : forms.library.find(id)->keys())
                read[key].append(id);
        }
        QVERIFY(documented.size() > 80);
        QCOMPARE(documented, read);
    }

    void a_damaged_template_names_its_place_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("place");
        QTest::newRow("no JSON") << u"{"_s << u"byte"_s;
        QTest::newRow("an unknown key") << QStringLiteral(R"({"text":"甲","colour":"red"})") << u"/body/0"_s;
        QTest::newRow("a block without content") << QStringLiteral(R"({"before":3})") << u"/body/0: neither"_s;
        QTest::newRow("an unknown style")
            << QStringLiteral(R"({"text":"甲","style":"huge"})") << u"/body/0: style is huge"_s;
        QTest::newRow("a tag that is not closed") << u"{\"text\":\"{{name\"}"_s << u"/body/0: text: Unclosed tag"_s;
        QTest::newRow("a row with a hole") << QStringLiteral(R"({"table":[{"rows":[{"cells":[{"w":5},{"w":6.5}]}]}]})")
                                           << u"/body/0/table/0: rows[0]: cells fill 11.5 of 12"_s;
        QTest::newRow("a row that is too long")
            << QStringLiteral(R"({"table":[{"rows":[{"cells":[{"w":12}]},{"cells":[{"w":8},{"w":5}]}]}]})")
            << u"rows[1]: cells fill 13"_s;
        QTest::newRow("a span beyond the rows")
            << QStringLiteral(R"({"table":[{"rows":[{"cells":[{"w":12,"rows":3}]}]}]})")
            << u"rows[0]: a cell spans 3 rows"_s;
        QTest::newRow("a cell over a span") << QStringLiteral(
            R"({"table":[{"rows":[{"cells":[{"w":6},{"w":6,"rows":2}]},{"cells":[{"w":8},{"w":4}]}]}]})")
                                            << u"rows[1]: a cell lies over"_s;
        QTest::newRow("a span over rows that repeat") << QStringLiteral(
            R"({"table":[{"rows":[{"cells":[{"w":6,"rows":2},{"w":6}]},{"each":"m","cells":[{"w":6}]}]}]})")
                                                      << u"rows that may come and go"_s;
        QTest::newRow("two kinds of content")
            << QStringLiteral(R"({"table":[{"rows":[{"cells":[{"label":"甲","value":"乙"}]}]}]})")
            << u"/cells/0: holds several"_s;
        QTest::newRow("a height out of range")
            << QStringLiteral(R"({"table":[{"rows":[{"h":-3,"cells":[{"w":12}]}]}]})")
            << u"/rows/0: h is not a number"_s;
        QTest::newRow("an unknown alignment")
            << QStringLiteral(R"({"text":"甲","align":"middle"})") << u"/body/0/align"_s;
        QTest::newRow("least above most")
            << QStringLiteral(R"({"table":[{"rows":[{"each":"m","least":4,"most":2,"cells":[{}]}]}]})")
            << u"least is more than most"_s;
        QTest::newRow("a band of two cells")
            << QStringLiteral(R"({"band":{"list":"s","rows":[{"cells":[{},{}]}]}})") << u"one cell"_s;
        QTest::newRow("a number where a text belongs") << QStringLiteral(R"({"text":12})") << u"/body/0/text"_s;
    }
    void a_damaged_template_names_its_place()
    {
        const tests::FormsFixture forms;
        QFETCH(QString, body);
        QFETCH(QString, place);
        const auto form = forms.make(body);
        QVERIFY(!form);
        QCOMPARE(form.error().code, ErrorCode::TemplateDamaged);
        QVERIFY2(form.error().detail.startsWith(u"T-1.json#"_s), qPrintable(form.error().detail));
        QVERIFY2(form.error().detail.contains(place), qPrintable(form.error().detail));
    }

    void a_page_without_room_or_a_fixture_beyond_it_is_refused()
    {
        const tests::FormsFixture forms;
        const auto narrow = FormTemplate::load(
            R"({"id":"T","title":"t","page":{"width":40,"height":40},"body":[{"gap":1}]})", forms.library.styles(),
            u"T"_s);
        QVERIFY(!narrow && narrow.error().detail.contains(u"margins leave no room"_s));
        const auto beyond = forms.make(
            QStringLiteral(R"({"text":"甲"})"),
            QStringLiteral(R"("fixtures":[{"place":{"x":200,"y":1,"w":20,"h":20},"cell":{"code":true}}],)"));
        QVERIFY(!beyond && beyond.error().detail.contains(u"/fixtures/0/place: reaches beyond the page"_s));
        QVERIFY(!forms.make(QString()));
    }

    void a_folder_of_our_own_is_read_and_its_faults_are_named()
    {
        const QTemporaryDir folder;
        QCOMPARE(FormLibrary::load(folder.path()).error().code, ErrorCode::FileMissing);
        QFile styles(u":/forms/styles.json"_s);
        QVERIFY(styles.open(QIODevice::ReadOnly));
        QVERIFY(write(folder.filePath(u"styles.json"_s), styles.readAll()));
        QCOMPARE(FormLibrary::load(folder.path()).error().code, ErrorCode::FileMissing); // no form
        QVERIFY(write(folder.filePath(u"A.json"_s), R"({"id":"A","title":"t","page":{},"body":[{"text":"甲"}]})"));
        QCOMPARE(FormLibrary::load(folder.path())->ids(), QStringList{u"A"_s});
        QVERIFY(write(folder.filePath(u"B.json"_s), "[]"));
        const auto damaged = FormLibrary::load(folder.path());
        QCOMPARE(damaged.error().code, ErrorCode::TemplateDamaged);
        QVERIFY(damaged.error().detail.startsWith(u"B.json"_s));
        QVERIFY(write(folder.filePath(u"styles.json"_s), R"({"fallback":[],"styles":{"label":{"size":300}}})"));
        QCOMPARE(FormLibrary::load(folder.path()).error().code, ErrorCode::TemplateDamaged);
    }

    void an_office_replaces_a_form_by_its_id()
    {
        tests::FormsFixture forms;
        const auto own = R"({"id":"F-GEN-01","version":7,"title":"本县申请表","page":{},"body":[{"text":"甲"}]})";
        QVERIFY(forms.library.add(own, u"own.json"_s));
        QCOMPARE(forms.form("F-GEN-01").version, 7);
        QCOMPARE(forms.library.ids().size(), 8);
        QVERIFY(!forms.library.add("{}", u"own.json"_s));
        QCOMPARE(forms.form("F-GEN-01").version, 7);
    }

    void a_template_may_set_words_its_own_way()
    {
        const tests::FormsFixture forms;
        const auto form = forms.make(
            QStringLiteral(R"({"text":"甲","style":"huge"})"),
            QStringLiteral(R"("styles":{"huge":{"size":30,"families":["方正小标宋简体"]},"label":{"size":12}},)"));
        QVERIFY2(form.has_value(), form ? "" : qPrintable(form.error().detail));
        QCOMPARE(form->styles.value(u"huge"_s).families.first(), u"方正小标宋简体"_s);
        QVERIFY(form->styles.value(u"huge"_s).families.contains(u"HanaMinB"_s));
        QCOMPARE(form->styles.value(u"label"_s).size, 12.0);
        QCOMPARE(forms.library.styles().value(u"label"_s).size, 10.5);
    }
};

SHOULI_TEST(TestFormTemplate)
#include "TestFormTemplate.moc"
