// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access/PassphraseStrength.h"

#include <cmath>

namespace shouli::app::access {

namespace {

constexpr double fairBits = 40;
constexpr double strongBits = 64;
constexpr qsizetype shortest = 8;

/// What a guesser must try for this kind of character; 3500 is the list of common Chinese characters.
double bitsOf(QChar c)
{
    if (c.isDigit())
        return std::log2(10.0);
    if (c.unicode() < 0x80)
        return c.isLetter() ? std::log2(26.0) + (c.isUpper() ? 1 : 0) : std::log2(33.0);
    return std::log2(3500.0);
}

bool followsOn(QChar before, QChar c)
{
    static const QString rows = QStringLiteral("qwertyuiop asdfghjkl zxcvbnm poiuytrewq lkjhgfdsa mnbvcxz");
    const int step = c.unicode() - before.unicode();
    if (step >= -1 && step <= 1)
        return true;
    const QChar pair[] = {before.toLower(), c.toLower()};
    return rows.contains(QString(pair, 2));
}

} // namespace

PassphraseStrength::Level PassphraseStrength::of(const QString &passphrase)
{
    if (passphrase.isEmpty())
        return Level::Empty;
    double bits = 0;
    for (qsizetype i = 0; i < passphrase.size(); ++i)
        bits += i > 0 && followsOn(passphrase.at(i - 1), passphrase.at(i)) ? 1 : bitsOf(passphrase.at(i));
    if (passphrase.size() < shortest || bits < fairBits)
        return Level::TooWeak;
    return bits < strongBits ? Level::Fair : Level::Strong;
}

} // namespace shouli::app::access
