// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ActionBar.h"

#include "app/look/ToneLabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QShortcut>

#include <chrono>

namespace shouli::app::frame {

using look::KeyButton;
using look::Theme;
using look::Tone;
using namespace std::chrono_literals;

namespace {

constexpr auto reasonTime = 6s; // long enough to read one sentence

} // namespace

ActionBar::ActionBar(QWidget *parent)
    : QWidget(parent)
    , m_start(new QHBoxLayout)
    , m_end(new QHBoxLayout)
    , m_words(new look::ToneLabel({}, Tone::Dim))
{
    setMinimumHeight(barHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4 * Theme::grid, 4, 4 * Theme::grid, 4);
    row->setSpacing(10);
    m_start->setSpacing(10);
    m_end->setSpacing(10);
    row->addLayout(m_start);
    m_words->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_words, 1);
    row->addLayout(m_end);
    m_reasonTimer.setSingleShot(true);
    m_reasonTimer.setInterval(reasonTime);
    connect(&m_reasonTimer, &QTimer::timeout, this, [this] { setHint(m_hint); });
}

void ActionBar::addSlot()
{
    const int action = static_cast<int>(m_slots.size());
    Slot slot{new KeyButton({}, {}, KeyButton::Role::Secondary, this), new QShortcut(this)};
    slot.shortcut->setContext(Qt::WindowShortcut);
    slot.shortcut->setAutoRepeat(false); // a key held down must not accept two cases
    connect(slot.button, &KeyButton::clicked, this, [this, action] { tryAction(action); });
    connect(slot.button, &KeyButton::refused, this, [this, action] { tryAction(action); });
    connect(slot.shortcut, &QShortcut::activated, this, [this, action] { tryAction(action); });
    m_slots.append(slot);
}

void ActionBar::setActions(const QList<PageAction> &actions)
{
    m_actions = actions;
    while (m_slots.size() < actions.size())
        addSlot();
    while (m_slots.size() > actions.size()) { // later: one of them may be what called us
        const Slot last = m_slots.takeLast();
        last.button->hide();
        last.button->deleteLater();
        last.shortcut->setEnabled(false);
        last.shortcut->deleteLater();
    }
    for (int i = 0; i < actions.size(); ++i) {
        const PageAction &action = actions.at(i);
        KeyButton *button = m_slots.at(i).button;
        button->setText(action.text);
        button->setKey(action.key);
        button->setRole(action.role);
        button->setEnabled(action.enabled);
        button->setToolTip(action.enabled ? action.help : action.disabledReason);
        button->setAccessibleDescription(button->toolTip());
        m_slots.at(i).shortcut->setKey(action.key);
    }
    layOut();
    setHint(m_hint);
}

void ActionBar::layOut()
{
    for (QHBoxLayout *part : {m_start, m_end})
        while (QLayoutItem *item = part->takeAt(0))
            delete item; // the place only, not the button
    QWidget *before = nullptr;
    for (const bool atEnd : {false, true}) {
        for (int i = 0; i < m_actions.size(); ++i) {
            if (m_actions.at(i).atEnd != atEnd)
                continue;
            (atEnd ? m_end : m_start)->addWidget(m_slots.at(i).button);
            m_slots.at(i).button->show();
            if (before)
                setTabOrder(before, m_slots.at(i).button);
            before = m_slots.at(i).button;
        }
    }
}

void ActionBar::setHint(const QString &hint)
{
    m_hint = hint;
    m_reasonTimer.stop();
    m_words->setTone(Tone::Dim);
    m_words->setText(hint);
}

QString ActionBar::shownHint() const
{
    return m_words->text();
}

void ActionBar::showReason(const QString &reason)
{
    if (reason.isEmpty())
        return;
    m_words->setTone(Tone::Warn);
    m_words->setText(reason);
    m_reasonTimer.start();
}

void ActionBar::tryAction(int action)
{
    if (action >= m_actions.size())
        return;
    const PageAction tried = m_actions.at(action); // a copy: running it may set other actions
    if (!tried.enabled)
        showReason(tried.disabledReason);
    else if (tried.run)
        tried.run();
}

void ActionBar::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.pane);
    painter.fillRect(0, 0, width(), 1, colours.line);
}

} // namespace shouli::app::frame
