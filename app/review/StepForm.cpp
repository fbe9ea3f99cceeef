// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/review/StepForm.h"

#include "app/look/ToneLabel.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/OpinionEdit.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace shouli::app::review {

using look::SectionHeader;
using look::Theme;
using widgets::ChecklistRow;
using widgets::ChecklistView;
using widgets::Mark;

namespace {

constexpr int fieldWidth = 260;

} // namespace

StepForm::StepForm(QWidget *parent)
    : Pane(parent)
    , m_problem(new widgets::NoticeBox)
{
    m_head = addSection({}, {}, Theme::Text::Title);
    add(m_problem);
    auto *scroll = new QScrollArea;
    auto *inner = new QWidget;
    m_column = new QVBoxLayout(inner);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addStretch(1);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    for (QWidget *ground : {inner, scroll->viewport()})
        ground->setAutoFillBackground(false);
    add(scroll, Inset::EdgeToEdge, 1);
}

void StepForm::ask(const Questions &questions)
{
    m_questions = questions;
    m_filledIn.clear();
    m_lists.clear();
    m_fields.clear();
    m_words = nullptr;
    if (m_body != nullptr) {
        m_column->removeWidget(m_body);
        m_body->hide();
        m_body->deleteLater(); // a list of it may have asked for this
    }
    m_body = new QWidget;
    m_body->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head->setTitle(questions.title);
    m_head->setHint(questions.hint);
    m_problem->clear();
    for (int group = 0; group < questions.groups.size(); ++group)
        addGroup(group);
    if (!questions.fields.isEmpty())
        addFields();
    if (!questions.wordsTitle.isEmpty()) {
        auto *box = new QVBoxLayout;
        box->setContentsMargins(padding, 4 * Theme::grid, padding, 0);
        box->setSpacing(Theme::grid);
        box->addWidget(new SectionHeader(questions.wordsTitle));
        m_words = new widgets::OpinionEdit;
        m_words->setPhrases(questions.phrases);
        m_words->setPlainText(questions.words);
        box->addWidget(m_words);
        column->addLayout(box);
    }
    m_column->insertWidget(0, m_body);
    m_body->show(); // now, not with the next event: the focus and the keys are wanted at once
    if (!m_lists.isEmpty()) {
        m_lists.first()->setFocus(Qt::OtherFocusReason);
        m_lists.first()->setCurrentRow(0);
    } else if (!questions.fields.isEmpty()) {
        m_fields.value(questions.fields.first().key)->setFocus(Qt::OtherFocusReason);
    } else if (m_words != nullptr) {
        m_words->setFocus(Qt::OtherFocusReason);
    }
}

void StepForm::addGroup(int group)
{
    const Questions::Group &asked = m_questions.groups.at(group);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(padding, 3 * Theme::grid, padding, Theme::grid);
    head->addWidget(new SectionHeader(asked.title, asked.hint));
    auto *column = static_cast<QVBoxLayout *>(m_body->layout());
    column->addLayout(head);
    auto *list = new ChecklistView;
    list->setAccessibleName(asked.title);
    column->addWidget(list);
    m_lists.append(list);
    connect(list, &ChecklistView::toggleRequested, this, [this, group](int row) { toggle(group, row); });
    connect(list, &ChecklistView::opened, this, [this, group](int row) { toggle(group, row); });
    fillGroup(group);
}

void StepForm::addFields()
{
    auto *form = new QFormLayout;
    form->setContentsMargins(padding, 4 * Theme::grid, padding, 0);
    form->setSpacing(2 * Theme::grid);
    form->setLabelAlignment(Qt::AlignLeft);
    for (const Questions::Field &field : m_questions.fields) {
        auto *edit = new QLineEdit(field.value);
        edit->setPlaceholderText(field.hint);
        edit->setMaximumWidth(fieldWidth);
        edit->setAccessibleName(field.label);
        edit->selectAll();
        form->addRow(field.label, edit);
        m_fields.insert(field.key, edit);
        connect(edit, &QLineEdit::returnPressed, this, [this] { focusNextChild(); });
    }
    static_cast<QVBoxLayout *>(m_body->layout())->addLayout(form);
}

void StepForm::fillGroup(int group)
{
    QList<ChecklistRow> rows;
    for (const Questions::Tick &tick : m_questions.groups.at(group).ticks)
        rows.append(
            {.key = tick.key, .mark = tick.ticked ? Mark::Yes : Mark::None, .text = tick.text, .note = tick.note});
    m_lists.at(group)->setRows(rows);
}

void StepForm::toggle(int group, int row)
{
    Questions::Group &asked = m_questions.groups[group];
    if (row < 0 || row >= asked.ticks.size())
        return;
    const bool ticked = !asked.ticks.at(row).ticked;
    if (asked.single) {
        for (Questions::Tick &other : asked.ticks)
            other.ticked = false;
    }
    asked.ticks[row].ticked = ticked;
    fillGroup(group);
    if (!asked.intoWords || m_words == nullptr)
        return;
    const QString words = m_words->toPlainText();
    if (!words.isEmpty() && words != m_filledIn)
        return; // somebody typed there
    m_filledIn = ticked ? asked.ticks.at(row).text : QString();
    m_words->setPlainText(m_filledIn);
}

Answers StepForm::answers() const
{
    Answers answers;
    for (const Questions::Group &group : m_questions.groups) {
        for (const Questions::Tick &tick : group.ticks) {
            if (tick.ticked)
                answers.ticked.append(tick.key);
        }
    }
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
        answers.fields.insert(it.key(), it.value()->text().trimmed());
    if (m_words != nullptr)
        answers.words = m_words->toPlainText().trimmed();
    return answers;
}

void StepForm::complain(const QString &problem, const QString &field)
{
    m_problem->setNotice(widgets::NoticeBox::Kind::Warning, problem);
    if (problem.isEmpty())
        return;
    if (QLineEdit *edit = m_fields.value(field)) {
        edit->setFocus(Qt::OtherFocusReason);
        edit->selectAll();
    } else if (m_words != nullptr) {
        m_words->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace shouli::app::review
