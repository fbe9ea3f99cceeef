// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/people/PersonSearch.h"

#include <QRegularExpression>

namespace shouli::app::people {

using core::base::Result;
using core::residents::search::MatchedBy;
using core::residents::search::ResidentSearch;
using core::residents::search::SearchHit;

namespace {

constexpr int mostRows = 50;
constexpr int recentCases = 30;

} // namespace

PersonSearch::PersonSearch(const office::Session &session)
    : m_session(session)
    , m_search(session.pinyin())
{
    QObject::connect(&session, &office::Session::changed, &m_context, [this] { m_knowsRecent = false; });
}

QString PersonSearch::reason(const SearchHit &hit)
{
    switch (hit.matchedBy) {
    case MatchedBy::Name:
    case MatchedBy::GivenName:
    case MatchedBy::PartOfName:
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
        return hit.whole ? tr("ID number") : tr("ID number has %1").arg(hit.fittingText);
    case MatchedBy::DocumentHead:
        return tr("ID number begins %1").arg(hit.fittingText);
    case MatchedBy::DocumentTail:
        return tr("ID number ends %1").arg(hit.fittingText);
    case MatchedBy::Phone:
        return tr("telephone");
    case MatchedBy::PhonePart:
        return tr("telephone has %1").arg(hit.fittingText);
    case MatchedBy::HouseholdNumber:
        return tr("household number");
    case MatchedBy::Address:
        return tr("address");
    case MatchedBy::HouseholdHead:
        return tr("household of %1").arg(hit.otherName);
    }
    return {};
}

frame::ResultRow PersonSearch::row(const SearchHit &hit)
{
    const bool other = !hit.otherName.isEmpty() && hit.matchedBy != MatchedBy::HouseholdHead;
    frame::ResultRow row;
    row.key = hit.id.toBytes();
    row.title = other ? tr("%1 (%2)").arg(hit.name, hit.otherName) : hit.name;
    const int from = other ? static_cast<int>(qMax<qsizetype>(0, row.title.indexOf(hit.otherName, hit.name.size())))
                           : 0;
    for (const SearchHit::Span &span : hit.fitting)
        row.matched.append({from + span.first, span.length});
    const QString sex = hit.sex == core::residents::Sex::Male ? tr("male")
        : hit.sex == core::residents::Sex::Female             ? tr("female")
                                                              : QString();
    row.facts = hit.age < 0 ? sex
        : sex.isEmpty()     ? tr("%1 years").arg(hit.age)
                            : tr("%1 · %2 years").arg(sex).arg(hit.age);
    row.number = hit.documentNumber;
    row.place = hit.address;
    row.reason = reason(hit);
    return row;
}

Result<PersonSearch::Found> PersonSearch::find(const QString &typed) const
{
    if (!m_knowsRecent) {
        SHOULI_TRY(m_recent, core::cases::CaseStore::lately(m_session.reader(), recentCases));
        m_knowsRecent = true;
    }
    ResidentSearch::Options options;
    options.limit = mostRows;
    options.today = m_session.clock().today();
    options.recent = m_recent;
    SHOULI_TRY(auto result, m_search.find(m_session.reader(), typed, options));
    if (result.hits.isEmpty() && !result.isComplete) { // "nobody" is only said when all were looked at
        options.effort = ResidentSearch::Effort::Thorough;
        SHOULI_TRY(result, m_search.find(m_session.reader(), typed, options));
    }
    Found found;
    for (const SearchHit &hit : result.hits)
        found.rows.append(row(hit));
    if (found.rows.isEmpty())
        found.note = tr(
            "Nobody of that name or number is in this office's register. Check the spelling, or try the ID number.");
    else if (!result.isComplete)
        found.note = tr("The first %n are shown; type more to narrow down.", nullptr,
                        static_cast<int>(found.rows.size()));
    return found;
}

QString PersonSearch::documentIn(const QString &scanned)
{
    static const QRegularExpression citizen(QStringLiteral("^[0-9]{17}[0-9Xx]$"));
    const QString text = scanned.trimmed();
    return citizen.match(text).hasMatch() ? text.toUpper() : QString();
}

Result<QList<core::residents::ResidentId>> PersonSearch::bearersOf(const QString &number) const
{
    SHOULI_TRY(const auto result, m_search.find(m_session.reader(), number, {.limit = mostRows}));
    QList<core::residents::ResidentId> bearers;
    for (const SearchHit &hit : result.hits) {
        if (hit.matchedBy == MatchedBy::DocumentNumber && hit.whole)
            bearers.append(hit.id);
    }
    return bearers;
}

} // namespace shouli::app::people
