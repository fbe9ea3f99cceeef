// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/forms/setting/FormsFixture.h"
#include "tests/core/forms/setting/SampleForms.h"

#include "tests/support/TestMain.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace shouli;
using namespace shouli::core::forms;
using namespace shouli::core::forms::setting;
using namespace Qt::StringLiterals;
using core::base::ErrorCode;

namespace {

QRectF cellOf(const FormPage &page, const QString &path)
{
    const auto found = std::find_if(page.fields.begin(), page.fields.end(),
                                    [&path](const PageField &field) { return field.path == path; });
    return found == page.fields.end() ? QRectF() : found->cell;
}

/// The characters whose left end and baseline lie within a rectangle, in the order of setting.
QString textIn(const FormPage &page, const QRectF &cell)
{
    QString text;
    for (const PageText &run : page.texts) {
        for (std::size_t i = 0; i < run.x.size(); ++i) {
            if (cell.contains(QPointF(run.x[i], run.baseline)))
                text += QString::fromUcs4(&run.characters[i], 1);
        }
    }
    return text;
}

QString textOf(const FormPage &page)
{
    return textIn(page, QRectF(QPointF(), page.size));
}

QString longName()
{
    QString name;
    while (name.size() < 50)
        name += u"阿卜杜拉·买买提·"_s;
    return name.left(50);
}

} // namespace

/// Where things stand on the page, in millimetres.
class TestFormLayout : public QObject {
    Q_OBJECT

    tests::FormsFixture m_forms;

    [[nodiscard]] FormPages layOut(const char *id, const FormData &data)
    {
        auto pages = m_forms.renderer.layOut({&m_forms.form(id), data, {}}, m_forms.options);
        if (!pages)
            qCritical("%s", qPrintable(pages.error().detail));
        return pages.value_or(FormPages());
    }

private Q_SLOTS:
    void cells_stand_where_the_grid_says()
    {
        const FormPages pages = layOut("F-DB-01", tests::sampleApplication());
        QCOMPARE(pages.pageCount(), 2);
        const FormPage &first = pages.pages.front();
        QCOMPARE(first.size, QSizeF(210, 297));
        const double column = 165.0 / 12;
        const QRectF name = cellOf(first, u"applicant.name"_s);
        QCOMPARE(name, QRectF(25 + 1.6 * column, 33, 1.9 * column, 9));
        QCOMPARE(cellOf(first, u"household.members[2].name"_s), QRectF(25 + 1.1 * column, 139, 1.5 * column, 8));
        QCOMPARE(textIn(first, name), u"贺玉梅"_s);
        QCOMPARE(textIn(first, cellOf(first, u"household.members[1].name"_s)), u"薛𬭚"_s);
    }

    void lines_are_one_point_round_and_half_a_point_within()
    {
        const FormPages pages = layOut("F-DB-01", tests::sampleApplication());
        for (const FormPage &page : pages.pages) {
            const auto outline = std::find_if(page.boxes.begin(), page.boxes.end(),
                                              [](const PageBox &box) { return box.rect.width() > 164.9; });
            QVERIFY(outline != page.boxes.end());
            QCOMPARE(outline->width, 1.0);
            QVERIFY(outline->rect.bottom() <= 277.01);
            for (const PageLine &line : page.lines) {
                QCOMPARE(line.width, 0.5);
                QVERIFY(outline->rect.adjusted(-0.01, -0.01, 0.01, 0.01).contains(line.line.p1()));
                QVERIFY(outline->rect.adjusted(-0.01, -0.01, 0.01, 0.01).contains(line.line.p2()));
            }
        }
    }

    void eighteen_boxes_hold_the_number_one_character_each()
    {
        const FormPages pages = layOut("F-DB-01", tests::sampleApplication());
        const FormPage &first = pages.pages.front();
        const QRectF cell = cellOf(first, u"applicant.citizenNumber"_s);
        QCOMPARE(textIn(first, cell), u"61062319620314002X"_s);
        const auto frame = std::find_if(first.boxes.begin(), first.boxes.end(),
                                        [&cell](const PageBox &box) { return cell.contains(box.rect); });
        QVERIFY(frame != first.boxes.end());
        for (int i = 0; i < 18; ++i) {
            const double width = frame->rect.width() / 18;
            const QRectF box(frame->rect.left() + i * width, cell.top(), width, cell.height());
            QCOMPARE(textIn(first, box), u"61062319620314002X"_s.mid(i, 1));
        }
    }

    void a_number_of_another_kind_is_printed_whole_without_boxes()
    {
        FormData data = tests::sampleApplication();
        data.set(u"applicant.citizenNumber"_s, u"护照 EB1234567 / 台湾居民居住证 830000199001010012"_s);
        const FormPages pages = layOut("F-DB-01", data);
        const FormPage &first = pages.pages.front();
        QCOMPARE(textIn(first, cellOf(first, u"applicant.citizenNumber"_s)),
                 u"护照EB1234567/台湾居民居住证830000199001010012"_s);
    }

