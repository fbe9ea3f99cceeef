// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/PaperPress.h"

#include "core/base/AtomicFile.h"

#include <QDir>

namespace shouli::app::counter {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::forms::FormTemplate;
using printing::Workshop;

namespace {

const QString warmUp = QStringLiteral("CARD-01"); ///< small, and set in the fonts of all forms

Result<QStringList> makeAll(Workshop &shop, const QList<PaperJob> &jobs, const QString &folder,
                            const core::forms::FormOptions &options)
{
    QList<QByteArray> pdfs; // all before the first is written
    for (const PaperJob &job : jobs) {
        SHOULI_TRY(const FormTemplate *form, shop.form(job.form));
        SHOULI_TRY(const QByteArray pdf, shop.renderer.toPdf(*form, job.data, options));
        pdfs.append(pdf);
    }
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::FileUnwritable, folder);
    QStringList paths;
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        const QString path = QDir(folder).filePath(jobs.at(i).name + QStringLiteral(".pdf"));
        SHOULI_CHECK(core::base::AtomicFile::write(path, pdfs.at(i)));
        paths.append(path);
    }
    return paths;
}

} // namespace

PaperPress::PaperPress(const core::base::Clock &clock, QString folder, QString clerk)
    : m_folder(std::move(folder))
    , m_options{std::move(clerk), {}, 1}
    , m_thread(clock)
{
    m_thread.run([](Workshop &shop) -> int { // so that the first resident does not wait for the fonts
        if (const auto form = shop.form(warmUp))
            (void)shop.renderer.toPdf(**form, {});
        return 0;
    });
}

QFuture<Result<QStringList>> PaperPress::make(const QList<PaperJob> &jobs)
{
    return m_thread.run([jobs, folder = m_folder, options = m_options](Workshop &shop) {
        return makeAll(shop, jobs, folder, options);
    });
}

} // namespace shouli::app::counter
