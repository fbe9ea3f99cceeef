// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/forms/setting/FormsFixture.h"
#include "tests/core/forms/setting/PdfProbe.h"
#include "tests/core/forms/setting/SampleForms.h"

#include "core/forms/setting/PdfBook.h"

#include "tests/support/TestMain.h"

#include <QElapsedTimer>
#include <QHashSeed>
#include <QJsonArray>
#include <QPdfWriter>

using namespace shouli;
using namespace shouli::core::forms;
using namespace shouli::core::forms::setting;
using namespace Qt::StringLiterals;
using core::base::ErrorCode;
using tests::PdfProbe;

namespace {

/// Given names of the register's trial data that are rare: GBK's edge, Extension A, B to F.
constexpr QStringView rare = u"喆堃犇淼焱昇燚翀垚煊赟骉玥䶮㛃鿍𬭚𫍯𬳵𫖳𬀩𬱖𬭎𫟹𬍛𫓧𬬱𫘧𬸚𪣻𣸣𬘭"
                             u"𠅤"
                             u"𠮷";

QString withoutSpaces(QString text)
{
    return text.remove(u' ').remove(u'\u3000');
}

} // namespace

/// What others find in the PDF: exact text in its place, the same bytes, nothing missing.
class TestFormPdf : public QObject {
    Q_OBJECT

    tests::FormsFixture m_forms;

    [[nodiscard]] QByteArray pdf(const char *id, const FormData &data)
    {
        return m_forms.renderer.toPdf(m_forms.form(id), data, m_forms.options).value_or(QByteArray());
    }

private Q_SLOTS:
    void every_value_is_found_within_its_cell()
    {
        const FormData data = tests::sampleApplication(6);
        const PdfProbe probe(pdf("F-DB-01", data));
        const FormPages pages = m_forms.renderer.layOut({&m_forms.form("F-DB-01"), data, {}}, m_forms.options).value();
        int found = 0;
        for (int number = 0; number < pages.pageCount(); ++number) {
            for (const PageField &field : pages.pages[static_cast<std::size_t>(number)].fields) {
                QString path = field.path;
                QJsonValue value = data.at(path);
                if (const auto row = path.indexOf(u'['); row > 0) {
                    const int item = path.mid(row + 1).section(u']', 0, 0).toInt();
                    value = data.at(path.left(row)).toArray().at(item).toObject().value(path.section(u'.', -1));
                }
                const QString text = withoutSpaces(value.toString());
                if (text.isEmpty() || path == "applicant.hukou"_L1 || path == "case.kind"_L1
                    || path == "case.materials"_L1)
                    continue; // codes tick boxes
                ++found;
                QVERIFY2(probe.textIn(number, field.cell).contains(text), qPrintable(path));
                for (const PdfProbe::Word &word : probe.words()) {
                    if (word.page == number && field.cell.contains(word.box.center()))
                        QVERIFY2(field.cell.adjusted(-0.5, -0.5, 0.5, 0.5).contains(word.box), qPrintable(path));
                }
            }
        }
        QVERIFY(found > 50);
    }

    void boxes_are_ticked_with_the_characters_of_the_standard()
    {
        const QString text = PdfProbe(pdf("F-DB-01", tests::sampleApplication())).text();
        QVERIFY(text.contains(u"☑城镇□农村"_s));
        QVERIFY(text.contains(u"☑首次申请□重新申请□单人户"_s));
        QVERIFY(text.contains(u"☑与户籍地址一致"_s));
        QVERIFY(text.contains(u"材料：□齐全☑容缺"_s));
    }

    void rare_characters_are_printed_and_read_back_exactly()
    {
        FormData data = tests::sampleApplication();
        QList<FormData> members;
        for (const auto &name : {u"薛𬭚"_s, u"王𠮷"_s, u"李𫍯之"_s, u"贺玉梅"_s, u"阿卜杜拉·买买提"_s})
            members.append(FormData().set(u"name"_s, name));
        data.setList(u"household.members"_s, members);
        data.set(u"applicant.registeredAddress"_s, rare.toString());
        const PdfProbe probe(pdf("F-DB-01", data));
        const QString text = probe.text();
        for (const auto &name : {u"薛𬭚"_s, u"王𠮷"_s, u"李𫍯之"_s, u"贺玉梅"_s, u"阿卜杜拉·买买提"_s})
            QVERIFY2(text.contains(name), qPrintable(name));
        QCOMPARE(rare.toString().toUcs4().size(), 34);
        QVERIFY2(text.contains(rare.toString()), qPrintable(text));
        for (const QChar c : text)
            QVERIFY2(c < QChar(0x2E80) || c > QChar(0x2FDF), "a radical where an ideograph belongs");
    }

