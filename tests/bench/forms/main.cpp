// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SystemClock.h"
#include "core/forms/FormLibrary.h"
#include "core/forms/setting/FormRenderer.h"
#include "tests/bench/support/BenchReport.h"
#include "tests/core/forms/setting/SampleForms.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;
using namespace shouli::core;
using namespace shouli::core::forms;
using namespace shouli::core::forms::setting;
using base::Result;
using shouli::tests::bench::BenchReport;
using shouli::tests::bench::millisecondsOf;

namespace {

const base::SystemClock wallClock;

Result<double> pdfTime(FormRenderer &renderer, const FormTemplate &form, const FormData &data)
{
    Result<QByteArray> pdf;
    const double ms = millisecondsOf([&] { pdf = renderer.toPdf(form, data); });
    SHOULI_CHECK(pdf);
    return ms;
}

/// From data to the finished file, fonts loaded: what is left of it between acceptance and the printer.
Result<void> documents(BenchReport &report)
{
    SHOULI_TRY(const auto library, FormLibrary::load());
    FormRenderer renderer(wallClock);
    struct {
        QString id;
        QString key;
        FormData data;
    } const kinds[] = {{u"F-DB-01"_s, u"forms.f-db-01.pdf_ms"_s, shouli::tests::sampleApplication(6)},
                       {u"WS-01"_s, u"forms.ws-01.pdf_ms"_s, shouli::tests::sampleNotice()},
                       {u"CARD-01"_s, u"forms.card.pdf_ms"_s, shouli::tests::sampleCard()}};
    for (const auto &[id, key, data] : kinds) {
        SHOULI_CHECK(pdfTime(renderer, *library.find(id), data));
        QList<double> times;
        for (int i = 0; i < report.count(50, 2); ++i) {
            SHOULI_TRY(const double ms, pdfTime(renderer, *library.find(id), data));
            times.append(ms);
        }
        report.add(key, u"ms"_s, times);
    }
    return {};
}

Result<void> manyCards(BenchReport &report)
{
    SHOULI_TRY(const auto library, FormLibrary::load());
    FormRenderer renderer(wallClock);
    QList<FormData> cards;
    for (int i = 0; i < report.count(1000, 20); ++i)
        cards.append(shouli::tests::sampleCard(i));
    QList<double> times;
    for (int i = 0; i < report.count(5, 1); ++i) {
        Result<QByteArray> pdf;
        const double ms = millisecondsOf([&] { pdf = renderer.cardsToPdf(*library.find(u"CARD-01"_s), cards); });
        SHOULI_CHECK(pdf);
        times.append(ms / 1000);
    }
    report.add(u"cards.1000.s"_s, u"s"_s, times);
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    return shouli::tests::bench::runBenches(
        argc, argv,
        {
            {{u"forms.f-db-01.pdf_ms"_s, u"forms.ws-01.pdf_ms"_s, u"forms.card.pdf_ms"_s}, documents},
            {{u"cards.1000.s"_s}, manyCards},
        });
}
