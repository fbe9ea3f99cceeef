// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/setting/FormRenderer.h"
#include "core/forms/setting/PdfPolish.h"

#include <QBuffer>

#include <memory>

class QPdfWriter;

namespace shouli::core::forms::setting {

/// A PDF that grows by one document at a time, so that a batch can be written in slices between
/// which the screen stays alive. One thread, that of its renderer.
class PdfBook {
public:
    /// The renderer must outlive the book.
    PdfBook(FormRenderer &renderer, const QString &title);
    ~PdfBook();

    /// Errors: PrintFailed.
    [[nodiscard]] base::Result<void> add(const FormPages &pages, const FormOptions &options = {});

    /// The whole PDF; the book is closed then. Errors: PrintFailed; InvalidArgument when it has no page.
    [[nodiscard]] base::Result<QByteArray> finish();

private:
    void record(const FormPage &page);

    FormRenderer &m_renderer;
    PdfFacts m_facts;
    QHash<int, qsizetype> m_fontOrder; // font -> its place in m_facts.fonts
    std::vector<QSet<quint32>> m_seen;
    QBuffer m_buffer;
    std::unique_ptr<QPdfWriter> m_writer;
    std::unique_ptr<QPainter> m_painter;
};

} // namespace shouli::core::forms::setting
