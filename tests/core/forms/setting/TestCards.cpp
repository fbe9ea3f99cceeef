// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/forms/setting/FormsFixture.h"
#include "tests/core/forms/setting/PdfProbe.h"
#include "tests/core/forms/setting/SampleForms.h"

#include "tests/support/TestMain.h"

#include <QElapsedTimer>

using namespace shouli;
using namespace shouli::core::forms;
using namespace shouli::core::forms::setting;
using namespace Qt::StringLiterals;
using core::base::ErrorCode;
using tests::PdfProbe;

/// The acceptance card: what is on it, its code read back from the picture, many at once.
class TestCards : public QObject {
    Q_OBJECT

    tests::FormsFixture m_forms;

    [[nodiscard]] QByteArray card(const FormData &data)
    {
        return m_forms.renderer.toPdf(m_forms.form("CARD-01"), data).value_or(QByteArray());
    }

private Q_SLOTS:
    void a_card_says_what_the_resident_needs()
    {
        const QString text = PdfProbe(card(tests::sampleCard())).text();
        for (const auto &words :
             {u"民生事务受理卡"_s, u"子长市·瓦窑堡街道齐家湾社区"_s, u"610681001-03-2611-0047"_s, u"最低生活保障申请"_s,
              u"贺*梅"_s, u"2026年11月23日"_s, u"2027年1月6日前（30个工作日）"_s, u"收入证明，11月30日前"_s,
              u"7KQ4-M2XD-9RTA核验58"_s, u"11-23王"_s, u"送达签收"_s, u"社区电话0911-1234567"_s})
            QVERIFY2(text.contains(words), qPrintable(words));
        QVERIFY(!text.contains(u"补打"_s));
        QVERIFY(!text.contains(u"前（）"_s));
    }

    void a_card_without_missing_papers_or_promise_says_so_or_stays_blank()
    {
        FormData data;
        data.set(u"case.number"_s, u"1"_s).set(u"card.reprint"_s, u"2"_s);
        const QString text = PdfProbe(card(data)).text();
        QVERIFY(text.contains(u"待补材料无"_s));
        QVERIFY(text.contains(u"承诺办结待补材料"_s)); // nothing between
        QVERIFY(text.contains(u"补打第2次"_s));
    }

    void the_code_is_read_back_from_the_picture_data()
    {
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<int>("dpi");
        for (const int dpi : {150, 300}) {
            QTest::addRow("card at %d dpi", dpi) << QByteArray("CARD-01") << dpi;
            QTest::addRow("form at %d dpi", dpi) << QByteArray("F-DB-01") << dpi;
            QTest::addRow("notice at %d dpi", dpi) << QByteArray("WS-01") << dpi;
        }
    }
    void the_code_is_read_back_from_the_picture()
    {
        QFETCH(QByteArray, form);
        QFETCH(int, dpi);
        const FormData data = tests::sampleNotice();
        const PdfProbe probe(m_forms.renderer.toPdf(m_forms.form(form.constData()), data).value());
        QCOMPARE(probe.codes(0, dpi), QStringList{data.at(u"qr"_s).toString()});
    }

    void the_code_has_its_size_and_its_quiet_zone()
    {
        const auto pages = m_forms.renderer.layOut({&m_forms.form("CARD-01"), tests::sampleCard(), {}}).value();
        const PageCode &code = pages.pages.front().codes.front();
        QVERIFY(code.rect.width() >= 22); // forms.md: at least 22 mm on the card
        const double module = code.rect.width() / code.image.modules();
        QCOMPARE(module * 100, std::round(module * 100)); // exact squares
        const double quiet = module * core::cards::QrImage::quietZone;
        const QRectF keepOut = code.rect.adjusted(-quiet, -quiet, quiet, quiet);
        for (const PageText &text : pages.pages.front().texts) {
            for (const double x : text.x)
                QVERIFY(!keepOut.contains(QPointF(x, text.baseline)));
        }
        const auto form = m_forms.renderer.layOut({&m_forms.form("F-DB-01"), tests::sampleApplication(), {}}).value();
        QVERIFY(form.pages.front().codes.front().rect.width() >= 18);
    }

    void a_code_made_elsewhere_goes_before_the_text()
    {
        const core::cards::QrImage other = core::cards::QrImage::write(u"OTHER"_s).value();
        const auto pages = m_forms.renderer.layOut({&m_forms.form("CARD-01"), tests::sampleCard(), other}).value();
        QCOMPARE(pages.pages.front().codes.front().image, other);
        QCOMPARE(other.modules(), 21);
        QVERIFY(other.isDark(0, 0) && !other.isDark(1, 1) && other.isDark(3, 3));
    }

    void many_missing_papers_go_to_the_back()
    {
        FormData data = tests::sampleCard();
        data.set(u"card.missing"_s, u"收入证明（工资流水或用人单位证明），11月30日前；"_s.repeated(6));
        const PdfProbe probe(card(data));
        QCOMPARE(probe.pageCount(), 2);
        QVERIFY(probe.text().contains(u"收入证明（工资流水或用人单位证明），11月30日前；"_s.repeated(6)));
    }

    void four_cards_fill_a_sheet()
    {
        QList<FormData> cards;
        for (int i = 0; i < 6; ++i)
            cards.append(tests::sampleCard(i));
        const PdfProbe probe(
            m_forms.renderer.cardsToPdf(m_forms.form("CARD-01"), cards, FormRenderer::CardSheet::FourOnA4).value());
        QCOMPARE(probe.pageCount(), 2);
        QCOMPARE(probe.codes(0, 200).size(), 4);
        QCOMPARE(probe.codes(1, 200).size(), 2);
        // each number in its own quarter
        const QRectF quarters[] = {
            {0, 0, 148.5, 105}, {148.5, 0, 148.5, 105}, {0, 105, 148.5, 105}, {148.5, 105, 148.5, 105}};
        for (int i = 0; i < 6; ++i)
            QVERIFY(probe.textIn(i / 4, quarters[i % 4]).contains(u"610681001-03-2611-000%1"_s.arg(i)));
    }

    void a_batch_of_cards_can_be_stopped()
    {
        const QList<FormData> cards(20, tests::sampleCard());
        int last = 0;
        const auto stopped = m_forms.renderer.cardsToPdf(m_forms.form("CARD-01"), cards,
                                                         FormRenderer::CardSheet::FourOnA4, {},
                                                         [&last](int done, int) { return (last = done) < 7; });
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        QCOMPARE(last, 7);
    }

    void how_long_cards_take()
    {
        (void)card(tests::sampleCard());
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            QVERIFY(!card(tests::sampleCard(i)).isEmpty());
        qInfo("card: %.1f ms", static_cast<double>(timer.restart()) / 10);
        QList<FormData> cards;
        for (int i = 0; i < 1000; ++i)
            cards.append(tests::sampleCard(i));
        const auto pdf = m_forms.renderer.cardsToPdf(m_forms.form("CARD-01"), cards);
        qInfo("1000 cards: %.2f s, %lld kB", static_cast<double>(timer.elapsed()) / 1000,
              static_cast<long long>(pdf.value().size() / 1000));
        QCOMPARE(PdfProbe(*pdf).pageCount(), 1000);
    }
};

SHOULI_TEST(TestCards)
#include "TestCards.moc"
