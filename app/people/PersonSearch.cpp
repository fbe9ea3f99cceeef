// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/people/PersonSearch.h"

#include "app/office/ShownLanguage.h"
#include "core/residents/moves/DepartureStore.h"

#include <QRegularExpression>

#include <algorithm>

namespace shouli::app::people {

using core::base::Result;
using core::residents::search::MatchedBy;
using core::residents::search::ResidentSearch;
using core::residents::search::SearchHit;

namespace {

constexpr int mostRows = 50;
constexpr int recentCases = 30;
constexpr int shortestNumber = 8; ///< of any paper that identifies a person

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
    SHOULI_TRY(const QString moved, movedAway(typed));
    if (!moved.isEmpty())
        found.note = moved;
    else if (found.rows.isEmpty())
        found.note = tr(
            "Nobody of that name or number is in this office's register. Check the spelling, or try the ID number.");
    else if (!result.isComplete)
        found.note = tr("The first %n are shown; type more to narrow down.", nullptr,
                        static_cast<int>(found.rows.size()));
    return found;
}

Result<QString> PersonSearch::movedAway(const QString &typed) const
{
    const QString plain = typed.trimmed();
    const bool isName = std::any_of(plain.cbegin(), plain.cend(), [](QChar c) { return c.unicode() > 0x2E7F; });
    if (!isName && plain.size() < shortestNumber)
        return QString(); // pinyin or a part of a number: a stub keeps nothing that these could be held against
    SHOULI_TRY(const auto stubs,
               core::residents::moves::DepartureStore::matching(m_session.reader(), plain, m_session.clock().today()));
    QStringList lines;
    for (const auto &stub : stubs) {
        if (stub.subject.kind != core::residents::Resident::kind)
            continue;
        const auto to = m_session.directory().office(stub.to);
        const bool english = office::shownLanguage() == core::base::Language::English;
        const QString name = to && english && !to->nameEn.isEmpty() ? to->nameEn : stub.toName;
        const QString day = stub.leftOn.toString(Qt::ISODate);
        lines.append(to && !to->phone.isEmpty()
                         ? tr("%1 moved to %2 on %3. Ask there: %4").arg(stub.maskedName, name, day, to->phone)
                         : tr("%1 moved to %2 on %3. Ask there.").arg(stub.maskedName, name, day));
    }
    return lines.join(u'\n');
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
