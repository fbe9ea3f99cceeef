// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/Pinyin.h"

#include "core/residents/search/NameText.h"

#include <QFile>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

namespace shouli::core::residents::search {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

using Syllables = QList<QByteArray>;

void addOnce(Syllables &list, const QByteArray &syllable)
{
    if (!list.contains(syllable))
        list.append(syllable);
}

Syllables merged(Syllables list, const Syllables &more)
{
    for (const QByteArray &syllable : more)
        addOnce(list, syllable);
    return list;
}

void appendCharacter(QString &text, char32_t c)
{
    if (QChar::requiresSurrogates(c)) {
        text += QChar(QChar::highSurrogate(c));
        text += QChar(QChar::lowSurrogate(c));
    } else {
        text += QChar(static_cast<char16_t>(c));
    }
}

QString textOf(const QList<Pinyin::Unit> &units, qsizetype from, bool spaced)
{
    QString text;
    for (qsizetype i = from; i < units.size(); ++i) {
        if (spaced && i > from && units.at(i).character == 0 && units.at(i - 1).character == 0)
            text += u' ';
        if (units.at(i).character == 0)
            text += QString::fromUtf8(units.at(i).syllables.first());
        else
            appendCharacter(text, units.at(i).character);
    }
    return text;
}

} // namespace

struct Pinyin::Tables {
    static constexpr char32_t firstDense = 0x3400;
    static constexpr char32_t lastDense = 0x9FFF;

    std::vector<Syllables> syllables = {{}};                    ///< lists of one, sorted; [0] is empty: unknown
    std::array<quint16, lastDense - firstDense + 1> dense = {}; ///< syllable of BMP ideographs
    std::vector<std::pair<char32_t, quint16>> sparse;           ///< of all others, sorted
    QHash<char32_t, Syllables> polyphones;
    QHash<char32_t, char32_t> variants;
    QHash<char32_t, Syllables> surnames;    ///< all readings at the head of a name
    QSet<char32_t> compoundHeads;           ///< first characters of compound surnames
    QHash<QString, QList<Syllables>> words; ///< the lines of one file while loading
    QHash<QString, QList<Syllables>> compounds;
    QHash<QString, QList<Syllables>> places;
    QSet<char32_t> placeHeads; ///< first characters of those
    qsizetype longestPlace = 0;

    [[nodiscard]] Syllables usual(char32_t c) const
    {
        if (c >= firstDense && c <= lastDense)
            return syllables[dense[c - firstDense]];
        const auto found = std::lower_bound(sparse.begin(), sparse.end(), std::pair<char32_t, quint16>(c, 0));
        return found != sparse.end() && found->first == c ? syllables[found->second] : Syllables();
    }

    /// Anywhere but at the head of a name.
    [[nodiscard]] Syllables readings(char32_t c) const
    {
        const auto several = polyphones.constFind(c);
        return several != polyphones.constEnd() ? *several : usual(c);
    }

