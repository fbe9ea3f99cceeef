// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/forms/setting/FontBook.h"
#include "core/forms/setting/FormPages.h"
#include "core/forms/FormTemplate.h"

#include <QPainter>

#include <functional>
#include <optional>

namespace shouli::core::forms::setting {

/// What the one who prints chooses.
struct FormOptions {
    QString printedBy; ///< for the footer: 打印人
    QPointF offset;    ///< mm to the right and down, to make up for a printer that feeds askew
    int copies = 1;    ///< of the whole document, 1 to 99
};

/// One document of a batch. `code` goes before the data's text `qr`, for codes made elsewhere.
struct FormJob {
    const FormTemplate *form = nullptr;
    FormData data;
    std::optional<cards::QrImage> code;
};

/// Called after each document of a batch; false stops it.
using FormProgress = std::function<bool(int done, int total)>;

/// Turns templates and data into pages and PDF. The same input gives the same bytes: the only time
/// in them is the clock's. Fonts are embedded, text can be searched and copied exactly.
/// Needs a QGuiApplication. One thread, as its fonts (a worker thread makes its own renderer).
class FormRenderer {
public:
    /// The clock must outlive the renderer.
    explicit FormRenderer(const base::Clock &clock)
        : m_clock(clock)
    {
    }

    /// Lays out one document; each slip of the template is printed in full.
    /// Errors: TemplateDamaged; FontMissing; InvalidArgument for a `qr` text no code can hold.
    [[nodiscard]] base::Result<FormPages> layOut(const FormJob &job, const FormOptions &options = {});

    /// Draws one page. `unitsPerMm`: the painter's units. Only for pages of this renderer.
    void paint(QPainter &painter, const FormPages &pages, int page, double unitsPerMm, QPointF offset = {});

    /// One document. Errors: as layOut, and PrintFailed when the PDF cannot be written.
    [[nodiscard]] base::Result<QByteArray> toPdf(const FormTemplate &form, const FormData &data,
                                                 const FormOptions &options = {});
    /// Many documents in one PDF. Errors: also Cancelled; nothing is handed out then.
    [[nodiscard]] base::Result<QByteArray> toPdf(const QList<FormJob> &jobs, const FormOptions &options = {},
                                                 const FormProgress &progress = {});
    /// Many cards in one PDF: each on its own page, or four to an A4 sheet to be cut apart.
    enum class CardSheet { Single, FourOnA4 };
    [[nodiscard]] base::Result<QByteArray> cardsToPdf(const FormTemplate &card, const QList<FormData> &cards,
                                                      CardSheet sheet = CardSheet::Single,
                                                      const FormOptions &options = {},
                                                      const FormProgress &progress = {});

    [[nodiscard]] const base::Clock &clock() const { return m_clock; }
    [[nodiscard]] FontBook &fonts() { return m_fonts; }

private:
    const base::Clock &m_clock;
    FontBook m_fonts;
};

} // namespace shouli::core::forms::setting
