// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/people/PersonSearch.h"

#include "core/residents/Masking.h"

namespace shouli::app::people {

using core::base::Result;
using core::residents::search::MatchedBy;
using core::residents::search::ResidentSearch;
using core::residents::search::SearchHit;

namespace {

constexpr int mostRows = 50;

} // namespace

PersonSearch::PersonSearch(const office::Session &session)
    : m_session(session)
    , m_search(session.pinyin())
{
}

Result<PersonSearch::Found> PersonSearch::find(const QString &typed) const
{
    const auto reason = [](MatchedBy by) {
        switch (by) {
        case MatchedBy::Name:
        case MatchedBy::GivenName:
            return tr("name");
        case MatchedBy::FormerName:
            return tr("former name");
        case MatchedBy::SmallName:
            return tr("small name");
        case MatchedBy::Pinyin:
            return tr("pinyin");
        case MatchedBy::Initials:
            return tr("initials");
        case MatchedBy::Accent:
            return tr("local accent");
        case MatchedBy::DocumentNumber:
        case MatchedBy::DocumentHead:
        case MatchedBy::DocumentTail:
            return tr("ID number");
        case MatchedBy::Phone:
        case MatchedBy::PhonePart:
            return tr("telephone");
        case MatchedBy::HouseholdNumber:
            return tr("household number");
        }
        return QString();
    };
    ResidentSearch::Options options;
    options.limit = mostRows;
    options.today = m_session.clock().today();
    SHOULI_TRY(const auto result, m_search.find(m_session.reader(), typed, options));
    Found found;
    for (const SearchHit &hit : result.hits) {
        frame::ResultRow row;
        row.key = hit.id.toBytes();
        row.title = hit.otherName.isEmpty() ? hit.name : tr("%1 (%2)").arg(hit.name, hit.otherName);
        const QString sex = hit.sex == core::residents::Sex::Male ? tr("male")
            : hit.sex == core::residents::Sex::Female             ? tr("female")
                                                                  : QString();
        row.facts = hit.age >= 0 ? tr("%1 · %2 years").arg(sex).arg(hit.age) : sex;
        row.number = hit.documentNumber;
        row.place = hit.address;
        row.reason = reason(hit.matchedBy);
        found.rows.append(row);
    }
    if (found.rows.isEmpty())
        found.note = tr(
            "Nobody of that name or number is in this office's register. Check the spelling, or try the ID number.");
    else if (!result.isComplete)
        found.note = tr("The first %n are shown; type more to narrow down.", nullptr,
                        static_cast<int>(found.rows.size()));
    return found;
}

} // namespace shouli::app::people
