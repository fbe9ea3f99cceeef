// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/RowJudge.h"

#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"

#include <algorithm>
#include <utility>

namespace shouli::core::residents::exchange {

using base::ErrorCode;
using base::Result;
using storage::Database;
using F = ResidentField;

namespace {

constexpr int nearNumbers = 2; // so many wrong digits are a slip

bool isHead(const Resident &person)
{
    return person.relation == codes::head || person.relation == codes::self;
}

void say(RowVerdict &verdict, F field, Severity severity, FindingCode code, const QString &detail = {})
{
    verdict.findings.append({field, {severity, code, detail}});
}

bool isImpossible(const FieldFinding &finding)
{
    return finding.finding.severity == Severity::Impossible;
}

int differences(const QString &a, const QString &b)
{
    if (a.size() != b.size())
        return nearNumbers + 1;
    int count = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        count += a.at(i) != b.at(i) ? 1 : 0;
    return count;
}

/// "h:" and "n:" keep heads' and households' numbers apart.
QString keyOf(char16_t sort, const QString &number)
{
    return QString(QChar(sort)) + u':' + number;
}

} // namespace

RowJudge::RowJudge(Settings settings, KnownPeople known, const base::Clock &clock, base::Random &random)
    : m_settings(std::move(settings))
    , m_known(std::move(known))
    , m_clock(clock)
    , m_random(random)
{
}

Result<RowVerdict> RowJudge::judge(const Database &db, const RowDraft &row)
{
    RowVerdict verdict;
    verdict.row = row.row;
    verdict.given = row.draft.resident();
    verdict.findings = row.findings;
    SHOULI_CHECK(meet(db, verdict));
    if (verdict.outcome != Outcome::Doubtful && verdict.seen)
        SHOULI_CHECK(judgeKnown(db, row, verdict));
    else if (verdict.outcome != Outcome::Doubtful)
        SHOULI_CHECK(judgeNew(db, row, verdict));
    if (std::any_of(verdict.findings.cbegin(), verdict.findings.cend(), isImpossible))
        verdict.outcome = Outcome::Refused;
    if (verdict.outcome == Outcome::Refused) // what is to be corrected, and nothing beside it
        verdict.findings.removeIf([](const FieldFinding &one) { return !isImpossible(one); });
    const bool done = verdict.outcome == Outcome::New || verdict.outcome == Outcome::Changes;
    if (verdict.household && (!done || verdict.wanted.household != verdict.household->id)) {
        m_households.remove(m_madeFor);
        verdict.household.reset();
    }
    if (done)
        SHOULI_CHECK(countHeads(db, verdict));
    remember(row, &verdict);
    return verdict;
}

void RowJudge::pass(const RowDraft &row)
{
    remember(row, nullptr);
}

/// Who of the register is meant: by number.
Result<void> RowJudge::meet(const Database &db, RowVerdict &verdict)
{
    verdict.outcome = Outcome::New;
    const QString &number = verdict.given.documentNumber;
    if (number.isEmpty())
        return {};
    if (const auto before = m_numbers.constFind(number); before != m_numbers.constEnd()) {
        verdict.outcome = Outcome::Doubtful;
        say(verdict, F::DocumentNumber, Severity::Odd, FindingCode::NumberTwiceInFile, QString::number(*before));
        return {};
    }
    SHOULI_TRY(const auto found, ResidentStore::findByDocument(db, number));
    if (found.isEmpty())
        return {};
    if (found.size() > 1) {
        verdict.outcome = Outcome::Doubtful;
        verdict.perhaps = found.constFirst().id;
        say(verdict, F::DocumentNumber, Severity::Odd, FindingCode::NumberSeveralHere, QString::number(found.size()));
    } else if (!verdict.given.name.isEmpty()
               && RowDraft::comparable(found.constFirst().name) != RowDraft::comparable(verdict.given.name)) {
        verdict.outcome = Outcome::Doubtful;
        verdict.perhaps = found.constFirst().id;
        say(verdict, F::DocumentNumber, Severity::Odd, FindingCode::NumberOtherName);
    } else {
        verdict.seen = found.constFirst();
    }
    return {};
}

Result<void> RowJudge::judgeNew(const Database &db, const RowDraft &row, RowVerdict &verdict)
{
    verdict.findings += row.draft.validate(m_settings.place.today);
    SHOULI_CHECK(doubt(db, verdict));
    if (verdict.outcome != Outcome::New)
        return {};
    verdict.wanted = verdict.given;
    verdict.wanted.id = ResidentId::create(m_clock, m_random);
    SHOULI_TRY(verdict.wanted.household, householdOf(db, row, verdict));
    const bool lives = verdict.wanted.residenceStatus != codes::away && !verdict.wanted.isGone();
    if (verdict.wanted.livingDivision.isEmpty() && lives)
        verdict.wanted.livingDivision = m_settings.livingDivision;
    if (verdict.wanted.documentType.isEmpty() && verdict.wanted.documentNumber.size() == 18)
        verdict.wanted.documentType = codes::residentCard;
    for (const F field : residentFields()) {
        if (!verdict.wanted.value(field).isNull())
            verdict.changes.append(field);
    }
    return {};
}

/// Somebody of that name and birth date may be the same person, with a number that is missing or mistyped.
Result<void> RowJudge::doubt(const Database &db, RowVerdict &verdict)
{
    const auto candidates = m_known.like(verdict.given.name, verdict.given.birthDate);
    for (const KnownPeople::Person &candidate : candidates) {
        QString number = candidate.number;
        if (candidate.row == 0) {
            const auto found = ResidentStore::find(db, candidate.id);
            if (!found && found.error().code == ErrorCode::ResidentUnknown)
                continue; // gone meanwhile
            SHOULI_CHECK(found);
            number = found->documentNumber;
        }
        const QString &own = verdict.given.documentNumber;
        if (!own.isEmpty() && !number.isEmpty() && differences(number, own) > nearNumbers)
            continue; // another person of the same name
        verdict.outcome = Outcome::Doubtful;
        verdict.perhaps = candidate.row == 0 ? candidate.id : ResidentId();
        say(verdict, F::Name, Severity::Odd, FindingCode::PerhapsKnown,
            candidate.row > 0 ? QString::number(candidate.row) : QString());
        return {};
    }
    return {};
}

Result<void> RowJudge::judgeKnown(const Database &db, const RowDraft &row, RowVerdict &verdict)
{
    const Resident &seen = *verdict.seen;
    SHOULI_TRY(verdict.imported, ImportedValues::of(db, seen.id));
    verdict.wanted = seen;
    SHOULI_TRY(const HouseholdId household, householdOf(db, row, verdict));
    Resident given = verdict.given;
    given.household = household;
    bool moves = false; // into another household: the relation goes with it or neither does
    for (const F field : residentFields()) {
        const changes::Value value = given.value(field);
        if (value.isNull() || value == seen.value(field))
            continue;
        if (field == F::Name) // written with another dot or space
            continue;
        const bool free = seen.value(field).isNull() || verdict.imported.stands(seen, field);
        const bool withHousehold = field != F::Relation || household.isNull() || household == seen.household || moves;
        if (!free || !withHousehold) {
            verdict.kept.append(field);
            continue;
        }
        moves = moves || field == F::Household;
        verdict.wanted.setValue(field, value);
        verdict.changes.append(field);
    }
    if (seen.isGone())
        say(verdict, F::ResidenceStatus, Severity::Odd, FindingCode::KnownAsGone);
    // only what the row says is judged: what was odd here before is not the file's affair
    const auto of = [&](const QList<FieldFinding> &all, bool impossibleOnly) {
        const auto fields = row.given();
        for (const FieldFinding &finding : all) {
            const bool unread = row.draft.isUnread(finding.field);
            const bool said = fields.contains(finding.field) || unread;
            if (said && (!impossibleOnly || isImpossible(finding)) && !verdict.findings.contains(finding))
                verdict.findings.append(finding);
        }
    };
    of(row.draft.validate(m_settings.place.today), false);
    ResidentDraft together(seen);
    together.edit() = verdict.wanted;
    of(together.validate(m_settings.place.today), true);
    verdict.outcome = !verdict.changes.isEmpty() ? Outcome::Changes
        : !verdict.kept.isEmpty()                ? Outcome::Kept
                                                 : Outcome::Same;
    return {};
}

Household RowJudge::newHousehold(const RowDraft &row, const Resident &given) const
{
    Household made;
    made.id = HouseholdId::create(m_clock, m_random);
    made.number = row.householdNumber;
    made.householdKind = given.hukouKind == codes::collectiveHukou ? HouseholdKind::Collective : HouseholdKind::Family;
    made.address = given.hukouAddress.isEmpty() ? given.livingAddress : given.hukouAddress;
    made.division = given.hukouDivision.isEmpty() ? m_settings.livingDivision : given.hukouDivision;
    return made;
}

Result<HouseholdId> RowJudge::householdOf(const Database &db, const RowDraft &row, RowVerdict &verdict)
{
    const Resident &given = verdict.given;
    const auto make = [&](const QString &key) {
        verdict.household = newHousehold(row, given);
        m_households.insert(key, verdict.household->id);
        m_madeFor = key;
        return verdict.household->id;
    };
    if (!row.householdNumber.isEmpty()) {
        const QString key = keyOf(u'n', row.householdNumber);
        if (const auto known = m_households.constFind(key); known != m_households.constEnd())
            return *known;
        SHOULI_TRY(const auto found, HouseholdStore::findByNumber(db, row.householdNumber));
        if (found.size() == 1)
            return found.constFirst().id;
        if (found.isEmpty())
            return make(key);
        say(verdict, F::Household, Severity::Odd, FindingCode::HouseholdUnclear, row.householdNumber);
        return HouseholdId();
    }
    const bool self = given.relation == codes::head || given.relation == codes::self;
    const bool above = !row.headName.isEmpty() && row.headName == m_headName;
    const QString number = self     ? given.documentNumber
        : !row.headNumber.isEmpty() ? row.headNumber
        : above                     ? m_headNumber
                                    : QString();
    const bool named = !row.headNumber.isEmpty() || !row.headName.isEmpty();
    if (number.isEmpty() || (!self && !named)) {
        if (named && !self)
            say(verdict, F::Household, Severity::Odd, FindingCode::HeadUnknown, row.headName);
        return HouseholdId();
    }
    const QString key = keyOf(u'h', number);
    if (const auto known = m_households.constFind(key); known != m_households.constEnd())
        return *known;
    SHOULI_TRY(const auto heads, ResidentStore::findByDocument(db, number));
    if (heads.size() == 1 && !heads.constFirst().household.isNull())
        return heads.constFirst().household;
    if (self)
        return make(key);
    say(verdict, F::Household, Severity::Odd, FindingCode::HeadUnknown, row.headName);
    return HouseholdId();
}

Result<void> RowJudge::countHeads(const Database &db, RowVerdict &verdict)
{
    const Resident &person = verdict.wanted;
    if (person.household.isNull())
        return {};
    Members &members = m_members[person.household];
    if (members.firstRow == 0)
        members.firstRow = verdict.row;
    if (!isHead(person))
        return {};
    bool another = members.hasHead;
    members.hasHead = true;
    const bool becomes = verdict.changes.contains(F::Relation) || verdict.changes.contains(F::Household);
    if (!another && becomes && !verdict.household) {
        SHOULI_TRY(const auto others, ResidentStore::inHousehold(db, person.household));
        another = std::any_of(others.cbegin(), others.cend(), [&](const Resident &other) {
            return other.id != person.id && isHead(other) && !other.isGone();
        });
    }
    if (another)
        say(verdict, F::Relation, Severity::Odd, FindingCode::HouseholdSeveralHeads);
    return {};
}

void RowJudge::remember(const RowDraft &row, const RowVerdict *verdict)
{
    const Resident &given = row.draft.resident();
    if (!given.documentNumber.isEmpty() && !m_numbers.contains(given.documentNumber))
        m_numbers.insert(given.documentNumber, row.row);
    if (given.relation == codes::head || given.relation == codes::self) {
        m_headName = given.name;
        m_headNumber = given.documentNumber;
    }
    if (verdict != nullptr && verdict->outcome == Outcome::New)
        m_known.add(given.name, {given.birthDate, verdict->wanted.id, row.row, given.documentNumber});
}

Result<QList<std::int64_t>> RowJudge::headless(const Database &db) const
{
    QList<std::int64_t> rows;
    for (auto it = m_members.cbegin(); it != m_members.cend(); ++it) {
        if (it->hasHead)
            continue;
        SHOULI_TRY(const auto members, ResidentStore::inHousehold(db, it.key()));
        const bool headed = std::any_of(members.cbegin(), members.cend(),
                                        [](const Resident &member) { return isHead(member); });
        if (!headed)
            rows.append(it->firstRow);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace shouli::core::residents::exchange