    void what_is_absent_leaves_its_cell_blank_and_its_height()
    {
        const FormPages filled = layOut("F-DB-01", tests::sampleApplication());
        const FormPages blank = layOut("F-DB-01", FormData());
        QCOMPARE(blank.pageCount(), filled.pageCount());
        for (std::size_t i = 0; i < blank.pages.size(); ++i) {
            const FormPage &page = blank.pages[i];
            QCOMPARE(page.fields.size(), filled.pages[i].fields.size());
            for (std::size_t k = 0; k < page.fields.size(); ++k)
                QCOMPARE(page.fields[k].cell, filled.pages[i].fields[k].cell);
        }
        const FormPage &first = blank.pages.front();
        for (const auto *path : {"applicant.name", "applicant.address", "applicant.phone", "household.members[0].name",
                                 "household.members[0].citizenNumber", "proxy.name", "household.size"})
            QCOMPARE(textIn(first, cellOf(first, QString::fromLatin1(path))), QString());
        QCOMPARE(textIn(first, cellOf(first, u"form.date"_s)), u"编号：填表日期：年月日"_s.mid(3));
        QVERIFY(textOf(first).contains(u"□城镇□农村"_s));
        QVERIFY(first.codes.empty());
    }

    void a_family_of_nine_continues_on_the_annex()
    {
        const FormPages pages = layOut("F-DB-01", tests::sampleApplication(9));
        QCOMPARE(pages.pageCount(), 3);
        const FormPage &annex = pages.pages.back();
        QVERIFY(annex.annex);
        const QString text = textOf(annex);
        QVERIFY(text.contains(u"最低生活保障申请审核确认表（续页）"_s));
        QVERIFY(text.contains(u"共同生活家庭成员（续）"_s));
        QVERIFY(text.contains(u"公民身份号码"_s)); // head row again
        QVERIFY(text.contains(u"编号：610681001-03-2611-0047"_s));
        for (int i = 6; i < 9; ++i) {
            const QString path = u"household.members[%1].name"_s.arg(i);
            QVERIFY(cellOf(pages.pages.front(), path).isNull());
            QVERIFY(!textIn(annex, cellOf(annex, path)).isEmpty());
        }
        QCOMPARE(textIn(annex, cellOf(annex, u"household.members[8].name"_s)), u"阿卜杜拉·买买提"_s);
        for (const FormPage &page : pages.pages) {
            for (const PageText &run : page.texts)
                QVERIFY2(run.size > 8.9 * 25.4 / 72 || run.baseline > 279, "smaller than 9 pt above the footer");
        }
    }

    void a_name_of_fifty_characters_is_printed_whole_on_the_annex()
    {
        FormData data = tests::sampleApplication();
        QList<FormData> members = {FormData().set(u"name"_s, longName())};
        data.setList(u"household.members"_s, members).set(u"applicant.name"_s, longName());
        const FormPages pages = layOut("F-DB-01", data);
        QCOMPARE(pages.pageCount(), 3);
        const FormPage &first = pages.pages.front();
        const QString inCell = textIn(first, cellOf(first, u"applicant.name"_s));
        QVERIFY2(inCell.endsWith(u"见续页）"_s) || inCell.endsWith(u"见续页"_s), qPrintable(inCell));
        const QString annex = textOf(pages.pages.back());
        QCOMPARE(annex.count(longName()), 2);
        QVERIFY(annex.contains(u"续1申请人情况·姓名"_s));
        QVERIFY2(annex.contains(u"续2共同生活家庭成员第1行·姓名"_s), qPrintable(annex));
    }

