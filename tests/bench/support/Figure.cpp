// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/Figure.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace shouli::tests::bench {

namespace {

double percentile(const QList<double> &sorted, double share)
{
    const auto rank = static_cast<qsizetype>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted.at(std::clamp<qsizetype>(rank - 1, 0, sorted.size() - 1));
}

double median(const QList<double> &sorted)
{
    const qsizetype middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.at(middle) : (sorted.at(middle - 1) + sorted.at(middle)) / 2;
}

QString row(const QString &key, const QString &value, const QString &unit, const QStringList &rest)
{
    QString line = key.leftJustified(32) + value.rightJustified(12) + u' ' + unit.leftJustified(6);
    for (const QString &cell : rest)
        line += cell.rightJustified(11);
    return line;
}

/// Three or four figures that matter; whole numbers in full.
QString shown(double number)
{
    return std::abs(number) >= 1000 ? QString::number(number, 'f', 0) : QString::number(number, 'g', 4);
}

/// A key is ASCII without quotes, a unit hardly more; both go through QJsonDocument all the same.
QByteArray quoted(const QString &text)
{
    const QByteArray object = QJsonDocument(QJsonObject{{QStringLiteral("k"), text}}).toJson(QJsonDocument::Compact);
    return object.mid(5, object.size() - 6);
}

} // namespace

Figure Figure::of(const QString &key, const QString &unit, QList<double> samples, Statistic statistic)
{
    std::sort(samples.begin(), samples.end());
    Figure figure{key,
                  unit,
                  0,
                  samples.size(),
                  samples.constFirst(),
                  samples.constLast(),
                  median(samples),
                  percentile(samples, 0.99)};
    switch (statistic) {
    case Statistic::Median:
        figure.value = figure.p50;
        break;
    case Statistic::P99:
        figure.value = figure.p99;
        break;
    case Statistic::Minimum:
        figure.value = figure.min;
        break;
    case Statistic::Maximum:
        figure.value = figure.max;
        break;
    }
    return figure;
}

QByteArray Figure::toJson() const
{
    const auto number = [](double d) { return QByteArray::number(d, 'g', 9); };
    return "{\"key\":" + quoted(key) + ",\"value\":" + number(value) + ",\"unit\":" + quoted(unit)
        + ",\"n\":" + QByteArray::number(n) + ",\"min\":" + number(min) + ",\"max\":" + number(max) + '}';
}

QString Figure::toRow() const
{
    return row(key, shown(value), unit, {QString::number(n), shown(min), shown(p50), shown(p99), shown(max)});
}

QString Figure::header()
{
    return row(QStringLiteral("key"), QStringLiteral("value"), QStringLiteral("unit"),
               {QStringLiteral("n"), QStringLiteral("min"), QStringLiteral("p50"), QStringLiteral("p99"),
                QStringLiteral("max")});
}

} // namespace shouli::tests::bench
