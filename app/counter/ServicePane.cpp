// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/ServicePane.h"

#include "app/casework/CaseWords.h"
#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/StageBar.h"
#include "core/residents/Masking.h"

#include <algorithm>

namespace shouli::app::counter {

using core::eligibility::RuleOutcome;
using core::eligibility::Verdict;
using core::residents::Masking;
using look::Tone;
using widgets::ChecklistRow;
using widgets::Mark;

namespace {

const QString questionPrefix = QStringLiteral("question:");
const QString judgePrefix = QStringLiteral("judge:");
const QString variantPrefix = QStringLiteral("variant:");
const QString subjectPrefix = QStringLiteral("subject:");
constexpr int roomyRows = 9; ///< more stand closer together

Mark markOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Met:
        return Mark::Yes;
    case Verdict::NotMet:
        return Mark::No;
    case Verdict::Unknown:
    case Verdict::PersonMustJudge:
        break;
    }
    return Mark::Unknown;
}

Mark markOf(std::optional<bool> yes)
{
    if (!yes)
        return Mark::Unknown;
    return *yes ? Mark::Yes : Mark::No;
}

template <class Map>
std::optional<bool> answerIn(const Map &answers, const QString &question)
{
    const auto it = answers.constFind(question);
    return it != answers.constEnd() ? std::optional<bool>(*it) : std::nullopt;
}

/// What a person is asked to judge, which the case keeps in Chinese, in the language of the window.
QString wordsOf(const core::catalogue::Service &service, const QString &question)
{
    for (const auto &text : service.eligibility.manual) {
        if (text.zh == question)
            return text.in(office::shownLanguage());
    }
    return question;
}

} // namespace

ServicePane::ServicePane(QWidget *parent)
    : Pane(parent)
    , m_stages(new widgets::StageBar)
    , m_services(new widgets::ChecklistView)
    , m_rules(new widgets::ChecklistView)
    , m_fields(new widgets::ChecklistView)
{
    m_title = addSection({});
    add(m_stages);
    add(m_services, Inset::EdgeToEdge, 1);
    m_rulesHead = addSection({});
    add(m_rules, Inset::EdgeToEdge, 1);
    m_fieldsHead = addSection({});
    add(m_fields, Inset::EdgeToEdge);
    connect(m_services, &widgets::ChecklistView::opened, this,
            [this](int row) { Q_EMIT chosen(m_services->rows().at(row).key); });
    connect(m_rules, &widgets::ChecklistView::letterPressed, this,
            [this](int row, QChar letter) { reply(row, letter.toUpper() == u'Y'); });
    connect(m_rules, &widgets::ChecklistView::toggleRequested, this, [this](int row) { reply(row, std::nullopt); });
    connect(m_rules, &widgets::ChecklistView::opened, this, [this](int row) { reply(row, true); });
    connect(m_fields, &widgets::ChecklistView::edited, this,
            [this](int row, const QString &text) { Q_EMIT corrected(m_fields->rows().at(row).key, text); });
}

QWidget *ServicePane::list() const
{
    return m_services->isVisibleTo(this) ? m_services : m_rules;
}

void ServicePane::reply(int row, std::optional<bool> yes)
{
    const QString key = m_rules->rows().at(row).key;
    if (key.startsWith(questionPrefix))
        Q_EMIT answered(key.mid(questionPrefix.size()), yes);
    else if (key.startsWith(judgePrefix))
        Q_EMIT judged(key.mid(judgePrefix.size()), yes);
    else if (key.startsWith(variantPrefix) && yes.value_or(true))
        Q_EMIT variantChosen(key.mid(variantPrefix.size()));
    else if (key.startsWith(subjectPrefix) && yes.value_or(true))
        Q_EMIT subjectChosen(QByteArray::fromHex(key.mid(subjectPrefix.size()).toLatin1()));
}

bool ServicePane::focusOpen()
{
    const int row = m_rules->nextRow(m_rules->currentRow(),
                                     [](const ChecklistRow &r) { return r.mark == Mark::Unknown; });
    if (row < 0)
        return false;
    m_rules->setFocus();
    m_rules->setCurrentRow(row);
    return true;
}