    void nothing_of_a_long_text_is_lost_or_laid_outside()
    {
        const bool held = rc::check("an address of any length is in its cell or on the annex", [this] {
            const auto letters = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0x4E00, 0x9FA5));
            QString address = *rc::gen::elementOf(std::vector<QString>{QString(), u"17号 "_s, u"Room 5-302, "_s});
            for (int i = 0; i < 8; ++i) {
                for (const int letter : letters)
                    address += QChar(letter);
            }
            FormData data = tests::sampleApplication();
            data.set(u"applicant.registeredAddress"_s, address);
            const FormPages pages = layOut("F-DB-01", data);
            const FormPage &first = pages.pages.front();
            const QString inCell = textIn(first, cellOf(first, u"applicant.registeredAddress"_s));
            const QString wanted = QString(address).remove(u' ');
            const bool onAnnex = pages.pageCount() > 2 && inCell.endsWith(u"见续页）"_s);
            RC_ASSERT(inCell == wanted || onAnnex);
            if (onAnnex) {
                QString all;
                for (std::size_t i = 2; i < pages.pages.size(); ++i)
                    all += textIn(pages.pages[i], QRectF(0, 25, 210, 253));
                RC_ASSERT(all.contains(wanted));
            }
            for (const FormPage &page : pages.pages) {
                for (const PageText &run : page.texts) {
                    const double last = run.characters.back() > 0x2E80 ? 0.98 : 0.3; // an ideograph, a digit
                    RC_ASSERT(run.x.front() >= 24.99 && run.x.back() + run.size * last <= 190.1);
                    RC_ASSERT(run.baseline < 290);
                }
            }
        });
        QVERIFY(held);
    }

    void a_list_that_is_longer_than_a_page_goes_on_with_its_head_rows()
    {
        FormData data = tests::sampleNotice();
        QList<FormData> materials;
        for (int i = 0; i < 60; ++i)
            materials.append(FormData().set(u"name"_s, u"材料第%1号"_s.arg(i + 1)));
        data.setList(u"materials"_s, materials);
        const FormPages pages = layOut("WS-01", data);
        QVERIFY(pages.pageCount() >= 6); // two slips of three pages
        QString all;
        for (const FormPage &page : pages.pages) {
            all += textOf(page);
            for (const PageText &run : page.texts)
                QVERIFY(run.baseline < 290);
        }
        for (int i = 0; i < 60; ++i)
            QCOMPARE(all.count(u"材料第%1号"_s.arg(i + 1)), 2);
        QVERIFY(textOf(pages.pages.at(1)).contains(u"已收材料原件复印件"_s));
        QVERIFY(textOf(pages.pages.front()).contains(u"（申请人联）"_s));
        QVERIFY(textOf(pages.pages.back()).contains(u"（存根联）"_s));
    }

    void a_row_that_grows_beyond_a_page_overflows_to_the_annex()
    {
        const QString text = QString(6000, u'字');
        const auto form = m_forms.make(
            QStringLiteral(R"({"table":[{"name":"事由","rows":[{"grows":true,"cells":[{"value":"{{a}}"}]}]}]})"));
        QVERIFY(form.has_value());
        const auto pages = m_forms.renderer.layOut({&*form, FormData().set(u"a"_s, text), {}});
        QVERIFY(pages.has_value());
        QString annex;
        for (const FormPage &page : pages->pages)
            annex += page.annex ? textOf(page) : QString();
        QVERIFY(annex.contains(text));
        QVERIFY(pages->pageCount() >= 4);
    }

    void the_forms_own_words_without_room_are_a_fault_of_the_template()
    {
        const auto form = m_forms.make(QStringLiteral(
            R"({"table":[{"rows":[{"h":5,"cells":[{"w":1,"label":"这几个字放不进这一格"},{"w":11}]}]}]})"));
        QVERIFY(form.has_value());
        const auto pages = m_forms.renderer.layOut({&*form, FormData(), {}});
        QCOMPARE(pages.error().code, ErrorCode::TemplateDamaged);
        QVERIFY(pages.error().detail.contains(u"这几个字"_s));
        const auto high = m_forms.make(
            QStringLiteral(R"({"table":[{"name":"意见","rows":[{"h":300,"cells":[{}]}]}]})"));
        QVERIFY(m_forms.renderer.layOut({&*high, FormData(), {}}).error().detail.contains(u"意见"_s));
    }

    void a_text_too_long_for_any_code_is_refused()
    {
        FormData data = tests::sampleCard();
        data.set(u"qr"_s, QString(5000, u'A'));
        QCOMPARE(m_forms.renderer.layOut({&m_forms.form("CARD-01"), data, {}}).error().code,
                 ErrorCode::InvalidArgument);
    }

    void parts_share_a_line_or_stand_at_the_ends_of_their_cell()
    {
        const auto form = m_forms.make(QStringLiteral(R"({"table":[{"rows":[{"h":40,"cells":[{"parts":[
            {"text":"上","valign":"top","align":"left"},
            {"text":"签名","valign":"bottom","align":"left"},
            {"text":"日期","valign":"bottom","align":"right","beside":true}]}]}]}]})"));
        const auto pages = m_forms.renderer.layOut({&*form, FormData(), {}});
        QVERIFY(pages.has_value());
        const FormPage &page = pages->pages.front();
        QCOMPARE(page.texts.size(), 3U);
        QVERIFY(page.texts[0].baseline < 31);
        QCOMPARE(page.texts[1].baseline, page.texts[2].baseline);
        QVERIFY(page.texts[1].baseline > 61 && page.texts[1].baseline < 65);
        QVERIFY(page.texts[1].x.front() < 27 && page.texts[2].x.back() > 183);
    }

    void bands_share_their_cells_evenly()
    {
        FormData data = tests::sampleCard();
        QList<FormData> stages;
        for (int i = 0; i < 9; ++i)
            stages.append(FormData().set(u"name"_s, u"第%1步"_s.arg(i + 1)));
        data.setList(u"stages"_s, stages);
        const FormPages pages = layOut("CARD-01", data);
        QCOMPARE(pages.pageCount(), 1);
        const FormPage &card = pages.pages.front();
        const QRectF first = cellOf(card, u"stages[0].name"_s);
        const QRectF sixth = cellOf(card, u"stages[5].name"_s);
        QCOMPARE(first.width(), 134.0 / 5);
        QCOMPARE(sixth.left(), first.left());
        QCOMPARE(sixth.top(), first.top() + 13);
        QCOMPARE(textIn(card, sixth), u"第6步"_s);
        QVERIFY(sixth.bottom() < 97);
    }
};

SHOULI_TEST(TestFormLayout)
#include "TestFormLayout.moc"