    void a_character_that_serif_and_sans_lack_comes_from_the_last_font()
    {
        // U+2A701 is in Extension C: neither Noto face has it
        const QByteArray bytes = pdf("CARD-01", tests::sampleCard().set(u"applicant.maskedName"_s, u"贺𪜁"_s));
        const PdfProbe probe(bytes);
        QVERIFY(probe.text().contains(u"贺𪜁"_s));
        QVERIFY(probe.fonts().contains(u"HanaMinB"_s));
    }

    void a_character_that_no_font_has_is_an_error_that_names_it()
    {
        FormData data = tests::sampleApplication();
        data.set(u"applicant.name"_s, u"贺\U0010FFFD\U0010FFFC"_s);
        const auto failed = m_forms.renderer.toPdf(m_forms.form("F-DB-01"), data);
        QCOMPARE(failed.error().code, ErrorCode::FontMissing);
        QVERIFY(failed.error().detail.contains(u"U+10FFFD"_s) && failed.error().detail.contains(u"U+10FFFC"_s));
        QVERIFY(!failed.error().detail.contains(u"贺"_s));
        QVERIFY(m_forms.renderer.toPdf(m_forms.form("F-DB-01"), tests::sampleApplication()).has_value());
    }

    void the_same_input_gives_the_same_bytes_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const QString &id : m_forms.library.ids())
            QTest::addRow("%s", qPrintable(id)) << id.toLatin1();
    }
    void the_same_input_gives_the_same_bytes()
    {
        QFETCH(QByteArray, id);
        const FormData data = id.startsWith("CARD") ? tests::sampleCard() : tests::sampleNotice();
        const QByteArray first = pdf(id.constData(), data);
        QVERIFY(first.startsWith("%PDF-"));
        QHashSeed::setDeterministicGlobalSeed(); // Qt's writer keeps its fonts in a hash
        tests::FormsFixture other;
        const QByteArray second = other.renderer.toPdf(other.form(id.constData()), data, other.options).value();
        QHashSeed::resetRandomGlobalSeed();
        QVERIFY(first == second);
        other.clock.advanceMs(60'000);
        const QByteArray later = other.renderer.toPdf(other.form(id.constData()), data, other.options).value();
        QVERIFY(first != later);
    }

    void facts_about_the_file_come_from_the_clock_and_the_form()
    {
        const PdfProbe probe(pdf("F-DB-01", tests::sampleApplication()));
        QVERIFY(probe.info().contains(u"最低生活保障申请审核确认表"_s));
        QVERIFY(probe.info().contains(u"Mon Nov 23 01:00:00 2026 UTC"_s)
                || probe.info().contains(u"Nov 23 09:00:00 2026"_s));
        QVERIFY(!probe.info().contains(u"Qt"_s));
        QVERIFY(probe.text().contains(u"第1页共2页·打印时间2026-11-2309:00·打印人王建平"_s));
        const QStringList fonts = probe.fonts().split(u'\n', Qt::SkipEmptyParts).mid(2);
        QVERIFY(!fonts.isEmpty());
        for (const QString &font : fonts)
            QVERIFY2(font.contains(u"yes yes yes"_s), qPrintable(font)); // embedded, subset, with a Unicode map
    }

    void an_offset_moves_everything_alike()
    {
        FormOptions moved = m_forms.options;
        moved.offset = QPointF(3.5, -2);
        const FormData data = tests::sampleApplication();
        const auto plain = PdfProbe(pdf("F-DB-01", data)).words();
        const auto shifted = PdfProbe(m_forms.renderer.toPdf(m_forms.form("F-DB-01"), data, moved).value()).words();
        QCOMPARE(shifted.size(), plain.size());
        for (qsizetype i = 0; i < plain.size(); ++i) {
            QCOMPARE(shifted.at(i).text, plain.at(i).text);
            const QPointF by = shifted.at(i).box.topLeft() - plain.at(i).box.topLeft();
            QVERIFY(qAbs(by.x() - 3.5) < 0.01 && qAbs(by.y() + 2) < 0.01);
        }
    }

    void copies_repeat_the_document()
    {
        FormOptions three = m_forms.options;
        three.copies = 3;
        const PdfProbe probe(
            m_forms.renderer.toPdf(m_forms.form("F-DB-01"), tests::sampleApplication(), three).value());
        QCOMPARE(probe.pageCount(), 6);
        QCOMPARE(probe.text().count(u"第1页共2页"_s), 3);
    }

    void a_batch_tells_how_far_it_is_and_stops_when_told()
    {
        QList<FormJob> jobs;
        for (int i = 0; i < 8; ++i)
            jobs.append({&m_forms.form("CARD-01"), tests::sampleCard(i), {}});
        QList<int> seen;
        const auto all = m_forms.renderer.toPdf(jobs, {}, [&seen](int done, int total) {
            seen.append(done * 100 + total);
            return true;
        });
        QCOMPARE(seen, (QList<int>{108, 208, 308, 408, 508, 608, 708, 808}));
        QCOMPARE(PdfProbe(all.value()).pageCount(), 8);
        const auto stopped = m_forms.renderer.toPdf(jobs, {}, [](int done, int) { return done < 3; });
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(m_forms.renderer.toPdf(QList<FormJob>()).error().code, ErrorCode::InvalidArgument);
    }

    void a_bad_document_stops_its_batch_with_its_error()
    {
        const QList<FormJob> jobs = {
            {&m_forms.form("CARD-01"), tests::sampleCard(), {}},
            {&m_forms.form("CARD-01"), tests::sampleCard().set(u"service.name"_s, u"\U0010FFFD"_s), {}}};
        QCOMPARE(m_forms.renderer.toPdf(jobs).error().code, ErrorCode::FontMissing);
    }

    void forms_of_different_sizes_share_a_file()
    {
        const QList<FormJob> jobs = {{&m_forms.form("CARD-01"), tests::sampleCard(), {}},
                                     {&m_forms.form("F-GEN-01"), tests::sampleApplication(), {}}};
        const PdfProbe probe(m_forms.renderer.toPdf(jobs).value());
        QCOMPARE(probe.pageCount(), 3);
        QCOMPARE(probe.image(0, 72).size(), QSize(420, 298));
        QCOMPARE(probe.image(1, 72).size(), QSize(595, 842));
    }

    void polishing_what_is_no_pdf_fails()
    {
        QCOMPARE(polishPdf("not a PDF", {}).error().code, ErrorCode::PrintFailed);
        QCOMPARE(polishPdf({}, {}).error().code, ErrorCode::PrintFailed);
    }

    void a_record_that_does_not_fit_the_file_changes_no_meaning()
    {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        {
            QPdfWriter writer(&buffer);
            QPainter painter(&writer);
            painter.setFont(QFont(u"Noto Serif CJK SC"_s, 20));
            painter.drawText(1000, 1000, u"贺玉梅"_s);
        }
        PdfFacts lying{u"t"_s, {}, {FontUse{m_forms.renderer.fonts().sized(0, 100), {5, 6, 7}, {U'甲', U'乙', U'丙'}}}};
        QCOMPARE(PdfProbe(polishPdf(buffer.data(), lying).value()).text(), u"贺玉梅"_s);
        lying.fonts.clear();
        QCOMPARE(PdfProbe(polishPdf(buffer.data(), lying).value()).text(), u"贺玉梅"_s);
    }

    void how_long_a_form_takes()
    {
        (void)pdf("F-DB-01", tests::sampleApplication());
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            QVERIFY(!pdf("F-DB-01", tests::sampleApplication()).isEmpty());
        qInfo("F-DB-01: %.1f ms", static_cast<double>(timer.elapsed()) / 10);
    }
};

SHOULI_TEST(TestFormPdf)
#include "TestFormPdf.moc"
