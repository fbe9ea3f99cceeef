// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/SyncLight.h"

#include "app/look/Theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace shouli::app::frame {

using look::Theme;

namespace {

constexpr int lightRadius = 7;
constexpr int lineHeight = 20;
constexpr int padding = 2 * Theme::grid;
constexpr int barWidth = 84;
constexpr int userMargin = 3;

/// Each state has its own shape, for those who do not see colours.
void paintLight(QPainter &painter, SyncStatus::State state, const QPointF &at, const look::Colours &colours)
{
    const auto disc = [&](const QColor &colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(at, lightRadius, lightRadius);
    };
    const auto stroke = [&](const QColor &colour, qreal width) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
    };
    switch (state) {
    case SyncStatus::State::AtCounty:
        disc(colours.navOk);
        stroke(colours.nav, 2);
        painter.drawPolyline(QPolygonF({at + QPointF(-3, 0), at + QPointF(-1, 2.5), at + QPointF(3.5, -2.5)}));
        break;
    case SyncStatus::State::Waiting:
        stroke(colours.navWarn, 2);
        painter.drawEllipse(at, lightRadius - 1, lightRadius - 1);
        painter.drawPolyline(QPolygonF({at + QPointF(0, -3.5), at, at + QPointF(2.5, 1.5)}));
        break;
    case SyncStatus::State::Sending:
        disc(colours.navMark);
        stroke(colours.nav, 2);
        painter.drawPolyline(QPolygonF({at + QPointF(-3, -.5), at + QPointF(0, -3.5), at + QPointF(3, -.5)}));
        painter.drawLine(at + QPointF(0, -3), at + QPointF(0, 3.5));
        break;
    case SyncStatus::State::Fetching:
        disc(colours.navMark);
        stroke(colours.nav, 2);
        painter.drawPolyline(QPolygonF({at + QPointF(-3, .5), at + QPointF(0, 3.5), at + QPointF(3, .5)}));
        painter.drawLine(at + QPointF(0, -3.5), at + QPointF(0, 3));
        break;
    case SyncStatus::State::NeedsYou:
        disc(colours.navWarn);
        stroke(colours.nav, 2.4);
        painter.drawLine(at + QPointF(0, -3.5), at + QPointF(0, .5));
        painter.drawPoint(at + QPointF(0, 3.5));
        break;
    case SyncStatus::State::Offline:
        stroke(colours.navInk, 2);
        painter.drawEllipse(at, lightRadius - 1, lightRadius - 1);
        painter.drawLine(at + QPointF(-4, 4), at + QPointF(4, -4));
        break;
    }
}

} // namespace

SyncLight::SyncLight(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWords();
}

void SyncLight::setStatus(const SyncStatus &status)
{
    if (m_status == status)
        return;
    m_status = status;
    setWords();
    updateGeometry();
    update();
}

QString SyncLight::stateText() const
{
    switch (m_status.state) {
    case SyncStatus::State::AtCounty:
        return tr("At county");
    case SyncStatus::State::Waiting:
        return tr("Waiting");
    case SyncStatus::State::Sending:
        return tr("Sending");
    case SyncStatus::State::NeedsYou:
        return tr("Needs you");
    case SyncStatus::State::Offline:
        return tr("No link");
    case SyncStatus::State::Fetching:
        return tr("Fetching");
    }
    return {};
}

QStringList SyncLight::lines() const
{
    QStringList lines{stateText()};
    if (m_status.state == SyncStatus::State::Fetching)
        lines.append(tr("%1 %").arg(m_status.percent));
    else if (!m_status.time.isEmpty())
        lines.append(m_status.time);
    lines.append(tr("To send %1").arg(m_status.waiting));
    lines.append(tr("For you %1").arg(m_status.needsYou));
    return lines;
}

void SyncLight::setWords()
{
    setAccessibleName(lines().join(QStringLiteral(", ")));
    if (m_status.state == SyncStatus::State::Offline)
        return setToolTip(tr("No line to the county just now. If it stays away: by USB stick, Alt+U."));
    setToolTip(m_status.state == SyncStatus::State::Fetching
                   ? tr("The office's data is coming from the county. You can work meanwhile; it goes on where it was "
                        "if the program is closed.")
                   : tr("What is on its way to the county, and what needs a decision"));
}

QSize SyncLight::sizeHint() const
{
    const int user = m_status.user.isEmpty() ? 0 : userFlow().height();
    return {barWidth, padding + 2 * lightRadius + 2 + static_cast<int>(lines().size()) * lineHeight + user + padding};
}

look::TextFlow SyncLight::userFlow() const
{
    return {m_status.user, Theme::font(Theme::Text::Body, QFont::Bold), barWidth - 2 * userMargin, Qt::AlignHCenter};
}

void SyncLight::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setWords();
        update();
    }
}

void SyncLight::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), underMouse() ? colours.navOn : colours.nav);
    painter.fillRect(0, 0, width(), 1, colours.navLine);
    paintLight(painter, m_status.state, QPointF(width() / 2.0, padding + lightRadius), colours);
    QRect line(0, padding + 2 * lightRadius + 2, width(), lineHeight);
    const QStringList texts = lines();
    painter.setFont(Theme::font(Theme::Text::Body));
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const bool wanted = i == texts.size() - 1 && m_status.needsYou > 0;
        painter.setPen(wanted ? colours.navWarn : colours.navInk);
        painter.drawText(line, Qt::AlignCenter, texts.at(i));
        line.translate(0, lineHeight);
    }
    if (!m_status.user.isEmpty())
        userFlow().paint(painter, QPointF(userMargin, line.top()), colours.navTitle);
    if (hasFocus()) {
        painter.setPen(QPen(colours.navMark, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(2, 2, -2, -2));
    }
}

} // namespace shouli::app::frame
