// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/GroupQuestions.h"

#include "app/office/ShownLanguage.h"
#include "core/residents/PartialDate.h"

#include <QRegularExpression>

namespace shouli::app::residents {

using core::residents::CodeSystem;
using core::residents::DisabilityCategoryCode;
using core::residents::DisabilityLevelCode;
using core::residents::GroupMembership;
using Ask = core::catalogue::GroupDefinition::Ask;

namespace {

template <class C>
bool readCode(const QString &text, C &target)
{
    if (text.isEmpty()) {
        target = {};
        return true;
    }
    const auto code = C::parse(text);
    if (!code || !code->isListed())
        return false;
    target = *code;
    return true;
}

bool readDate(const QString &text, QDate &target)
{
    const auto date = core::residents::PartialDate::parse(text);
    if (!text.isEmpty() && !date.isWhole())
        return false;
    target = date.toDate();
    return true;
}

/// The paper says category and level itself (GB/T 26341: after the holder's number).
void fillFromCertificate(GroupMembership &membership)
{
    static const QRegularExpression form(QStringLiteral("^[0-9]{17}[0-9X]([1-7])([1-4])"));
    const auto match = form.match(membership.certificate);
    if (!match.hasMatch())
        return;
    if (membership.category.isEmpty())
        membership.category = DisabilityCategoryCode(match.captured(1).toInt());
    if (membership.level.isEmpty())
        membership.level = DisabilityLevelCode(match.captured(2).toInt());
}

} // namespace

GroupQuestions::GroupQuestions(const core::catalogue::GroupDefinition &group, const core::catalogue::CodeLists &lists)
    : m_group(group)
    , m_lists(lists)
    , m_words(lists)
{
}

GroupMembership GroupQuestions::begin(QDate today) const
{
    GroupMembership membership;
    membership.group = m_group.code;
    membership.validFrom = today;
    if (m_group.reviewMonths)
        membership.reviewOn = today.addMonths(*m_group.reviewMonths);
    return membership;
}

QString GroupQuestions::choices(Field field) const
{
    const auto language = office::shownLanguage();
    QStringList all;
    if (field == Field::Detail) {
        for (const auto &kind : m_group.kinds)
            all.append(QStringLiteral("%1 %2").arg(all.size() + 1).arg(kind.in(language)));
    } else {
        const auto *list = m_lists.list(office::CodeWords::listOf(
            field == Field::Category ? CodeSystem::DisabilityCategory : CodeSystem::DisabilityLevel));
        const auto offered = list != nullptr ? list->offered() : std::vector<const core::catalogue::Code *>();
        for (const auto *code : offered)
            all.append(QStringLiteral("%1 %2").arg(code->code, code->name.in(language)));
    }
    return all.join(QStringLiteral("  "));
}

QList<GroupQuestions::Question> GroupQuestions::of(const GroupMembership &membership) const
{
    QList<Question> questions;
    for (const Ask ask : m_group.asks) {
        switch (ask) {
        case Ask::Disability:
            questions.append(
                {Field::Category, tr("Category"), m_words.of(membership.category), choices(Field::Category)});
            questions.append({Field::Level, tr("Level"), m_words.of(membership.level), choices(Field::Level)});
            break;
        case Ask::Detail:
            questions.append(
                {Field::Detail, m_group.kinds.empty() ? tr("Details") : tr("Kind"),
                 m_words.kind(m_group, membership.detail),
                 m_group.kinds.empty() ? m_group.rule.in(office::shownLanguage()) : choices(Field::Detail)});
            break;
        case Ask::Certificate:
            questions.append({Field::Certificate, tr("Certificate number"), membership.certificate,
                              tr("as it stands on the paper")});
            break;
        case Ask::Until:
            questions.append({Field::ValidTo, tr("Valid until"), membership.validTo.toString(Qt::ISODate),
                              tr("the last day, such as 2027-03-31")});
            break;
        }
    }
    if (m_group.reviewMonths)
        questions.append({Field::ReviewOn, tr("Next review"), membership.reviewOn.toString(Qt::ISODate),
                          tr("a day, such as 2027-03-31")});
    return questions;
}

bool GroupQuestions::answer(GroupMembership &membership, Field field, const QString &typed) const
{
    const QString text = typed.simplified();
    switch (field) {
    case Field::Category:
        return readCode(m_words.typed(office::CodeWords::listOf(CodeSystem::DisabilityCategory), text),
                        membership.category);
    case Field::Level:
        return readCode(m_words.typed(office::CodeWords::listOf(CodeSystem::DisabilityLevel), text), membership.level);
    case Field::Detail: {
        if (m_group.kinds.empty() || text.isEmpty()) {
            membership.detail = text;
            return true;
        }
        const int number = text.toInt();
        for (int i = 0; i < static_cast<int>(m_group.kinds.size()); ++i) {
            const auto &kind = m_group.kinds.at(static_cast<std::size_t>(i));
            if (number == i + 1 || text == kind.zh || text.compare(kind.en, Qt::CaseInsensitive) == 0) {
                membership.detail = kind.zh; // what is kept is the standard's word
                return true;
            }
        }
        return false;
    }
    case Field::Certificate:
        membership.certificate = QString(text).remove(u' ').toUpper();
        if (m_group.asksFor(Ask::Disability))
            fillFromCertificate(membership);
        return true;
    case Field::ValidTo:
        return readDate(text, membership.validTo);
    case Field::ReviewOn:
        return readDate(text, membership.reviewOn);
    default:
        return false;
    }
}

} // namespace shouli::app::residents
