// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/CaseFinder.h"

#include "app/casework/CaseWords.h"
#include "core/cards/CardCode.h"
#include "core/cards/CardVerifier.h"
#include "core/cards/DeviceKeyring.h"
#include "core/cases/numbers/CaseNumber.h"
#include "core/residents/moves/DepartureStore.h"
#include "core/residents/search/ResidentSearch.h"

#include <QSet>

#include <algorithm>

namespace shouli::app::casework {

using core::base::ErrorCode;
using core::base::Result;
using core::cases::CaseBrief;
using core::cases::CaseFile;
using core::cases::CaseId;
using core::cases::CaseStatus;
using core::cases::CaseStore;
using core::cases::numbers::CaseNumber;
using core::residents::search::ResidentSearch;

namespace {

constexpr int mostRows = 20;
constexpr int casesOfPerson = 5;
constexpr int shortestKey = 12; ///< of a whole case number or a card

} // namespace

CaseFinder::CaseFinder(const office::Session &session)
    : m_session(session)
{
}

Result<CaseId> CaseFinder::find(const QString &text) const
{
    if (const auto number = CaseNumber::parse(text)) {
        SHOULI_TRY(const CaseFile file, CaseStore::findByNumber(m_session.reader(), *number));
        return file.id;
    }
    SHOULI_TRY(const auto code, core::cards::CardCode::forHost(m_session.installation().statusHost));
    SHOULI_TRY(const auto card, code.parse(text));
    const core::cards::DeviceKeyring keyring(m_session.directory().devices);
    const core::cards::CardVerifier verifier(keyring, m_session.clock());
    SHOULI_CHECK(verifier.verify(card));
    SHOULI_TRY(const CaseFile file, CaseStore::findByToken(m_session.reader(), card.token.toBytes()));
    return file.id;
}

frame::ResultRow CaseFinder::rowOf(const CaseFile &file, CaseStatus status) const
{
    frame::ResultRow row;
    row.key = file.id.toBytes();
    row.title = file.applicantName;
    row.facts = CaseWords::service(m_session, file);
    row.number = file.number;
    row.place = m_session.directory().office(file.home).value_or(core::staff::Office()).name;
    row.reason = CaseWords::status(status);
    return row;
}

Result<CaseFinder::Found> CaseFinder::search(const QString &typed) const
{
    Found found;
    QSet<CaseId> seen;
    const auto take = [&](const QList<CaseBrief> &briefs) {
        for (const CaseBrief &brief : briefs) {
            if (seen.contains(brief.file.id) || found.rows.size() >= mostRows)
                continue;
            seen.insert(brief.file.id);
            found.rows.append(rowOf(brief.file, brief.status));
        }
    };
    SHOULI_TRY(const auto direct, CaseStore::matching(m_session.reader(), typed, mostRows + 1));
    take(direct);
    const ResidentSearch people(m_session.pinyin());
    ResidentSearch::Options options;
    options.limit = mostRows;
    SHOULI_TRY(const auto hits, people.find(m_session.reader(), typed, options));
    for (const auto &hit : hits.hits) {
        if (hit.matchedBy == core::residents::search::MatchedBy::HouseholdHead)
            continue; // the family's cases are not his or hers
        SHOULI_TRY(
            const auto briefs,
            m_session.caseStore().ofResident(m_session.reader(), hit.id, casesOfPerson, m_session.clock().today()));
        take(briefs);
    }
    SHOULI_TRY(const QString gone, transferred(typed));
    if (!gone.isEmpty())
        found.note = gone;
    else if (found.rows.isEmpty() && !typed.trimmed().isEmpty())
        found.note = tr("No case of that name or number is held by this office. Check the spelling, or scan the card.");
    else if (direct.size() > mostRows || found.rows.size() >= mostRows)
        found.note = tr("There may be more; type more to narrow down.");
    return found;
}

Result<QString> CaseFinder::transferred(const QString &text) const
{
    QString key = text.trimmed();
    const auto number = CaseNumber::parse(key);
    if (number) {
        key = number->toString();
    } else if (const auto code = core::cards::CardCode::forHost(m_session.installation().statusHost)) {
        if (const auto card = code->parse(key))
            key = QString::fromLatin1(card->token.toBytes().toHex());
    }
    const bool isName = std::any_of(key.cbegin(), key.cend(), [](QChar c) { return c.unicode() > 0x2E7F; });
    if (!isName && key.size() < shortestKey)
        return QString(); // a part of a number: a stub keeps nothing that it could be held against
    SHOULI_TRY(const auto stubs,
               core::residents::moves::DepartureStore::matching(m_session.reader(), key, m_session.clock().today()));
    QStringList lines;
    for (const auto &stub : stubs) {
        if (stub.subject.kind == CaseFile::kind)
            lines.append(tr("%1 (%2) was transferred to %3 on %4.")
                             .arg(stub.caseNumber, stub.maskedName, stub.toName, stub.leftOn.toString(Qt::ISODate)));
    }
    return lines.join(u'\n');
}

std::optional<CaseId> CaseFinder::caseOf(const QByteArray &key)
{
    const auto id = CaseId::fromBytes(key);
    return id ? std::optional(*id) : std::nullopt;
}

} // namespace shouli::app::casework
