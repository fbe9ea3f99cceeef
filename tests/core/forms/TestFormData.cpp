// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormData.h"
#include "core/forms/TextTemplate.h"

#include "tests/support/TestMain.h"

#include <QJsonArray>

using namespace shouli::core;
using namespace shouli::core::forms;
using namespace Qt::StringLiterals;

namespace {

QString printed(const QString &source, const FormScope &scope)
{
    const auto parsed = TextTemplate::parse(source);
    QString text = parsed ? parsed->render(scope).value_or(u"render failed"_s) : u"parse failed"_s;
    return text.remove(QChar(FormScope::valueBegins)).remove(QChar(FormScope::valueEnds));
}

} // namespace

/// FormData, and the words that are printed from it.
class TestFormData : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void paths_make_objects_within_objects()
    {
        FormData data;
        data.set(u"applicant.name"_s, u"贺玉梅"_s).set(u"applicant.sex"_s, u"女"_s).set(u"title"_s, u"表"_s);
        QCOMPARE(data.at(u"applicant.name"_s).toString(), u"贺玉梅"_s);
        QCOMPARE(data.at(u"applicant"_s).toObject().size(), 2);
        QVERIFY(data.at(u"applicant.phone"_s).isUndefined());
        QVERIFY(data.at(u"title.of"_s).isUndefined());
        QCOMPARE(FormData(data.values()), data);
    }

    void a_date_gives_its_parts()
    {
        FormData data;
        data.setDate(u"case.accepted"_s, QDate(2026, 11, 3)).setDate(u"case.promised"_s, QDate());
        const FormScope scope(data);
        QCOMPARE(printed(u"{{case.accepted}} {{case.accepted_y}}/{{case.accepted_m}}/{{case.accepted_d}} "
                         "{{case.accepted_ym}} {{case.accepted_md}}"_s,
                         scope),
                 u"2026年11月3日 2026/11/3 2026年11月 11-3"_s);
        QVERIFY(!scope.holds(u"case.promised"_s));
    }

    void money_gives_figures_and_capitals()
    {
        FormData data;
        data.setMoney(u"sum"_s, 123400);
        QCOMPARE(printed(u"{{sum}} {{sum_plain}} {{sum_caps}}"_s, FormScope(data)),
                 u"￥1,234.00 1234.00 壹仟贰佰叁拾肆元整"_s);
    }

    void boxes_are_ticked_by_codes_and_flags_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("text");
        QTest::newRow("the code that is set") << u"{{□kind=first}}首次 {{□kind=again}}重新"_s << u"☑首次 □重新"_s;
        QTest::newRow("several codes") << u"{{□ways=a}}甲 {{□ways=b}}乙 {{□ways=c}}丙"_s << u"☑甲 □乙 ☑丙"_s;
        QTest::newRow("a flag") << u"{{□same}}一致 {{□other}}其他"_s << u"☑一致 □其他"_s;
        QTest::newRow("nothing known") << u"{{□nothing.here=x}}无"_s << u"□无"_s;
        QTest::newRow("a code in a section")
            << u"{{#kind=first}}是{{/kind=first}}{{^kind=again}}否{{/kind=again}}"_s << u"是否"_s;
    }
    void boxes_are_ticked_by_codes_and_flags()
    {
        FormData data;
        data.set(u"kind"_s, u"first"_s)
            .setCodes(u"ways"_s, {u"a"_s, u"c"_s})
            .setFlag(u"same"_s, true)
            .setFlag(u"other"_s, false);
        QFETCH(QString, source);
        QTEST(printed(source, FormScope(data)), "text");
    }

    void what_is_absent_or_empty_prints_nothing_and_opens_no_section()
    {
        FormData data;
        data.set(u"empty"_s, QString()).setFlag(u"off"_s, false).setList(u"list"_s, {});
        const FormScope scope(data);
        QCOMPARE(printed(u"[{{none}}{{empty}}]"_s, scope), u"[]"_s);
        for (const QString &name : {u"none"_s, u"empty"_s, u"off"_s, u"list"_s}) {
            QVERIFY(!scope.holds(name));
            QCOMPARE(printed(u"{{#%1}}yes{{/%1}}{{^%1}}no{{/%1}}"_s.arg(name), scope), u"no"_s);
        }
    }

    void values_are_printed_as_they_are_never_read_as_templates()
    {
        FormData data;
        data.set(u"name"_s, u"<b>{{secret}} & \"O'Neill\"</b>"_s).set(u"secret"_s, u"不可见"_s);
        QCOMPARE(printed(u"{{name}}"_s, FormScope(data)), u"<b>{{secret}} & \"O'Neill\"</b>"_s);
    }

    void a_value_cannot_bring_the_marks_of_values_with_it()
    {
        FormData data;
        data.set(u"name"_s, u"贺"_s + QChar(FormScope::valueEnds) + u"玉梅"_s);
        const auto parsed = TextTemplate::parse(u"姓名{{name}}"_s).value();
        const QString text = parsed.render(FormScope(data)).value();
        QCOMPARE(text, u"姓名"_s + QChar(FormScope::valueBegins) + u"贺玉梅"_s + QChar(FormScope::valueEnds));
    }

    void a_row_sees_its_own_fields_only()
    {
        FormData data;
        data.set(u"phone"_s, u"13891112046"_s);
        data.setList(u"members"_s, {FormData().set(u"name"_s, u"薛𬭚"_s), FormData().set(u"name"_s, u"王𠮷"_s)});
        const auto rows = FormScope(data).rows(u"members"_s);
        QCOMPARE(rows.size(), 2U);
        QCOMPARE(printed(u"{{no}} {{name}} {{phone}}"_s, rows.at(1)), u"2 王𠮷 "_s);
        QCOMPARE(printed(u"{{no}}{{name}}"_s, FormScope::blankRow(5)), u"5"_s);
        QVERIFY(FormScope(data).rows(u"phone"_s).empty());
    }

    void lists_of_texts_are_walked_with_a_dot()
    {
        FormData data;
        data.setCodes(u"help"_s, {u"临时救助"_s, u"慈善救助"_s});
        QCOMPARE(printed(u"{{#help}}{{.}}；{{/help}}"_s, FormScope(data)), u"临时救助；慈善救助；"_s);
        QCOMPARE(printed(u"{{.}}"_s, FormScope(data).rows(u"help"_s).at(1)), u"慈善救助"_s);
    }

    void a_template_that_is_wrong_is_refused_with_its_fault_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("a tag that is not closed") << u"姓名 {{name"_s;
        QTest::newRow("nothing but an opening") << u"{{"_s;
        QTest::newRow("a section that is not closed") << u"{{#a}}甲"_s;
        QTest::newRow("a section that was never opened") << u"甲{{/a}}"_s;
        QTest::newRow("sections that cross") << u"{{#a}}{{#b}}{{/a}}{{/b}}"_s;
        QTest::newRow("a partial") << u"{{>other}}"_s;
        QTest::newRow("other delimiters") << u"{{=<% %>=}}"_s;
        QTest::newRow("a tag without a name") << u"{{}}"_s;
        QTest::newRow("a text without end") << QString(30'000, u'字');
    }
    void a_template_that_is_wrong_is_refused_with_its_fault()
    {
        QFETCH(QString, source);
        const auto parsed = TextTemplate::parse(source);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, base::ErrorCode::TemplateDamaged);
        QVERIFY(!parsed.error().detail.isEmpty());
    }

    void the_paths_a_text_reads_are_listed()
    {
        const auto parsed = TextTemplate::parse(u"{{a.b}}{{□kind=x}}{{#c}}{{{d}}}{{/c}}{{! remark }}"_s).value();
        QCOMPARE(parsed.keys(), (QStringList{u"a.b"_s, u"kind"_s, u"c"_s, u"d"_s}));
        QVERIFY(TextTemplate::parse(u"姓名"_s)->isFixed());
    }
};

SHOULI_TEST(TestFormData)
#include "TestFormData.moc"