    Result<void> read(const QString &path, const std::function<bool(const QString &)> &line)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorCode::CatalogueDamaged, path);
        const QString text = QString::fromUtf8(file.readAll());
        int number = 0;
        for (const QString &one : text.split(u'\n')) {
            ++number;
            if (!one.isEmpty() && !one.startsWith(u'#') && !line(one))
                return failure(ErrorCode::CatalogueDamaged, QStringLiteral("%1:%2").arg(path).arg(number));
        }
        return {};
    }

    bool characterLine(const QString &line)
    {
        const qsizetype gap = line.indexOf(u' ');
        if (gap < 1 || syllables.size() > 0xFFFE)
            return false;
        const auto id = static_cast<quint16>(syllables.size());
        syllables.push_back({line.left(gap).toLatin1()});
        for (const char32_t c : line.mid(gap + 1).toUcs4()) {
            if (c >= firstDense && c <= lastDense)
                dense[c - firstDense] = id;
            else
                sparse.emplace_back(c, id);
        }
        return true;
    }

    bool polyphoneLine(const QString &line)
    {
        const QList<QString> parts = line.split(u' ');
        if (parts.size() < 2 || parts.first().toUcs4().size() != 1)
            return false;
        Syllables list;
        for (const QString &part : parts.mid(1))
            list.append(part.toLatin1());
        polyphones.insert(parts.first().toUcs4().first(), list);
        return true;
    }

    bool variantLine(const QString &line)
    {
        const auto pair = line.toUcs4();
        if (pair.size() != 2)
            return false;
        variants.insert(pair[0], pair[1]);
        return true;
    }

    /// "尉迟 yu chi | wei chi": for each character the readings it can have in the word.
    bool wordLine(const QString &line)
    {
        const qsizetype gap = line.indexOf(u' ');
        if (gap < 1)
            return false;
        const QString word = line.left(gap);
        QList<Syllables> readings(word.toUcs4().size());
        for (const QString &reading : line.mid(gap + 1).split(QStringLiteral(" | "))) {
            const QList<QString> parts = reading.split(u' ');
            if (parts.size() != readings.size())
                return false;
            for (qsizetype i = 0; i < parts.size(); ++i)
                addOnce(readings[i], parts[i].toLatin1());
        }
        words.insert(word, readings);
        return true;
    }

    /// What follows from all files together.
    void join()
    {
        std::sort(sparse.begin(), sparse.end());
        for (auto it = polyphones.begin(); it != polyphones.end(); ++it)
            *it = merged(*it, usual(it.key()));
        for (auto it = words.cbegin(); it != words.cend(); ++it) { // the surnames
            const auto characters = it.key().toUcs4();
            if (characters.size() == 1) {
                surnames.insert(characters.first(), merged(it->first(), readings(characters.first())));
            } else {
                compounds.insert(it.key(), *it);
                compoundHeads.insert(characters.first());
            }
        }
        for (auto it = places.cbegin(); it != places.cend(); ++it) {
            longestPlace = std::max(longestPlace, it->size());
            placeHeads.insert(it.key().toUcs4().first());
        }
    }

    [[nodiscard]] char32_t fold(char32_t c) const { return variants.value(c, c); }

    [[nodiscard]] Unit unit(const NameText::Token &token) const
    {
        if (token.character == 0)
            return {0, {token.latin.toUtf8()}};
        return {fold(token.character), readings(token.character)};
    }
};

Pinyin::Pinyin(std::shared_ptr<const Tables> tables)
    : m_tables(std::move(tables))
{
}

Result<Pinyin> Pinyin::load(const QString &folder)
{
    auto tables = std::make_shared<Tables>();
    const auto file = [&](const char *name, bool (Tables::*line)(const QString &)) {
        return tables->read(folder + u'/' + QLatin1String(name),
                            [&](const QString &text) { return (tables.get()->*line)(text); });
    };
    SHOULI_CHECK(file("character_readings.txt", &Tables::characterLine));
    SHOULI_CHECK(file("polyphones.txt", &Tables::polyphoneLine));
    SHOULI_CHECK(file("variants.txt", &Tables::variantLine));
    SHOULI_CHECK(file("place_readings.txt", &Tables::wordLine));
    tables->places.swap(tables->words);
    SHOULI_CHECK(file("surname_readings.txt", &Tables::wordLine));
    tables->join();
    if (!std::is_sorted(tables->syllables.begin() + 1, tables->syllables.end()))
        return failure(ErrorCode::CatalogueDamaged, folder + QStringLiteral("/character_readings.txt: not sorted"));
    return Pinyin(tables);
}

QString Pinyin::Name::comparable(qsizetype from) const
{
    return textOf(units, from, false);
}

QString Pinyin::Name::readable() const
{
    return textOf(units, 0, true);
}

Pinyin::Name Pinyin::ofName(const QString &name) const
{
    const QList<NameText::Token> tokens = NameText::tokens(name);
    Name read;
    read.units.reserve(tokens.size());
    for (const NameText::Token &token : tokens)
        read.units.append(m_tables->unit(token));
    if (tokens.isEmpty())
        return read;
    read.surname = 1;
    const char32_t head = tokens.first().character;
    if (tokens.size() > 2 && m_tables->compoundHeads.contains(head)) {
        const char32_t two[] = {head, tokens.at(1).character};
        const auto compound = m_tables->compounds.constFind(QString::fromUcs4(two, 2));
        if (compound != m_tables->compounds.constEnd()) {
            for (qsizetype i = 0; i < 2; ++i)
                read.units[i].syllables = merged(compound->at(i), read.units.at(i).syllables);
            read.surname = 2;
            return read;
        }
    }
    const auto surname = m_tables->surnames.constFind(head);
    if (surname != m_tables->surnames.constEnd())
        read.units.first().syllables = *surname;
    return read;
}

