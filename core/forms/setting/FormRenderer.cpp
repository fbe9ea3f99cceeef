// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/FormRenderer.h"

#include "core/forms/setting/CardSheet.h"
#include "core/forms/setting/CellSetter.h"
#include "core/forms/setting/FormLayout.h"
#include "core/forms/setting/PdfBook.h"

#include <QGlyphRun>

namespace shouli::core::forms::setting {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::Result;

namespace {

constexpr double unit = 100; // drawing units per mm: fine enough for whole numbers, far from float's limits

QPen pen(double points, bool dashed)
{
    QPen pen(Qt::black, millimetres(points) * unit, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (dashed)
        pen.setDashPattern({6, 4});
    return pen;
}

/// The dark runs of a code, row by row, in drawing units.
QList<QRectF> squares(const PageCode &code)
{
    QList<QRectF> runs;
    const double module = code.rect.width() / code.image.modules() * unit;
    const QPointF origin = code.rect.topLeft() * unit;
    for (int y = 0; y < code.image.modules(); ++y) {
        for (int x = 0; x < code.image.modules();) {
            int end = x;
            while (end < code.image.modules() && code.image.isDark(end, y))
                ++end;
            if (end > x)
                runs.append({origin.x() + x * module, origin.y() + y * module, (end - x) * module, module});
            x = end + 1;
        }
    }
    return runs;
}

} // namespace

Result<FormPages> FormRenderer::layOut(const FormJob &job, const FormOptions &options)
{
    FormData print;
    print.set(u"print.at"_s, m_clock.now().inChina().toString(u"yyyy-MM-dd HH:mm"_s));
    print.set(u"print.by"_s, options.printedBy);
    std::optional<cards::QrImage> code = job.code;
    const QString text = job.data.at(u"qr"_s).toString();
    if (!code && !text.isEmpty()) {
        SHOULI_TRY(code, cards::QrImage::write(text));
    }
    return FormLayout(*job.form, code ? &*code : nullptr, m_fonts).run(FormScope(job.data).with(print));
}

void FormRenderer::paint(QPainter &painter, const FormPages &pages, int page, double unitsPerMm, QPointF offset)
{
    const FormPage &source = pages.pages.at(static_cast<std::size_t>(page));
    painter.save();
    painter.scale(unitsPerMm / unit, unitsPerMm / unit);
    painter.translate(offset * unit);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const PageLine &line : source.lines) {
        painter.setPen(pen(line.width, line.dashed));
        painter.drawLine(QLineF(line.line.p1() * unit, line.line.p2() * unit));
    }
    for (const PageBox &box : source.boxes) {
        painter.setPen(pen(box.width, box.dashed));
        painter.drawRect(QRectF(box.rect.topLeft() * unit, box.rect.size() * unit));
    }
    if (!source.codes.empty()) { // no smoothing: it leaves hairs of white between neighbours on a screen
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::black);
        for (const PageCode &code : source.codes)
            painter.drawRects(squares(code));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
    }
    painter.setPen(Qt::black);
    QGlyphRun run;
    QList<QPointF> positions;
    for (const PageText &text : source.texts) {
        positions.clear();
        for (const double x : text.x)
            positions.append(QPointF(x * unit, 0));
        run.setRawFont(m_fonts.sized(text.font, text.size * unit));
        run.setRawData(text.glyphs.data(), positions.constData(), static_cast<int>(positions.size()));
        painter.drawGlyphRun(QPointF(0, text.baseline * unit), run);
    }
    painter.restore();
}

Result<QByteArray> FormRenderer::toPdf(const FormTemplate &form, const FormData &data, const FormOptions &options)
{
    return toPdf({FormJob{&form, data, {}}}, options);
}

Result<QByteArray> FormRenderer::toPdf(const QList<FormJob> &jobs, const FormOptions &options,
                                       const FormProgress &progress)
{
    PdfBook book(*this, jobs.isEmpty() ? QString() : jobs.first().form->title);
    int done = 0;
    for (const FormJob &job : jobs) {
        SHOULI_TRY(const FormPages pages, layOut(job, options));
        SHOULI_CHECK(book.add(pages, options));
        ++done;
        if (progress && !progress(done, static_cast<int>(jobs.size())))
            return base::failure(ErrorCode::Cancelled);
    }
    return book.finish();
}

Result<QByteArray> FormRenderer::cardsToPdf(const FormTemplate &card, const QList<FormData> &cards, CardSheet sheet,
                                            const FormOptions &options, const FormProgress &progress)
{
    PdfBook book(*this, card.title);
    std::vector<FormPages> waiting;
    const std::size_t together = sheet == CardSheet::FourOnA4 ? cardsOnA4 : 1;
    int done = 0;
    for (const FormData &data : cards) {
        SHOULI_TRY(FormPages pages, layOut({&card, data, {}}, options));
        waiting.push_back(std::move(pages));
        ++done;
        if (waiting.size() == together || done == cards.size()) {
            SHOULI_CHECK(book.add(together == 1 ? waiting.front() : onA4(waiting), options));
            waiting.clear();
        }
        if (progress && !progress(done, static_cast<int>(cards.size())))
            return base::failure(ErrorCode::Cancelled);
    }
    return book.finish();
}

} // namespace shouli::core::forms::setting
