// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/StartCard.h"

#include "app/look/Icon.h"
#include "app/look/Theme.h"
#include "app/widgets/Pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace shouli::app::shell {

using look::Theme;

namespace {

constexpr int markExtent = 64;

} // namespace

StartCard::StartCard(int width, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_card(new widgets::Pane)
{
    auto *mark = new QLabel;
    mark->setPixmap(look::Icon::application().pixmap(markExtent));
    m_column->addStretch(2);
    m_column->addWidget(mark, 0, Qt::AlignHCenter);
    m_column->addSpacing(2 * Theme::grid);
    auto *middle = new QHBoxLayout; // not an alignment, which would not ask the card for its height at its width
    middle->addStretch();
    middle->addWidget(m_card);
    middle->addStretch();
    m_column->addLayout(middle);
    m_column->addSpacing(2 * Theme::grid);
    m_column->addStretch(3);
    m_card->setFixedWidth(width);
}

void StartCard::addBelow(QWidget *widget)
{
    m_column->insertWidget(m_column->count() - 1, widget, 0, Qt::AlignHCenter);
}

} // namespace shouli::app::shell
