// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/ChineseFigures.h"

#include <QLocale>

#include <array>
#include <utility>

namespace shouli::core::forms {

namespace {

constexpr QStringView digits = u"零壹贰叁肆伍陆柒捌玖";

/// Four digits at most: 1203 is 壹仟贰佰零叁.
QString capitalGroup(int value)
{
    static constexpr std::array<QStringView, 4> units = {u"仟", u"佰", u"拾", u""};
    static constexpr std::array<int, 4> weights = {1000, 100, 10, 1};
    QString text;
    bool gap = false;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const int digit = value / weights[i] % 10;
        if (digit == 0) {
            gap = !text.isEmpty();
            continue;
        }
        if (gap)
            text += digits.first(1);
        gap = false;
        text += digits.mid(digit, 1);
        text += units[i];
    }
    return text;
}

/// 亿 and 万 each count what stands before them, so a number is read from its largest part down.
QString capitalYuan(quint64 yuan)
{
    for (const auto &[unit, weight] : {std::pair(u'亿', 100'000'000ULL), std::pair(u'万', 10'000ULL)}) {
        if (yuan < weight)
            continue;
        const quint64 rest = yuan % weight;
        QString text = capitalYuan(yuan / weight) + unit;
        if (rest != 0 && rest < weight / 10)
            text += digits.first(1);
        return text + capitalYuan(rest);
    }
    return capitalGroup(static_cast<int>(yuan));
}

} // namespace

QString chineseDate(QDate date)
{
    return QStringLiteral("%1年%2月%3日").arg(date.year()).arg(date.month()).arg(date.day());
}

QString groupedMoney(qint64 fen)
{
    const quint64 size = fen < 0 ? 0 - static_cast<quint64>(fen) : static_cast<quint64>(fen);
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    return QStringLiteral("%1%2.%3")
        .arg(fen < 0 ? QStringLiteral("-") : QString(), english.toString(size / 100))
        .arg(size % 100, 2, 10, QLatin1Char('0'));
}

QString capitalMoney(qint64 fen)
{
    const quint64 size = fen < 0 ? 0 - static_cast<quint64>(fen) : static_cast<quint64>(fen);
    const quint64 yuan = size / 100;
    const int jiao = static_cast<int>(size / 10 % 10);
    const int rest = static_cast<int>(size % 10);
    QString text = capitalYuan(yuan);
    if (!text.isEmpty())
        text += u'元';
    if (jiao != 0)
        text += digits.mid(jiao, 1).toString() + u'角';
    if (rest != 0) {
        if (jiao == 0 && !text.isEmpty())
            text += u'零';
        text += digits.mid(rest, 1).toString() + u'分';
    }
    if (text.isEmpty())
        text = QStringLiteral("零元");
    if (rest == 0)
        text += u'整';
    return fen < 0 ? u'负' + text : text;
}

} // namespace shouli::core::forms
