// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PaperPress.h"

#include "core/base/AtomicFile.h"

#include <QDir>

#include <iterator>

namespace shouli::app::printing {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::forms::FormTemplate;

namespace {

const QString warmUp = QStringLiteral("CARD-01"); ///< small, and set in the fonts of all forms

Result<QStringList> makeAll(Workshop &shop, const QList<PaperJob> &jobs, const QString &folder,
                            const core::forms::setting::FormOptions &options)
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

Result<GivenToPrinter> printAll(Workshop &shop, const QList<PaperJob> &jobs, PrintChoice choice,
                                core::forms::setting::FormOptions options)
{
    if (choice.printer.isEmpty())
        choice.printer = shop.service.printers().value(0);
    if (choice.printer.isEmpty())
        return GivenToPrinter{};
    GivenToPrinter given{choice.printer, 0};
    for (const PaperJob &job : jobs) {
        SHOULI_TRY(const FormTemplate *form, shop.form(job.form));
        SHOULI_TRY(const auto pages, shop.renderer.layOut({form, job.data, {}}, options));
        SHOULI_CHECK(shop.service.print(pages, choice));
        ++given.papers;
    }
    return given;
}

Result<core::forms::setting::FormPages> layOutAll(Workshop &shop, const QList<PaperJob> &jobs,
                                                  const core::forms::setting::FormOptions &options)
{
    core::forms::setting::FormPages all;
    for (const PaperJob &job : jobs) {
        SHOULI_TRY(const FormTemplate *form, shop.form(job.form));
        SHOULI_TRY(auto pages, shop.renderer.layOut({form, job.data, {}}, options));
        if (all.id.isEmpty()) {
            all.id = pages.id;
            all.title = job.name;
        }
        std::move(pages.pages.begin(), pages.pages.end(), std::back_inserter(all.pages));
    }
    return all;
}

} // namespace

PaperPress::PaperPress(const core::base::Clock &clock, Office office, QString clerk)
    : m_office(std::move(office))
    , m_options{std::move(clerk), {}, 1}
    , m_choice(KeptChoice(m_office.choiceFile).load())
    , m_thread(clock, m_office.system)
{
    m_thread.run([](Workshop &shop) -> int { // so that the first resident does not wait for the fonts
        if (const auto form = shop.form(warmUp))
            (void)shop.renderer.toPdf(**form, {});
        return 0;
    });
}

QFuture<Result<QStringList>> PaperPress::make(const QList<PaperJob> &jobs)
{
    return m_thread.run([jobs, folder = m_office.papersFolder, options = m_options](Workshop &shop) {
        return makeAll(shop, jobs, folder, options);
    });
}

QFuture<Result<GivenToPrinter>> PaperPress::print(const QList<PaperJob> &jobs)
{
    return m_thread.run([jobs, choice = m_choice, options = m_options](Workshop &shop) {
        return printAll(shop, jobs, choice, options);
    });
}

QFuture<Result<core::forms::setting::FormPages>> PaperPress::layOut(const QList<PaperJob> &jobs)
{
    return m_thread.run([jobs, options = m_options](Workshop &shop) { return layOutAll(shop, jobs, options); });
}

void PaperPress::choose(const PrintChoice &choice)
{
    m_choice = choice;
    m_choice.copies = 1; // of this once only
    if (!m_office.choiceFile.isEmpty())
        m_thread.run([choice, file = m_office.choiceFile](Workshop &) { return KeptChoice(file).store(choice); });
}

} // namespace shouli::app::printing