void ServicePane::show(const Acceptance &acceptance)
{
    const bool choosing = acceptance.service() == nullptr;
    m_services->setVisible(choosing);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_stages), static_cast<QWidget *>(m_rulesHead), static_cast<QWidget *>(m_rules),
          static_cast<QWidget *>(m_fieldsHead), static_cast<QWidget *>(m_fields)})
        widget->setVisible(!choosing);
    choosing ? showServices(acceptance) : showService(acceptance);
}

void ServicePane::showServices(const Acceptance &acceptance)
{
    m_title->setTitle(tr("What is it about?"));
    m_title->setHint(tr("↑↓ choose, Enter opens"));
    QList<ChecklistRow> rows;
    int key = Qt::Key_F2;
    for (const auto *service : acceptance.services()) {
        ChecklistRow row;
        row.key = service->code;
        row.text = service->name.in(office::shownLanguage());
        row.note = service->code;
        if (service->frequent && key <= Qt::Key_F5)
            row.keyHint = QKeySequence(key++).toString(QKeySequence::NativeText);
        rows.append(row);
    }
    m_services->setRows(rows);
}

void ServicePane::showService(const Acceptance &acceptance)
{
    const auto &service = *acceptance.service();
    m_title->setTitle(service.name.in(office::shownLanguage()));
    const auto promised = service.promised();
    QStringList hint{service.code, service.departmentName.in(office::shownLanguage())};
    if (promised)
        hint.append(tr("promised: %1").arg(acceptance.catalogue().text(promised->limit).in(office::shownLanguage())));
    m_title->setHint(hint.join(QStringLiteral(" · ")));
    QList<widgets::Stage> stages;
    for (const auto &stage : service.stages) {
        if (stage.outsideCase)
            continue;
        const auto &name = stage.shortName.isEmpty() ? stage.name : stage.shortName;
        stages.append({name.in(office::shownLanguage()), casework::CaseWords::limit(stage.limit.limit),
                       stages.isEmpty() ? widgets::Stage::State::Current : widgets::Stage::State::Todo});
    }
    m_stages->setStages(stages);
    showRules(acceptance);
    showFields(acceptance);
}

void ServicePane::showRules(const Acceptance &acceptance)
{
    const auto &draft = acceptance.draft();
    QList<ChecklistRow> rows;
    const auto addRule = [&rows](const RuleOutcome &rule) {
        ChecklistRow row;
        row.key = QStringLiteral("rule:") + rule.rule;
        row.mark = markOf(rule.verdict);
        row.text = rule.text.in(office::shownLanguage());
        row.note = rule.seen.in(office::shownLanguage());
        if (rule.source && rule.source->date.isValid())
            row.note += QStringLiteral(" · ") + rule.source->date.toString(Qt::ISODate);
        row.noteTone = rule.verdict == Verdict::NotMet ? Tone::Bad : Tone::Dim;
        row.selectable = false;
        rows.append(row);
    };
    const auto addChoice = [&rows](const QString &key, const QString &text, const QString &note, bool chosen,
                                   bool open) {
        ChecklistRow row;
        row.key = key;
        row.mark = chosen ? Mark::Yes : (open ? Mark::Unknown : Mark::None);
        row.text = text;
        row.note = note;
        row.keyHint = open ? QStringLiteral("Y") : QString();
        row.letters = QStringLiteral("Y");
        rows.append(row);
    };
    const QString variant = draft.choices().answers.variant;
    for (const auto &kind : acceptance.service()->variants)
        addChoice(variantPrefix + kind.code, kind.name.in(office::shownLanguage()), tr("kind of the service"),
                  kind.code == variant, variant.isEmpty());
    using Subject = core::catalogue::Service::Subject;
    if (acceptance.service()->subject == Subject::Child || acceptance.service()->subject == Subject::Deceased) {
        const auto subject = draft.choices().subject;
        for (const auto &member : acceptance.family().members) {
            if (member.resident.id != acceptance.resident().id)
                addChoice(subjectPrefix + QString::fromLatin1(member.resident.id.toBytes().toHex()),
                          member.resident.name, tr("whom it is for"), member.resident.id == subject, subject.isNull());
        }
    }
    for (const RuleOutcome &rule : draft.report().rules) {
        if (rule.reason != core::eligibility::Reason::ForAPerson || rule.rule.isEmpty() == false)
            addRule(rule);
    }
    const auto addAsked = [&rows](const QString &prefix, const QString &id, const QString &text,
                                  std::optional<bool> yes) {
        ChecklistRow row;
        row.key = prefix + id;
        row.mark = yes == false && prefix == questionPrefix ? Mark::None
                                                            : markOf(yes); // a no to a question is no fault
        row.text = text;
        row.note = yes ? (*yes ? tr("yes") : tr("no")) : tr("yes or no?");
        row.keyHint = yes ? QString() : QStringLiteral("Y/N");
        row.letters = QStringLiteral("YN");
        rows.append(row);
    };
    for (const QString &question : draft.judgements())
        addAsked(judgePrefix, question, wordsOf(*acceptance.service(), question),
                 answerIn(draft.choices().judgements, question));
    for (const QString &question : draft.questions())
        addAsked(questionPrefix, question, acceptance.catalogue().question(question).in(office::shownLanguage()),
                 answerIn(draft.choices().answers.yes, question));
    m_rulesHead->setTitle(tr("Conditions"));
    m_rulesHead->setHint(tr("checked against the register; the rest is for a person to judge"));
    m_rules->setDense(rows.size() > roomyRows);
    m_rules->setRows(rows);
}

