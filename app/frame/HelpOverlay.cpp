// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/HelpOverlay.h"

#include "app/look/KeyButton.h"
#include "app/look/SectionHeader.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/Pane.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace shouli::app::frame {

using look::KeyButton;
using look::SectionHeader;
using look::Theme;
using widgets::ChecklistRow;
using widgets::ChecklistView;

namespace {

constexpr int cardWidth = 880;

QList<ChecklistRow> rowsOf(const QList<KeyHelp> &keys)
{
    QList<ChecklistRow> rows;
    for (const KeyHelp &key : keys)
        rows.append({.key = key.keys, .text = key.text, .keyHint = key.keys, .selectable = false});
    return rows;
}

} // namespace

HelpOverlay::HelpOverlay(QWidget *parent)
    : QWidget(parent)
    , m_pageHeader(new SectionHeader({}, {}, Theme::Text::Title))
    , m_windowHeader(new SectionHeader({}, {}, Theme::Text::Title))
    , m_pageKeys(new ChecklistView)
    , m_windowKeys(new ChecklistView)
    , m_card(new widgets::Pane)
    , m_language(new KeyButton({}, QKeySequence(Qt::CTRL | Qt::Key_F2), KeyButton::Role::Secondary))
    , m_contrast(new KeyButton({}, QKeySequence(Qt::CTRL | Qt::Key_F3), KeyButton::Role::Secondary))
    , m_close(new KeyButton({}, QKeySequence(Qt::Key_Escape), KeyButton::Role::Primary))
{
    setFocusPolicy(Qt::StrongFocus);
    m_language->setIconName(look::Icon::Language);
    m_contrast->setIconName(look::Icon::Contrast);

    auto *columns = new QWidget;
    auto *two = new QHBoxLayout(columns);
    two->setContentsMargins(0, 0, 0, 0);
    two->setSpacing(2 * Theme::grid);
    const auto column = [two](SectionHeader *header, ChecklistView *keys) {
        auto *part = new QVBoxLayout;
        auto *inset = new QHBoxLayout;
        inset->setContentsMargins(widgets::Pane::padding - 1, 0, widgets::Pane::padding - 1, Theme::grid);
        inset->addWidget(header);
        part->addLayout(inset);
        part->addWidget(keys);
        part->addStretch();
        two->addLayout(part, 1);
    };
    column(m_pageHeader, m_pageKeys);
    column(m_windowHeader, m_windowKeys);

    auto *buttons = new QWidget;
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_language);
    row->addWidget(m_contrast);
    row->addStretch();
    row->addWidget(m_close);

    m_card->add(columns, widgets::Pane::Inset::EdgeToEdge, 1);
    m_card->addSpace(3 * Theme::grid);
    m_card->add(buttons);

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(8 * Theme::grid, 8 * Theme::grid, 8 * Theme::grid, 8 * Theme::grid);
    outer->addWidget(m_card, 0, Qt::AlignCenter);
    m_card->setFixedWidth(cardWidth);

    connect(m_close, &KeyButton::clicked, this, &HelpOverlay::close);
    connect(m_language, &KeyButton::clicked, this, &HelpOverlay::languageSwitchRequested);
    connect(m_contrast, &KeyButton::clicked, this, &HelpOverlay::contrastSwitchRequested);
    setWords();
    hide();
}

void HelpOverlay::open(const QString &pageTitle, const QList<KeyHelp> &pageKeys, const QList<KeyHelp> &windowKeys)
{
    m_pageTitle = pageTitle;
    m_pageKeys->setRows(rowsOf(pageKeys));
    m_windowKeys->setRows(rowsOf(windowKeys));
    setWords();
    setGeometry(parentWidget()->rect());
    m_card->setFixedHeight(qMin(height() - 16 * Theme::grid, m_card->layout()->totalHeightForWidth(cardWidth)));
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void HelpOverlay::close()
{
    if (!isVisible())
        return;
    hide();
    Q_EMIT closed();
}

void HelpOverlay::setWords()
{
    m_pageHeader->setTitle(tr("Keys: %1").arg(m_pageTitle));
    m_windowHeader->setTitle(tr("Keys everywhere"));
    m_language->setText(tr("中文", "the other language, in that language"));
    m_contrast->setText(tr("High contrast"));
    m_close->setText(tr("Close"));
    setAccessibleName(m_pageHeader->title());
}

bool HelpOverlay::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_F1) {
            event->accept(); // not the page's Esc while this lies over it
            return true;
        }
    }
    return QWidget::event(event);
}

void HelpOverlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F1)
        close();
    else
        event->accept(); // nothing is typed into the page below
}

void HelpOverlay::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        close();
}

void HelpOverlay::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void HelpOverlay::paintEvent(QPaintEvent *)
{
    QColor scrim = Theme::colours(this).nav;
    scrim.setAlphaF(.55F);
    QPainter(this).fillRect(rect(), scrim);
}

} // namespace shouli::app::frame
