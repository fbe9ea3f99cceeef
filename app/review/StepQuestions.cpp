// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/review/StepQuestions.h"

#include "app/casework/CaseWords.h"
#include "app/office/ShownLanguage.h"
#include "core/cases/desk/CaseRoute.h"
#include "core/residents/search/NameMatcher.h"

#include <QSet>

namespace shouli::app::review {

using casework::CaseWords;
using casework::Phrasebook;
using core::calendar::LimitUnit;
using core::cases::CaseRecord;
using core::cases::MaterialReceived;
using core::cases::MaterialState;
using core::cases::MaterialStatus;
using core::cases::Paused;
using core::cases::PlannedStage;
using core::cases::Rejected;
using core::cases::Resubmitted;
using core::cases::Resumed;
using core::cases::Returned;
using core::cases::StageDone;
using core::cases::StageState;
using core::cases::StageStatus;
using core::cases::desk::CaseDesk;
using core::cases::desk::CaseRoute;
using office::shownLanguage;

namespace {

// what a tick stands for; behind it the catalogue's own id
const QString needed = QStringLiteral("needed:");
const QString delegated = QStringLiteral("delegated:");
const QString backTo = QStringLiteral("to:");
const QString paper = QStringLiteral("paper:");
const QString because = QStringLiteral("because:");
const QString law = QStringLiteral("law:");

const QString toOffice = QStringLiteral("office:");

const QString officeField = QStringLiteral("office");
const QString otherField = QStringLiteral("other");
const QString articleField = QStringLiteral("article");

constexpr int mostOffices = 9;

QStringList tickedOf(const Answers &answers, const QString &kind)
{
    QStringList ids;
    for (const QString &key : answers.ticked) {
        if (key.startsWith(kind))
            ids.append(key.mid(kind.size()));
    }
    return ids;
}

} // namespace

StepQuestions::StepQuestions(const office::Session &session, const Phrasebook &book)
    : m_session(session)
    , m_book(book)
{
}

const core::catalogue::Stage *StepQuestions::stageOf(const CaseRecord &record, const QString &stage) const
{
    const auto service = m_session.reference().catalogues->service(record.file.service, record.file.catalogue);
    return service ? (*service)->stage(stage) : nullptr;
}

std::vector<Phrasebook::Fact> StepQuestions::factsOf(const CaseRecord &record, const QString &stage) const
{
    const auto service = m_session.reference().catalogues->service(record.file.service, record.file.catalogue);
    const auto *one = service ? (*service)->stage(stage) : nullptr;
    return one != nullptr ? m_book.needed(**service, *one) : std::vector<Phrasebook::Fact>();
}

QList<PlannedStage> StepQuestions::following(const CaseRecord &record, const QString &stage) const
{
    QList<PlannedStage> next;
    const PlannedStage *own = record.plan.find(stage);
    if (own == nullptr)
        return next;
    int group = -1; // of the first stage that surely opens
    for (const PlannedStage &planned : record.plan.stages) {
        const StageState *state = record.state.stage(planned.id);
        if (planned.group <= own->group || state == nullptr || state->status != StageStatus::Ahead)
            continue;
        if (group >= 0 && planned.group != group)
            break;
        if (!planned.skippable)
            group = planned.group;
        next.append(planned);
    }
    return next;
}

bool StepQuestions::isPlain(const CaseRecord &record, const QString &stage) const
{
    Questions questions;
    askComplete(questions, record, stage);
    return questions.groups.isEmpty() && questions.fields.isEmpty();
}

Taking StepQuestions::plainly(const CaseRecord &record, const QString &stage, const QString &opinion) const
{
    const auto *one = stageOf(record, stage);
    CaseDesk::Done done;
    done.step.stage = stage;
    done.step.opinion = m_book.inChinese(opinion);
    done.step.outcome = one != nullptr && one->decides ? StageDone::Outcome::Approved : StageDone::Outcome::Done;
    return done;
}

QString StepQuestions::doneWords(const CaseRecord &record, const QString &stage) const
{
    const auto *one = stageOf(record, stage);
    QStringList next;
    for (const PlannedStage &planned : following(record, stage)) {
        if (!planned.skippable)
            next.append(CaseWords::stage(m_session, record.file, planned.id));
    }
    const PlannedStage *own = record.plan.find(stage);
    for (const StageState &other : record.state.stages) {
        const PlannedStage *planned = record.plan.find(other.id);
        if (own != nullptr && planned != nullptr && planned->group == own->group && other.id != stage
            && other.status == StageStatus::Open)
            next.clear(); // the other of the group goes on
    }
    QString verb = tr("Pass");
    if (one != nullptr && one->decides)
        verb = tr("Approve");
    else if (one != nullptr && one->publicNotice)
        verb = tr("End the notice");
    else if (one != nullptr && one->homeVisit)
        verb = tr("Visited");
    else if (one != nullptr && one->startsStatutoryClock)
        verb = tr("Accept");
    return next.isEmpty() ? verb : tr("%1, to %2").arg(verb, next.join(tr(" and ")));
}

QString StepQuestions::takenWords(const Taking &taking)
{
    struct Words {
        QString operator()(const CaseDesk::Done &done) const
        {
            return done.step.outcome == StageDone::Outcome::Approved ? tr("Approved") : tr("Passed on");
        }
        QString operator()(const Returned &) const { return tr("Sent back"); }
        QString operator()(const Rejected &) const { return tr("Refused"); }
        QString operator()(const Paused &) const { return tr("Clock stopped"); }
        QString operator()(const Resumed &) const { return tr("Clock runs again"); }
        QString operator()(const Resubmitted &) const { return tr("Resubmitted"); }
        QString operator()(const QList<MaterialReceived> &) const { return tr("Papers received"); }
        QString operator()(const CaseDesk::Transfer &) const { return tr("Transferred"); }
    };
    return std::visit(Words(), taking);
}

Questions StepQuestions::of(Choice choice, const CaseRecord &record, const QString &stage, int count) const
{
    Questions questions;
    questions.hint = count > 1
        ? tr("for %n cases together", nullptr, count)
        : tr("%1 · %2").arg(record.file.applicantName, CaseWords::service(m_session, record.file));
    const auto language = shownLanguage();
    switch (choice) {
    case Choice::Complete:
        questions.title = doneWords(record, stage);
        askComplete(questions, record, stage);
        questions.wordsTitle = tr("Opinion");
        questions.phrases = m_book.opinions(m_session.office().roles, language);
        break;
    case Choice::Return:
        questions.title = tr("Send back to be put right");
        askReturn(questions, record, stage);
        questions.wordsTitle = tr("Reason: the resident will read it");
        questions.phrases = m_book.returns(language);
        break;
    case Choice::Refuse:
        questions.title = tr("Refuse");
        askRefuse(questions, record);
        questions.wordsTitle = tr("Reason: the resident will read it");
        for (const auto &reason : m_book.refusals())
            questions.phrases.append(reason.text.in(language));
        break;
    case Choice::Pause:
        questions.title = tr("Stop the clock");
        questions.wordsTitle = tr("Reason");
        questions.phrases = m_book.pauses(language);
        break;
    case Choice::Resubmit: {
        questions.title = tr("Put right and resubmit");
        Questions::Group group{tr("What was supplied"), tr("Space ticks"), {}};
        QSet<QString> seen;
        for (const auto &correction : record.state.corrections) {
            if (correction.to != stage)
                continue;
            for (const QString &item : correction.items) {
                if (!seen.contains(item))
                    group.ticks.append({paper + item, CaseWords::material(m_session, record.file, item), {}});
                seen.insert(item);
            }
        }
        if (!group.ticks.isEmpty())
            questions.groups.append(group);
        questions.wordsTitle = tr("Remark");
        break;
    }
    case Choice::Transfer:
        questions.title = tr("Transfer to another office");
        askTransfer(questions);
        questions.wordsTitle = tr("Reason: the other office will read it");
        questions.phrases = m_book.transfers(language);
        break;
    case Choice::Receive: {
        questions.title = tr("Papers that came");
        Questions::Group group{tr("Which came?"), tr("Space ticks"), {}};
        const auto missing = record.state.missing();
        for (const MaterialState &state : missing) {
            const QString due = state.due.isValid() ? tr("promised by %1").arg(state.due.toString(Qt::ISODate))
                                                    : QString();
            group.ticks.append({paper + state.material, CaseWords::material(m_session, record.file, state.material),
                                due, missing.size() == 1});
        }
        questions.groups.append(group);
        break;
    }
    }
    return questions;
}

void StepQuestions::askComplete(Questions &questions, const CaseRecord &record, const QString &stage) const
{
    const auto language = shownLanguage();
    const QDate today = m_session.clock().today();
    const StageState *state = record.state.stage(stage);
    for (const auto &fact : factsOf(record, stage)) {
        Questions::Field field{fact.id, fact.name.in(language), {}, {}};
        const QDate day = fact.preset == Phrasebook::Fact::Default::Today                ? today
            : fact.preset == Phrasebook::Fact::Default::StageStarted && state != nullptr ? state->clock.started
                                                                                         : QDate();
        field.value = day.toString(Qt::ISODate);
        if (const auto known = record.state.facts.constFind(fact.id); known != record.state.facts.cend())
            field.value = Phrasebook::shown(fact, *known);
        if (fact.kind == Phrasebook::Fact::Kind::Date)
            field.hint = tr("year-month-day");
        questions.fields.append(field);
    }
    Questions::Group ways{tr("Who goes on"), tr("Space ticks"), {}};
    for (const PlannedStage &planned : following(record, stage)) {
        const auto *next = stageOf(record, planned.id);
        const QString name = CaseWords::stage(m_session, record.file, planned.id);
        if (planned.skippable)
            ways.ticks.append(
                {needed + planned.id, tr("%1 is needed").arg(name), {}, next != nullptr && !next->optional});
        if (next != nullptr && !planned.delegableTo.isEmpty()) {
            const auto catalogue = m_session.reference().catalogues->catalogue(record.file.catalogue);
            const auto *limit = catalogue ? (*catalogue)->parameter(next->delegableUpTo) : nullptr;
            const QString upTo = limit != nullptr && limit->value
                ? tr("up to %1 yuan").arg(*limit->value)
                : (limit != nullptr ? limit->name.in(language) : QString());
            ways.ticks.append({delegated + planned.id, tr("%1 by this level itself").arg(name), upTo});
        }
    }
    if (!ways.ticks.isEmpty())
        questions.groups.append(ways);
}

void StepQuestions::askReturn(Questions &questions, const CaseRecord &record, const QString &stage) const
{
    const PlannedStage *own = record.plan.find(stage);
    Questions::Group papers{tr("What is to be put right"), tr("Space ticks"), {}};
    for (const MaterialState &state : record.state.materials) {
        if (state.status != MaterialStatus::NotNeeded)
            papers.ticks.append({paper + state.material, CaseWords::material(m_session, record.file, state.material),
                                 state.status == MaterialStatus::FromRegister ? tr("from the register") : QString()});
    }
    questions.groups.append(papers);
    questions.fields.append({otherField, tr("Something else"), {}, tr("for example: the signature of the proxy")});
    // to the desk where the resident comes, or to the last stage of an office on the way
    QMap<QString, QString> last; // office -> stage
    for (const StageState &state : record.state.stages) {
        const PlannedStage *planned = record.plan.find(state.id);
        if (planned != nullptr && own != nullptr && planned->group < own->group && state.status == StageStatus::Done)
            last.insert(state.office.toString(), state.id);
    }
    const QString first = record.state.stages.isEmpty() ? QString() : record.state.stages.constFirst().id;
    Questions::Group ways{tr("Back to"), {}, {}, true};
    for (const StageState &state : record.state.stages) {
        if (state.id == first || last.value(state.office.toString()) == state.id)
            ways.ticks.append({backTo + state.id, CaseWords::stage(m_session, record.file, state.id), state.officeName,
                               state.id == first});
    }
    if (ways.ticks.size() > 1)
        questions.groups.append(ways);
}

void StepQuestions::askTransfer(Questions &questions) const
{
    const bool english = shownLanguage() == core::base::Language::English;
    const auto alike = CaseRoute::alike(m_session.directory(), m_session.office());
    Questions::Group nearby{tr("To which office"), tr("Space chooses"), {}, true};
    for (const auto &one : alike.mid(0, mostOffices))
        nearby.ticks.append({toOffice + one.id.toString(), english && !one.nameEn.isEmpty() ? one.nameEn : one.name,
                             one.division, alike.size() == 1});
    questions.groups.append(nearby);
    if (alike.size() > mostOffices)
        questions.fields.append({officeField, tr("Or another"), {}, tr("name, pinyin or division code")});
}

StepQuestions::Made StepQuestions::madeTransfer(const Answers &answers) const
{
    const QString typed = answers.fields.value(officeField).trimmed();
    const QString ticked = tickedOf(answers, toOffice).value(0);
    const core::residents::search::NameMatcher matcher(typed, m_session.pinyin());
    QList<core::staff::Office> meant;
    const auto alike = CaseRoute::alike(m_session.directory(), m_session.office());
    for (const auto &one : alike) {
        const bool fits = typed.isEmpty()
            ? one.id.toString() == ticked
            : one.division == typed || one.name.contains(typed) || one.nameEn.contains(typed, Qt::CaseInsensitive)
                || matcher.isWithin(m_session.pinyin().ofPlace(one.name));
        if (fits)
            meant.append(one);
    }
    if (meant.isEmpty())
        return {{}, tr("Choose the office, or type its name."), officeField};
    if (meant.size() > 1)
        return {{},
                tr("%n offices have such a name: type more of it.", nullptr, static_cast<int>(meant.size())),
                officeField};
    return {CaseDesk::Transfer{meant.first().id, answers.words}, {}, {}};
}

void StepQuestions::askRefuse(Questions &questions, const CaseRecord &record) const
{
    const auto language = shownLanguage();
    Questions::Group reasons{tr("Why"), tr("Space chooses"), {}, true, true};
    for (const auto &reason : m_book.refusals())
        reasons.ticks.append({because + reason.code, reason.text.in(language), {}});
    questions.groups.append(reasons);
    const auto service = m_session.reference().catalogues->service(record.file.service, record.file.catalogue);
    Questions::Group laws{tr("Legal basis"), tr("Space chooses"), {}, true};
    if (service) {
        int place = 0;
        for (const auto &basis : (*service)->legalBasis)
            laws.ticks.append({law + QString::number(place++), basis.title, basis.number});
    }
    if (laws.ticks.size() == 1)
        laws.ticks[0].ticked = true;
    questions.groups.append(laws);
    questions.fields.append({articleField, tr("Article"), {}, tr("such as: article 9")});
}

StepQuestions::Made StepQuestions::made(Choice choice, const CaseRecord &record, const QString &stage,
                                        const Answers &given) const
{
    Answers answers = given;
    answers.words = m_book.inChinese(given.words);
    const auto reasonMissing = [] {
        return Made{{}, tr("Give the reason: type it, or choose a usual one with Ctrl+1…9."), {}};
    };
    switch (choice) {
    case Choice::Complete:
        return madeComplete(record, stage, answers);
    case Choice::Return: {
        QStringList items = tickedOf(answers, paper);
        if (const QString other = answers.fields.value(otherField); !other.isEmpty())
            items.append(other);
        if (items.isEmpty())
            return {{}, tr("Tick what is to be put right, or name it."), otherField};
        if (answers.words.isEmpty())
            return reasonMissing();
        return {Returned{stage, tickedOf(answers, backTo).value(0), items, answers.words}, {}, {}};
    }
    case Choice::Refuse:
        return answers.words.isEmpty() ? reasonMissing() : madeRefuse(record, stage, answers);
    case Choice::Pause:
        if (answers.words.isEmpty())
            return reasonMissing();
        return {Paused{stage, answers.words}, {}, {}};
    case Choice::Resubmit: {
        const QStringList supplied = tickedOf(answers, paper);
        if (supplied.isEmpty() && answers.words.isEmpty())
            return {{}, tr("Tick what was supplied, or say in the remark what was put right."), {}};
        return {Resubmitted{stage, supplied, answers.words}, {}, {}};
    }
    case Choice::Transfer:
        return answers.words.isEmpty() ? reasonMissing() : madeTransfer(answers);
    case Choice::Receive: {
        QList<MaterialReceived> received;
        for (const QString &material : tickedOf(answers, paper))
            received.append({material});
        if (received.isEmpty())
            return {{}, tr("Tick what came."), {}};
        return {received, {}, {}};
    }
    }
    return {};
}

StepQuestions::Made StepQuestions::madeComplete(const CaseRecord &record, const QString &stage,
                                                const Answers &answers) const
{
    CaseDesk::Done done = std::get<CaseDesk::Done>(plainly(record, stage, answers.words));
    const auto facts = factsOf(record, stage);
    for (const auto &fact : facts) {
        const QString typed = answers.fields.value(fact.id);
        if (typed.isEmpty() && fact.optional)
            continue;
        const QString kept = Phrasebook::kept(fact, typed);
        if (kept.isEmpty())
            return {
                {}, tr("%1: this is still missing, or cannot be read.").arg(fact.name.in(shownLanguage())), fact.id};
        done.step.facts.insert(fact.id, kept);
    }
    for (const auto &fact : facts) {
        if (const QString problem = checkDate(record, stage, fact, done.step.facts); !problem.isEmpty())
            return {{}, problem, fact.id};
    }
    const QStringList wanted = tickedOf(answers, needed);
    for (const PlannedStage &planned : following(record, stage)) {
        if (planned.skippable && !wanted.contains(planned.id))
            done.step.skip.append(planned.id);
    }
    done.delegate = tickedOf(answers, delegated);
    return {done, {}, {}};
}

QString StepQuestions::checkDate(const CaseRecord &record, const QString &stage, const Phrasebook::Fact &fact,
                                 const QMap<QString, QString> &facts) const
{
    if (fact.kind != Phrasebook::Fact::Kind::Date || !facts.contains(fact.id))
        return {};
    const QDate day = QDate::fromString(facts.value(fact.id), Qt::ISODate);
    const QString name = fact.name.in(shownLanguage());
    if (day > m_session.clock().today())
        return tr("%1: this day is yet to come.").arg(name);
    const QDate since = QDate::fromString(facts.value(fact.since), Qt::ISODate);
    if (fact.since.isEmpty() || !since.isValid())
        return {};
    if (day < since)
        return tr("%1: this day is before it began.").arg(name);
    const PlannedStage *planned = record.plan.find(stage);
    if (!fact.stageLimit || planned == nullptr || planned->limit.n <= 0)
        return {};
    const bool working = planned->limit.unit == LimitUnit::WorkingDays;
    const qint64 days = working ? m_session.caseStore().calendar().workingDaysBetween(since, day) : since.daysTo(day);
    return days >= planned->limit.n ? QString()
        : working                   ? tr("%1: %n working days must pass.", nullptr, planned->limit.n).arg(name)
                                    : tr("%1: %n days must pass.", nullptr, planned->limit.n).arg(name);
}

StepQuestions::Made StepQuestions::madeRefuse(const CaseRecord &record, const QString &stage,
                                              const Answers &answers) const
{
    const auto service = m_session.reference().catalogues->service(record.file.service, record.file.catalogue);
    const QString chosen = tickedOf(answers, law).value(0);
    const QString article = answers.fields.value(articleField);
    QString basis = article;
    if (service && !chosen.isEmpty()) {
        const auto &one = (*service)->legalBasis.at(static_cast<std::size_t>(chosen.toInt()));
        basis = QStringLiteral("《%1》").arg(one.title);
        if (!one.number.isEmpty())
            basis += QStringLiteral("（%1）").arg(one.number);
        basis += article;
    }
    if (basis.isEmpty())
        return {{}, tr("Choose the legal basis, or type it."), articleField};
    return {Rejected{stage, tickedOf(answers, because).value(0), answers.words, basis}, {}, {}};
}

} // namespace shouli::app::review
