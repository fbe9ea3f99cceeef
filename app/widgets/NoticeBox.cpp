// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/NoticeBox.h"

#include "app/look/Icon.h"

#include <QPainter>
#include <QVBoxLayout>

namespace shouli::app::widgets {

using look::Icon;
using look::Theme;

namespace {

constexpr int iconExtent = 18;

} // namespace

NoticeBox::NoticeBox(QWidget *parent)
    : QWidget(parent)
    , m_text(new look::ToneLabel)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10 + iconExtent + 2 * Theme::grid, 8, 10, 8);
    column->addWidget(m_text);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void NoticeBox::setNotice(Kind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    update();
}

void NoticeBox::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QColor ground = colours.infoSoft;
    QColor border = colours.infoLine;
    QColor mark = colours.brand;
    Icon::Name icon = Icon::Info;
    if (m_kind != Kind::Info) {
        const bool danger = m_kind == Kind::Danger;
        ground = danger ? colours.badSoft : colours.warnSoft;
        border = danger ? colours.badLine : colours.warnLine;
        mark = danger ? colours.bad : colours.warn;
        icon = Icon::Warning;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 5, 5);
    Icon::paint(painter, icon, QRectF(10, 9, iconExtent, iconExtent), mark);
}

} // namespace shouli::app::widgets
