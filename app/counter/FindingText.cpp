// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/FindingText.h"

#include "app/office/ShownLanguage.h"

namespace shouli::app::counter {

using core::cases::intake::AcceptanceDraft;
using core::cases::intake::AcceptanceFinding;
using Code = AcceptanceFinding::Code;

namespace {

QString paper(const QString &code, const core::catalogue::Catalogue &catalogue)
{
    const auto *material = catalogue.material(code);
    return material != nullptr ? material->name.in(office::shownLanguage()) : code;
}

} // namespace

QString FindingText::of(const AcceptanceFinding &finding, const core::catalogue::Catalogue &catalogue)
{
    switch (finding.code) {
    case Code::ServiceNotOffered:
        return tr("This service is not offered any more.");
    case Code::VariantOpen:
        return tr("Choose the kind of the service.");
    case Code::ApplicantNameless:
        return tr("The applicant has no name in the register.");
    case Code::ApplicantDeceased:
        return tr("By the register, the applicant has died.");
    case Code::SubjectMissing:
        return tr("Choose whom it is for.");
    case Code::HouseholdMissing:
        return tr("A household applies for this, and the applicant is in none.");
    case Code::ProxyNotAllowed:
        return tr("The resident must come in person for this service.");
    case Code::ProxyIncomplete:
        return tr("Name and telephone number of who came for the resident are missing (F7).");
    case Code::QuestionOpen:
        return tr("To be answered: %1").arg(catalogue.question(finding.about).in(office::shownLanguage()));
    case Code::MaterialOpen:
        return tr("Say whether this paper is needed: %1").arg(paper(finding.about, catalogue));
    case Code::NotTolerable:
        return tr("This paper cannot follow later: %1").arg(paper(finding.about, catalogue));
    case Code::ToleratedDay:
        return tr("By which day does this paper follow: %1").arg(paper(finding.about, catalogue));
    case Code::RuleNotMet:
    case Code::JudgedNo:
        return tr("A condition is not met: type below why it is accepted all the same.");
    case Code::CorrectionNameless:
        return tr("A corrected record has no name.");
    case Code::MaterialMissing:
        return tr("Still missing: %1").arg(paper(finding.about, catalogue));
    case Code::RuleOpen:
    case Code::JudgementOpen:
    case Code::WindowClosed:
        break;
    }
    return {};
}

QString FindingText::first(const AcceptanceDraft &draft, const core::catalogue::Catalogue &catalogue)
{
    const auto findings = draft.validate();
    for (const AcceptanceFinding &finding : findings) {
        const QString text = of(finding, catalogue);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

} // namespace shouli::app::counter
