// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/SampleNumbers.h"

#include "core/residents/CitizenNumber.h"

#include <array>

namespace shouli::core::residents::sample {

namespace {

constexpr int unassigned = 610699;
constexpr std::array otherShaanxi = {610602, 610622, 610624, 610625, 610627, 610802, 610830, 612601, 612624, 612701};
constexpr std::array otherProvinces = {110105, 130102, 140105, 140181, 150102, 310115, 320102, 330102, 370102,
                                       410102, 411025, 420106, 430102, 440106, 500103, 510104, 511321, 520103,
                                       530102, 620102, 622801, 630102, 640104, 650102, 653101};

constexpr std::array mobilePrefixes = {130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 147, 150, 151,
                                       152, 153, 155, 156, 157, 158, 159, 166, 173, 175, 176, 177, 178,
                                       180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 191, 198, 199};

/// The county's own code changed twice: 612623 (Yan'an prefecture) until 1996, 610623 until July
/// 2019, 610681 since.
int areaFor(Dice &dice, QDate born, bool fromElsewhere)
{
    if (fromElsewhere)
        return otherProvinces.at(static_cast<std::size_t>(dice.below(otherProvinces.size())));
    const int roll = dice.below(100);
    const int elsewhere = otherShaanxi.at(static_cast<std::size_t>(dice.below(otherShaanxi.size())));
    if (born < QDate(1997, 1, 1))
        return roll < 70 ? 612623 : roll < 90 ? 610623 : elsewhere;
    if (born < QDate(2019, 8, 1))
        return roll < 88 ? 610623 : elsewhere;
    return roll < 92 ? 610681 : elsewhere;
}

quint64 slot(int area, QDate born, bool male)
{
    return (static_cast<quint64>(area) << 24) | (static_cast<quint64>(born.toJulianDay() - 2400000) << 1)
        | (male ? 1U : 0U);
}

} // namespace

QString SampleNumbers::citizen(Dice &dice, Sex sex, QDate born, bool fromElsewhere)
{
    const bool male = sex == Sex::Male;
    int area = areaFor(dice, born, fromElsewhere);
    quint16 used = m_used[slot(area, born, male)]++;
    int sequence = 900 + used * 2 + (male ? 1 : 0);
    if (used >= 45) { // all of 900 to 989 are given out: there anything may be
        area = unassigned;
        used = m_used[slot(area, born, male)]++;
        sequence = (used * 2 + (male ? 1 : 2)) % 1000;
    }
    const QString first = QStringLiteral("%1%2%3")
                              .arg(area)
                              .arg(born.toString(QStringLiteral("yyyyMMdd")))
                              .arg(sequence, 3, 10, QChar(u'0'));
    return first + CitizenNumber::checkCharacter(first);
}

QString SampleNumbers::mobile(Dice &dice)
{
    return QStringLiteral("%1%2")
        .arg(mobilePrefixes.at(static_cast<std::size_t>(dice.below(mobilePrefixes.size()))))
        .arg(dice.below(100'000'000), 8, 10, QChar(u'0'));
}

QString SampleNumbers::fixedLine(Dice &dice)
{
    return QStringLiteral("0911-7%1").arg(dice.below(1'000'000), 6, 10, QChar(u'0'));
}

QString SampleNumbers::bankAccount(Dice &dice)
{
    QString digits = QStringLiteral("999999%1%2")
                         .arg(dice.below(1'000'000), 6, 10, QChar(u'0'))
                         .arg(dice.below(1'000'000), 6, 10, QChar(u'0'));
    int sum = 0;
    bool twice = true; // Luhn, from the right of what stands before the check digit
    for (auto it = digits.crbegin(); it != digits.crend(); ++it, twice = !twice) {
        int digit = it->unicode() - u'0';
        if (twice && (digit *= 2) > 9)
            digit -= 9;
        sum += digit;
    }
    return digits + QChar(u'0' + (10 - sum % 10) % 10);
}

QString SampleNumbers::household(std::int64_t number)
{
    return QStringLiteral("%1").arg(100'000'000 + number, 9, 10, QChar(u'0'));
}

} // namespace shouli::core::residents::sample