QList<Pinyin::Unit> Pinyin::ofPlace(const QString &name) const
{
    QList<Unit> units;
    const QList<NameText::Token> tokens = NameText::tokens(name);
    for (qsizetype i = 0; i < tokens.size();) {
        qsizetype taken = 0;
        const bool mayBegin = m_tables->placeHeads.contains(tokens.at(i).character);
        for (qsizetype length = std::min<qsizetype>(m_tables->longestPlace, tokens.size() - i);
             mayBegin && length > 0 && taken == 0; --length) {
            QString word;
            for (qsizetype k = i; k < i + length; ++k)
                word += tokens.at(k).character == 0 ? QStringLiteral(" ")
                                                    : QString::fromUcs4(&tokens.at(k).character, 1);
            const auto known = m_tables->places.constFind(word);
            if (known == m_tables->places.constEnd())
                continue;
            for (qsizetype k = 0; k < length; ++k)
                units.append({m_tables->fold(tokens.at(i + k).character), known->at(k)});
            taken = length;
        }
        if (taken == 0) {
            units.append(m_tables->unit(tokens.at(i)));
            taken = 1;
        }
        i += taken;
    }
    return units;
}

QList<Pinyin::Spelling> Pinyin::spellings(const QList<Unit> &units)
{
    std::vector<const Unit *> spoken;
    bool single = true;
    for (const Unit &unit : units) {
        if (unit.syllables.isEmpty())
            continue;
        spoken.push_back(&unit);
        single = single && unit.syllables.size() == 1;
    }
    if (spoken.empty())
        return {};
    if (single) {
        Spelling only;
        for (const Unit *unit : spoken) {
            only.letters += unit->syllables.first();
            only.initials += unit->syllables.first().front();
        }
        return {only};
    }

    // All combinations, ordered by how far they are from the first readings.
    struct Choice {
        int distance = 0;
        std::vector<int> digits;
    };
    constexpr std::size_t enough = 512; // distinct names stay far below; a bound for strange input
    std::vector<Choice> choices = {{0, {}}};
    for (const Unit *unit : spoken) {
        std::vector<Choice> next;
        for (const Choice &choice : choices) {
            for (int i = 0; i < unit->syllables.size() && next.size() < enough; ++i) {
                next.push_back({choice.distance + i, choice.digits});
                next.back().digits.push_back(i);
            }
        }
        choices = std::move(next);
    }
    std::stable_sort(choices.begin(), choices.end(),
                     [](const Choice &a, const Choice &b) { return a.distance < b.distance; });

    QList<Spelling> list;
    for (const Choice &choice : choices) {
        Spelling spelling;
        for (std::size_t i = 0; i < spoken.size(); ++i) {
            const QByteArray &syllable = spoken[i]->syllables.at(choice.digits[i]);
            spelling.letters += syllable;
            spelling.initials += syllable.front();
        }
        if (!list.contains(spelling))
            list.append(spelling);
        if (list.size() == maxSpellings)
            break;
    }
    return list;
}

QString Pinyin::comparable(const QString &text) const
{
    QString out;
    for (const NameText::Token &token : NameText::tokens(text)) {
        if (token.character == 0)
            out += token.latin;
        else
            appendCharacter(out, m_tables->fold(token.character));
    }
    return out;
}

bool Pinyin::isSyllable(const QByteArray &letters) const
{
    return !letters.isEmpty()
        && std::binary_search(m_tables->syllables.begin() + 1, m_tables->syllables.end(), Syllables{letters});
}

bool Pinyin::beginsSyllable(const QByteArray &letters) const
{
    const auto found = std::lower_bound(m_tables->syllables.begin() + 1, m_tables->syllables.end(), Syllables{letters});
    return !letters.isEmpty() && found != m_tables->syllables.end() && found->first().startsWith(letters);
}

} // namespace shouli::core::residents::search
