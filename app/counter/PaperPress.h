// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/forms/FormRenderer.h"

#include <QList>
#include <QString>

namespace shouli::app::counter {

/// One finished paper.
struct Paper {
    QString name; ///< of the file, without folder: 610681001-03-2611-0047-card.pdf
    QByteArray pdf;
};

/// Makes the papers of an accepted case: the pre-filled form and the acceptance card. GUI thread.
class PaperPress {
public:
    explicit PaperPress(const office::Session &session);

    /// Form and card. Errors as FormRenderer::toPdf; nothing is half made.
    [[nodiscard]] core::base::Result<QList<Paper>> make(core::cases::CaseId id);

    /// Writes each into the papers folder; the paths. FileUnwritable, DiskFull.
    [[nodiscard]] static core::base::Result<QStringList> store(const QList<Paper> &papers, const QString &folder);

private:
    const office::Session &m_session;
    core::forms::FormRenderer m_renderer;
};

} // namespace shouli::app::counter
