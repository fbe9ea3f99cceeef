// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/NamePool.h"

#include <QFile>
#include <QSet>

#include <algorithm>

namespace shouli::core::residents::sample {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr int decades = 9; // -1949, 1950s, ..., 2020s

int decadeOf(int year)
{
    return std::clamp((year - 1940) / 10, 0, decades - 1);
}

int parseDecade(const QString &text)
{
    if (text == u"-1949")
        return 0;
    const int year = text.left(4).toInt();
    return year >= 1950 && year < 2030 ? decadeOf(year) : -1;
}

QString character(const QString &text, int index)
{
    qsizetype at = 0;
    for (; index > 0; --index)
        at += text.at(at).isHighSurrogate() ? 2 : 1;
    return text.mid(at, text.at(at).isHighSurrogate() ? 2 : 1);
}

} // namespace

struct NamePool::Tables {
    QStringList surnames;
    QList<int> localWeights;
    QList<int> otherWeights;
    QSet<QString> known;
    struct Cohort {
        QStringList twos;   ///< names of two characters
        QStringList firsts; ///< characters to put names of two together from
        QStringList lasts;
        QStringList singles; ///< characters for names of one
    };
    std::array<std::array<Cohort, decades>, 2> cohorts;
    QStringList rareSurnames;
    QStringList rareCharacters;
    QStringList alikeNames;
    std::array<QStringList, 2> smallNames;
    QList<Minority> minorities;

    bool surnameLine(const QStringList &parts)
    {
        if (parts.size() != 3)
            return false;
        surnames.append(parts.at(0));
        localWeights.append(parts.at(1).toInt());
        otherWeights.append(parts.at(2).toInt());
        known.insert(parts.at(0));
        return localWeights.last() > 0 && otherWeights.last() > 0;
    }

    bool givenLine(const QStringList &parts)
    {
        const int decade = parts.size() > 2 ? parseDecade(parts.at(1)) : -1;
        const bool male = parts.at(0) == u"male";
        if (decade < 0 || (!male && parts.at(0) != u"female"))
            return false;
        Cohort &cohort = cohorts[male ? 0 : 1][static_cast<std::size_t>(decade)];
        for (const QString &name : parts.mid(2)) {
            const auto length = name.toUcs4().size();
            if (length == 1) {
                cohort.singles.append(name);
                cohort.lasts.append(name);
            } else if (character(name, 1) == u"氏") {
                cohort.twos.append(name);
            } else if (length == 2) {
                cohort.twos.append(name);
                cohort.firsts.append(character(name, 0));
                cohort.lasts.append(character(name, 1));
            }
        }
        cohort.singles += cohort.lasts;
        return true;
    }

    bool rarityLine(const QStringList &parts)
    {
        const QStringList rest = parts.mid(1);
        if (rest.isEmpty())
            return false;
        if (parts.first() == u"surname") {
            rareSurnames += rest;
        } else if (parts.first() == u"character") {
            rareCharacters += rest;
        } else if (parts.first() == u"name") {
            alikeNames += rest;
        } else if (parts.first() == u"smallname") {
            smallNames[rest.first() == u"2" ? 1 : 0] += rest.mid(1);
        } else if (parts.first() == u"minority" && rest.size() == 3) {
            minorities.append({rest.at(0).toInt(), rest.at(1) == u"2" ? Sex::Female : Sex::Male, rest.at(2)});
        } else {
            return false;
        }
        return true;
    }

    Result<void> read(const QString &path, bool (Tables::*line)(const QStringList &))
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::CatalogueDamaged, path);
        int number = 0;
        for (const QString &one : QString::fromUtf8(file.readAll()).split(u'\n')) {
            ++number;
            if (!one.isEmpty() && !one.startsWith(u'#') && !(this->*line)(one.split(u' ', Qt::SkipEmptyParts)))
                return failure(ErrorCode::CatalogueDamaged, QStringLiteral("%1:%2").arg(path).arg(number));
        }
        return {};
    }
};

NamePool::NamePool(std::shared_ptr<const Tables> tables)
    : m_tables(std::move(tables))
{
}

Result<NamePool> NamePool::load(const QString &folder)
{
    auto tables = std::make_shared<Tables>();
    SHOULI_CHECK(tables->read(folder + QStringLiteral("/surnames.txt"), &Tables::surnameLine));
    SHOULI_CHECK(tables->read(folder + QStringLiteral("/given_names.txt"), &Tables::givenLine));
    SHOULI_CHECK(tables->read(folder + QStringLiteral("/rarities.txt"), &Tables::rarityLine));
    bool complete = !tables->surnames.isEmpty() && !tables->rareSurnames.isEmpty() && !tables->rareCharacters.isEmpty()
        && !tables->alikeNames.isEmpty() && !tables->smallNames[0].isEmpty() && !tables->smallNames[1].isEmpty()
        && !tables->minorities.isEmpty();
    for (const auto &sex : tables->cohorts) {
        for (const auto &cohort : sex)
            complete = complete && !cohort.twos.isEmpty() && !cohort.firsts.isEmpty() && !cohort.singles.isEmpty();
    }
    if (!complete)
        return failure(ErrorCode::CatalogueDamaged, folder + QStringLiteral(": a sex and decade without names"));
    return NamePool(tables);
}

QString NamePool::surname(Dice &dice) const
{
    return m_tables->surnames.at(dice.weighted(m_tables->localWeights));
}

QString NamePool::surnameFromElsewhere(Dice &dice) const
{
    return m_tables->surnames.at(dice.weighted(m_tables->otherWeights));
}

QString NamePool::given(Dice &dice, Sex sex, int born, const QString &generation) const
{
    const auto &cohort = m_tables->cohorts[sex == Sex::Female ? 1 : 0][static_cast<std::size_t>(decadeOf(born))];
    if (!generation.isEmpty())
        return generation + dice.pick(cohort.lasts);
    if (dice.chance(decadeOf(born) == 4 ? 30 : 12)) // one character: 30 of a hundred in the 1980s
        return dice.pick(cohort.singles);
    if (dice.chance(40))
        return dice.pick(cohort.twos);
    const QString first = dice.pick(cohort.firsts);
    const QString last = dice.pick(cohort.lasts);
    return first == last ? dice.pick(cohort.twos) : first + last;
}

QString NamePool::smallName(Dice &dice, Sex sex) const
{
    return dice.pick(m_tables->smallNames[sex == Sex::Female ? 1 : 0]);
}

QString NamePool::surnameOfPlace(const QString &place) const
{
    const QString head = place.left(1);
    return place.mid(1, 1) == u"家" && m_tables->known.contains(head) ? head : QString();
}

const QStringList &NamePool::rareSurnames() const
{
    return m_tables->rareSurnames;
}

const QStringList &NamePool::rareCharacters() const
{
    return m_tables->rareCharacters;
}

const QStringList &NamePool::alikeNames() const
{
    return m_tables->alikeNames;
}

const QList<NamePool::Minority> &NamePool::minorities() const
{
    return m_tables->minorities;
}

} // namespace shouli::core::residents::sample