void ServicePane::showFields(const Acceptance &acceptance)
{
    const auto resident = acceptance.corrected();
    const auto row = [](const QString &key, const QString &text, const QString &value) {
        ChecklistRow r;
        r.key = key;
        r.text = text;
        r.note = value.isEmpty() ? tr("missing: to be written on the form") : value;
        r.noteTone = value.isEmpty() ? Tone::Bad : Tone::Normal;
        r.editable = true;
        return r;
    };
    m_fieldsHead->setTitle(tr("To be checked with the resident"));
    m_fieldsHead->setHint(tr("type to correct; the old value is kept"));
    QList<ChecklistRow> rows{
        row(QStringLiteral("phone"), tr("Telephone"),
            Masking::shown(Masking::Field::Phone, Masking::Place::Record, resident.phone)),
        row(QStringLiteral("living_address"), tr("Address"), resident.livingAddress),
        row(QStringLiteral("bank_account"), tr("Bank account"),
            Masking::shown(Masking::Field::BankAccount, Masking::Place::Record, resident.bankAccount)),
    };
    using Code = core::cases::intake::AcceptanceFinding::Code;
    const auto &choices = acceptance.draft().choices();
    const auto findings = acceptance.draft().validate();
    const bool unmet = std::any_of(findings.begin(), findings.end(), [](const auto &finding) {
        return finding.code == Code::RuleNotMet || finding.code == Code::JudgedNo;
    });
    if (unmet || !choices.justification.isEmpty()) {
        ChecklistRow reason = row(QStringLiteral("justification"), tr("Why it is accepted all the same"),
                                  choices.justification);
        if (choices.justification.isEmpty())
            reason.note = tr("a condition is not met");
        rows.append(reason);
    }
    if (!choices.proxy.isNull()) {
        ChecklistRow proxy;
        proxy.key = QStringLiteral("proxy");
        proxy.text = tr("Came for the resident");
        const auto relation = core::residents::RelationCode::parse(choices.proxy.relation);
        proxy.note = choices.proxy.name + QStringLiteral(" · ")
            + (relation && relation->isListed() ? relation->name() : choices.proxy.relation);
        proxy.noteTone = Tone::Normal;
        proxy.keyHint = QStringLiteral("F7");
        proxy.selectable = false;
        rows.append(proxy);
    }
    m_fields->setRows(rows);
}

} // namespace shouli::app::counter
