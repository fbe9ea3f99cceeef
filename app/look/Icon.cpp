// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Icon.h"

#include <QFile>
#include <QHash>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace shouli::app::look {

namespace {

QByteArray source(const QString &file)
{
    QFile svg(QStringLiteral(":/icons/%1.svg").arg(file));
    return svg.open(QIODevice::ReadOnly) ? svg.readAll() : QByteArray();
}

QPixmap render(QSvgRenderer &renderer, int size, qreal devicePixelRatio)
{
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, pixmap.width(), pixmap.height()));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

} // namespace

QList<Icon::Name> Icon::all()
{
    return {Counter, Tasks,   Residents, Services, Neighbourhood, Delivery, Statistics, Settings, Sync, Scan, Print,
            Search,  Warning, Check,     Person,   Lock,          Language, Contrast,   Info,     Undo, Close,
            Table};
}

QString Icon::fileName(Name name)
{
    switch (name) {
    case None:
        return {};
    case Counter:
        return QStringLiteral("counter");
    case Tasks:
        return QStringLiteral("tasks");
    case Residents:
        return QStringLiteral("residents");
    case Services:
        return QStringLiteral("services");
    case Neighbourhood:
        return QStringLiteral("neighbourhood");
    case Delivery:
        return QStringLiteral("delivery");
    case Table:
        return QStringLiteral("table");
    case Statistics:
        return QStringLiteral("statistics");
    case Settings:
        return QStringLiteral("settings");
    case Sync:
        return QStringLiteral("sync");
    case Scan:
        return QStringLiteral("scan");
    case Print:
        return QStringLiteral("print");
    case Search:
        return QStringLiteral("search");
    case Warning:
        return QStringLiteral("warning");
    case Check:
        return QStringLiteral("check");
    case Person:
        return QStringLiteral("person");
    case Lock:
        return QStringLiteral("lock");
    case Language:
        return QStringLiteral("language");
    case Contrast:
        return QStringLiteral("contrast");
    case Info:
        return QStringLiteral("info");
    case Undo:
        return QStringLiteral("undo");
    case Close:
        return QStringLiteral("close");
    }
    return {};
}

QPixmap Icon::pixmap(Name name, int size, const QColor &colour, qreal devicePixelRatio)
{
    if (name == None || size <= 0)
        return {};
    const QString file = fileName(name);
    const QString key = QStringLiteral("shouli/%1/%2/%3/%4")
                            .arg(file, colour.name(QColor::HexArgb), QString::number(size),
                                 QString::number(devicePixelRatio));
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray svg = source(file);
    svg.replace("currentColor", colour.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = render(renderer, size, devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void Icon::paint(QPainter &painter, Name name, const QRectF &rect, const QColor &colour)
{
    if (name == None)
        return;
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int size = qRound(qMin(rect.width(), rect.height()));
    painter.drawPixmap(rect.center() - QPointF(size, size) / 2, pixmap(name, size, colour, ratio));
}

QIcon Icon::application()
{
    QSvgRenderer renderer(source(QStringLiteral("shouli")));
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addPixmap(render(renderer, size, 1));
    return icon;
}

} // namespace shouli::app::look
