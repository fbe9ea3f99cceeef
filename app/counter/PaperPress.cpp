// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/PaperPress.h"

#include "core/base/AtomicFile.h"
#include "core/papers/ApplicationData.h"
#include "core/papers/CardData.h"
#include "core/residents/GroupStore.h"

#include <QDir>

namespace shouli::app::counter {

using core::base::ErrorCode;
using core::base::Result;
using core::base::failure;
using core::cases::CaseRecord;
using core::forms::FormTemplate;
using core::papers::PaperContext;
using core::residents::FamilyView;
using core::residents::GroupMembership;

namespace {

const QString cardForm = QStringLiteral("CARD-01");

Result<const FormTemplate *> formNamed(const core::forms::FormLibrary &library, const QString &id)
{
    const FormTemplate *form = library.find(id);
    if (form == nullptr)
        return failure(ErrorCode::TemplateDamaged, id);
    return form;
}

} // namespace

PaperPress::PaperPress(const office::Session &session)
    : m_session(session)
    , m_renderer(session.clock())
{
}

Result<QList<Paper>> PaperPress::make(core::cases::CaseId id)
{
    const auto &db = m_session.reader();
    const auto &reference = m_session.reference();
    SHOULI_TRY(const CaseRecord record, m_session.caseStore().load(db, id));
    SHOULI_TRY(const auto catalogue, reference.catalogues->catalogue(record.file.catalogue));
    const auto *service = catalogue->byCode(record.file.service);
    if (service == nullptr)
        return failure(ErrorCode::ServiceUnknown, record.file.service);
    SHOULI_TRY(const FamilyView family, FamilyView::load(db, record.file.applicant));
    QHash<core::residents::ResidentId, QList<GroupMembership>> groups;
    for (const auto &member : family.members) {
        SHOULI_TRY(const auto own, core::residents::GroupStore::of(db, member.resident.id, member.resident.household));
        groups.insert(member.resident.id, own);
    }
    const PaperContext context{*catalogue, reference.divisions, m_session.directory(), m_session.office(), m_session.installation().countyName,
                               m_session.actor().staff.name, m_session.clock().today()};
    SHOULI_TRY(const auto code, core::cards::CardCode::forHost(m_session.installation().statusHost));
    SHOULI_TRY(const auto cardData, core::papers::CardData::of(context, *service, record, *reference.calendar, m_session.cardSigner(), code));
    auto formData = core::papers::ApplicationData::of(context, *service, record.file, record.state.materials, family, groups);
    formData.set(QStringLiteral("qr"), cardData.at(QStringLiteral("qr")).toString());

    const QString formId = core::papers::ApplicationData::formOf(*service, reference.forms.ids());
    SHOULI_TRY(const FormTemplate *form, formNamed(reference.forms, formId));
    SHOULI_TRY(const FormTemplate *card, formNamed(reference.forms, cardForm));
    core::forms::FormOptions options;
    options.printedBy = m_session.actor().staff.name;
    SHOULI_TRY(const QByteArray formPdf, m_renderer.toPdf(*form, formData, options));
    SHOULI_TRY(const QByteArray cardPdf, m_renderer.toPdf(*card, cardData, options));
    return QList<Paper>{{record.file.number + u'-' + formId + QStringLiteral(".pdf"), formPdf}, {record.file.number + QStringLiteral("-card.pdf"), cardPdf}};
}

Result<QStringList> PaperPress::store(const QList<Paper> &papers, const QString &folder)
{
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::FileUnwritable, folder);
    QStringList paths;
    for (const Paper &paper : papers) {
        const QString path = QDir(folder).filePath(paper.name);
        SHOULI_CHECK(core::base::AtomicFile::write(path, paper.pdf));
        paths.append(path);
    }
    return paths;
}

} // namespace shouli::app::counter
