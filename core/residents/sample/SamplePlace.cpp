// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/SamplePlace.h"

#include <QFile>
#include <QHash>

namespace shouli::core::residents::sample {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

/// 米粮山社区居委会 is called 米粮山社区, 李家岔村委会 李家岔村.
QString spoken(QString name)
{
    if (const qsizetype bracket = name.indexOf(u'（'); bracket > 0)
        name.truncate(bracket);
    if (name.endsWith(QStringLiteral("社区居委会")))
        name.chop(3);
    else if (name.endsWith(QStringLiteral("居委会")))
        name.replace(QStringLiteral("居委会"), QStringLiteral("社区"));
    else if (name.endsWith(QStringLiteral("村委会")))
        name.chop(2);
    return name;
}

} // namespace

Result<QList<SamplePlace>> SamplePlace::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::CatalogueDamaged, path);
    QList<SamplePlace> places;
    QHash<QString, QString> towns;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const QStringList cells = line.trimmed().split(u',');
        if (cells.size() < 4 || cells.at(0).size() != 12)
            continue;
        const QString &code = cells.at(0);
        if (cells.at(2) == u"street" || cells.at(2) == u"town")
            towns.insert(code, cells.at(1));
        if (cells.at(2) != u"community" && cells.at(2) != u"village")
            continue;
        SamplePlace place;
        place.division = code;
        place.name = spoken(cells.at(1));
        place.town = towns.value(cells.at(3));
        place.urban = cells.at(2) == u"community";
        // communities have 5,000 to 15,000 people, villages 300 to 2,000
        const int spread = static_cast<int>((code.mid(6).toLongLong() * 7919) % 100);
        place.weight = place.urban ? 600 + spread * 8 : 40 + spread;
        places.append(place);
    }
    if (places.isEmpty())
        return failure(ErrorCode::CatalogueDamaged, path + QStringLiteral(": no community or village"));
    return places;
}

} // namespace shouli::core::residents::sample
