// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/PdfBook.h"

#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>

namespace shouli::core::forms::setting {

using base::ErrorCode;
using base::Result;

namespace {

constexpr int dotsPerInch = 2540; // 1 unit is 0.01 mm

QPageLayout layoutOf(QSizeF size)
{
    const QPageSize page(size, QPageSize::Millimeter, QString(), QPageSize::ExactMatch);
    return {page, QPageLayout::Portrait, QMarginsF()};
}

} // namespace

PdfBook::PdfBook(FormRenderer &renderer, const QString &title)
    : m_renderer(renderer)
    , m_facts{title, renderer.clock().now(), {}}
    , m_writer(nullptr)
{
    m_buffer.open(QIODevice::WriteOnly);
    m_writer = std::make_unique<QPdfWriter>(&m_buffer);
    m_writer->setResolution(dotsPerInch);
}

PdfBook::~PdfBook()
{
    m_painter.reset(); // before the writer it draws on
}

Result<void> PdfBook::add(const FormPages &pages, const FormOptions &options)
{
    const int copies = std::clamp(options.copies, 1, 99);
    for (int i = 0; i < copies * pages.pageCount(); ++i) {
        const int number = i % pages.pageCount();
        const FormPage &page = pages.pages[static_cast<std::size_t>(number)];
        bool ready = m_writer->setPageLayout(layoutOf(page.size));
        if (m_painter == nullptr) {
            m_painter = std::make_unique<QPainter>();
            ready = ready && m_painter->begin(m_writer.get());
        } else {
            ready = ready && m_writer->newPage();
        }
        if (!ready)
            return base::failure(ErrorCode::PrintFailed, pages.id);
        m_renderer.paint(*m_painter, pages, number, dotsPerInch / 25.4, options.offset);
        record(page);
    }
    return {};
}

void PdfBook::record(const FormPage &page)
{
    for (const PageText &text : page.texts) {
        auto order = m_fontOrder.constFind(text.font);
        if (order == m_fontOrder.constEnd()) {
            order = m_fontOrder.insert(text.font, static_cast<qsizetype>(m_facts.fonts.size()));
            m_facts.fonts.push_back({m_renderer.fonts().sized(text.font, 1000), {}, {}});
            m_seen.emplace_back();
        }
        const auto place = static_cast<std::size_t>(*order);
        for (std::size_t i = 0; i < text.glyphs.size(); ++i) {
            if (m_seen[place].contains(text.glyphs[i]))
                continue;
            m_seen[place].insert(text.glyphs[i]);
            m_facts.fonts[place].glyphs.push_back(text.glyphs[i]);
            m_facts.fonts[place].characters.push_back(text.characters[i]);
        }
    }
}

Result<QByteArray> PdfBook::finish()
{
    if (m_painter == nullptr)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("no page"));
    if (!m_painter->end())
        return base::failure(ErrorCode::PrintFailed, m_facts.title);
    m_writer.reset();
    return polishPdf(m_buffer.data(), m_facts);
}

} // namespace shouli::core::forms::setting
