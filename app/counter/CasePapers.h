// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/counter/Acceptance.h"
#include "app/printing/PaperPress.h"
#include "app/office/Session.h"
#include "core/papers/PaperContext.h"

namespace shouli::app::counter {

/// Fills the papers of a case in. Taken from the session on the GUI thread; afterwards it reads from
/// any connection on any thread. The session must outlive it.
class CasePapers {
public:
    explicit CasePapers(const office::Session &session);

    /// The application form, the acceptance card and, where papers follow, the notice of that. Errors as CaseStore::load and CardData::of.
    [[nodiscard]] core::base::Result<QList<printing::PaperJob>> of(const core::storage::Database &db,
                                                                   core::cases::CaseId id) const;
    /// The application form as it would be if the case were accepted now, without number and code.
    [[nodiscard]] core::base::Result<QList<printing::PaperJob>> preview(const core::storage::Database &db,
                                                                        const Acceptance &acceptance) const;
    /// The one-off notice of what is missing: not a case.
    [[nodiscard]] printing::PaperJob notice(const Acceptance &acceptance) const;

private:
    [[nodiscard]] core::papers::PaperContext contextFor(const core::catalogue::Catalogue &catalogue) const;

    const office::Reference &m_reference;
    core::cases::CaseStore m_store;
    const core::cards::CardSigner &m_signer;
    core::staff::Directory m_directory;
    core::cases::Actor m_actor;
    QString m_county;
    QString m_host;
    QDateTime m_now; ///< in China
    QDate m_today;
};

} // namespace shouli::app::counter
