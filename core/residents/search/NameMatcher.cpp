// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/NameMatcher.h"

#include <algorithm>
#include <bitset>
#include <functional>

namespace shouli::core::residents::search {

namespace {

constexpr int mostInitials = 12;
constexpr std::size_t longestPattern = 64;

bool isLetter(char32_t c)
{
    return c >= U'a' && c <= U'z';
}

bool hasTwoLetterInitial(const QByteArray &syllable)
{
    return syllable.startsWith("zh") || syllable.startsWith("ch") || syllable.startsWith("sh");
}

void addOnce(QList<QByteArray> &list, const QByteArray &one)
{
    if (!list.contains(one))
        list.append(one);
}

/// What people of north Shaanxi do not tell apart, both ways.
void addAccent(QList<QByteArray> &forms)
{
    const auto each = [&forms](auto change) {
        const qsizetype count = forms.size();
        for (qsizetype i = 0; i < count; ++i) {
            QByteArray form = forms.at(i);
            if (change(form))
                addOnce(forms, form);
        }
    };
    each([](QByteArray &form) {
        if (form.startsWith('n') || form.startsWith('l'))
            form[0] = form.at(0) == 'n' ? 'l' : 'n';
        return true;
    });
    each([](QByteArray &form) {
        if (hasTwoLetterInitial(form))
            form.remove(1, 1);
        else if (form.size() > 1 && (form.at(0) == 'z' || form.at(0) == 'c' || form.at(0) == 's'))
            form.insert(1, 'h');
        return true;
    });
    each([](QByteArray &form) {
        if (form.endsWith("ing") || form.endsWith("eng"))
            form.chop(1);
        else if (form.endsWith("in") || form.endsWith("en"))
            form.append('g');
        return true;
    });
}

} // namespace

NameMatcher::NameMatcher(const QString &typed, const Pinyin &pinyin, bool localAccent)
    : m_pinyin(pinyin)
    , m_localAccent(localAccent)
{
    QString text = pinyin.comparable(typed);
    text.replace(QChar(0x00FC), u'v'); // ü
    for (const char32_t c : text.toUcs4()) {
        // after j, q, x and y a v can only be u
        const bool noDots = c == U'v' && !m_pattern.isEmpty()
            && (m_pattern.last() == U'j' || m_pattern.last() == U'q' || m_pattern.last() == U'x'
                || m_pattern.last() == U'y');
        if (m_pattern.size() == static_cast<qsizetype>(longestPattern))
            break;
        m_pattern.append(noDots ? U'u' : c);
        (isLetter(c) ? m_hasLetters : m_hasCharacters) = true;
    }
}

QString NameMatcher::text() const
{
    return QString::fromUcs4(m_pattern.constData(), m_pattern.size());
}

/// How many letters follow from `at` on.
qsizetype NameMatcher::lettersAt(qsizetype at) const
{
    qsizetype end = at;
    while (end < m_pattern.size() && isLetter(m_pattern.at(end)))
        ++end;
    return end - at;
}

/// All ways to type one syllable whole.
QList<QByteArray> NameMatcher::forms(const QByteArray &syllable) const
{
    QList<QByteArray> forms{syllable};
    if (syllable.contains('v')) { // lv, nv, lve, nve
        const QByteArray head = syllable.left(1);
        const QByteArray rest = syllable.mid(2);
        addOnce(forms, head + "u" + rest);
        addOnce(forms, head + "yu" + rest);
        addOnce(forms, head + "ue");
    }
    if (m_localAccent)
        addAccent(forms);
    return forms;
}

/// How far the typed text can have been read after each unit in turn: a set of places, not a tree of
/// ways, so that no text takes longer than its length times the name's.
NameMatcher::Match NameMatcher::match(const QList<Pinyin::Unit> &units, qsizetype first, qsizetype &behind) const
{
    using Places = std::bitset<longestPattern + 1>;
    const auto end = static_cast<std::size_t>(m_pattern.size());
    Places any;   // by any way
    Places whole; // with every unit typed in full
    any.set(0);
    whole.set(0);
    for (qsizetype unit = first; unit < units.size(); ++unit) {
        const Pinyin::Unit &now = units.at(unit);
        Places nextAny;
        Places nextWhole;
        if (now.syllables.isEmpty()) // no known reading: such a name is spelled without it
            nextAny = any;
        for (std::size_t at = 0; at < end; ++at) {
            if (!any.test(at))
                continue;
            const char32_t typed = m_pattern.at(static_cast<qsizetype>(at));
            if (now.character != 0 && typed == now.character) {
                nextAny.set(at + 1);
                nextWhole.set(at + 1, nextWhole.test(at + 1) || whole.test(at));
                continue;
            }
            for (const QByteArray &syllable : now.syllables) {
                if (!m_localAccent && typed != static_cast<unsigned char>(syllable.front()))
                    continue;
                for (const QByteArray &form : forms(syllable)) {
                    const auto size = static_cast<std::size_t>(form.size());
                    std::size_t same = 0;
                    while (same < size && at + same < end
                           && m_pattern.at(static_cast<qsizetype>(at + same))
                               == static_cast<unsigned char>(form.at(static_cast<qsizetype>(same))))
                        ++same;
                    if (same == 0)
                        continue;
                    if (same == size) {
                        nextAny.set(at + size);
                        nextWhole.set(at + size, nextWhole.test(at + size) || whole.test(at));
                    }
                    if (at + same == end)
                        nextAny.set(end);
                    nextAny.set(at + 1);
                    if (same >= 2 && hasTwoLetterInitial(form))
                        nextAny.set(at + 2);
                }
            }
        }
        any = nextAny;
        whole = nextWhole;
        behind = unit + 1;
        if (any.test(end))
            return whole.test(end) && unit + 1 == units.size() ? Match::Whole : Match::Beginning;
        if (any.none())
            return Match::None;
    }
    return Match::None;
}

NameMatcher::Place NameMatcher::find(const Pinyin::Name &name) const
{
    qsizetype end = 0;
    for (qsizetype i = 0; i < name.units.size() && !isEmpty(); ++i) {
        const Match found = match(name.units, i, end);
        if (found == Match::None)
            continue;
        const Fit fit = i > 0       ? (i == name.surname ? Fit::Given : Fit::Inside)
            : found == Match::Whole ? Fit::Whole
                                    : Fit::Prefix;
        return {fit, i, end - i};
    }
    return {};
}

QList<qsizetype> NameMatcher::findAnyOrder(const Pinyin::Name &name) const
{
    QList<qsizetype> places;
    if (m_hasLetters || m_pattern.size() < 2)
        return places;
    for (const char32_t c : m_pattern) {
        qsizetype at = 0;
        while (at < name.units.size() && (name.units.at(at).character != c || places.contains(at)))
            ++at;
        if (at == name.units.size())
            return {};
        places.append(at);
    }
    return places;
}

bool NameMatcher::isWithin(const QList<Pinyin::Unit> &place) const
{
    qsizetype end = 0;
    for (qsizetype i = 0; i < place.size() && !isEmpty(); ++i) {
        if (match(place, i, end) != Match::None)
            return true;
    }
    return false;
}

QString NameMatcher::leadingCharacters() const
{
    qsizetype size = 0;
    while (size < m_pattern.size() && !isLetter(m_pattern.at(size)))
        ++size;
    return QString::fromUcs4(m_pattern.constData(), size);
}

QList<QByteArray> NameMatcher::spellings() const
{
    if (!isLetters())
        return {};
    const QByteArray typed = text().toLatin1();
    QList<QByteArray> list{typed};
    for (const char head : {'l', 'n'}) { // ü typed ue (as some input methods do) or yu (as passports do)
        const QByteArray one(1, head);
        for (const QByteArray &form : QList<QByteArray>(list)) {
            addOnce(list, QByteArray(form).replace(one + "ue", one + "u"));
            addOnce(list, QByteArray(form).replace(one + "yu", one + "v"));
            addOnce(list, QByteArray(form).replace(one + "ue", one + "ve"));
        }
    }
    return list;
}

QList<QByteArray> NameMatcher::initials() const
{
    if (!m_hasLetters)
        return {};
    // Ways to cut the text into characters, syllables, first letters, zh, ch, sh and a last beginning.
    // fewest[i]: pieces needed from place i on; unreachable where no way leads to the end.
    const qsizetype size = m_pattern.size();
    constexpr qsizetype unreachable = 1000;
    const auto pieces = [&](qsizetype at) {
        QList<qsizetype> ends;
        if (!isLetter(m_pattern.at(at)))
            return QList<qsizetype>{at + 1};
        const qsizetype letters = lettersAt(at);
        QByteArray piece;
        for (qsizetype length = 1; length <= std::min<qsizetype>(letters, 6); ++length) {
            piece += static_cast<char>(m_pattern.at(at + length - 1));
            const bool head = (length == 1 && piece != "i" && piece != "u" && piece != "v")
                || (length == 2 && hasTwoLetterInitial(piece));
            const bool last = at + length == size && m_pinyin.beginsSyllable(piece);
            if (head || last || m_pinyin.isSyllable(piece))
                ends.prepend(at + length); // the longest first
        }
        return ends;
    };
    QList<qsizetype> fewest(size + 1, unreachable);
    fewest[size] = 0;
    for (qsizetype at = size - 1; at >= 0; --at) {
        for (const qsizetype next : pieces(at))
            fewest[at] = std::min(fewest.at(at), fewest.at(next) + 1);
    }
    QList<QByteArray> list;
    bool usual = true; // of a character with several readings the usual one first, in all ways to cut
    const std::function<void(qsizetype, const QByteArray &, qsizetype)> cut =
        [&](qsizetype at, const QByteArray &initials, qsizetype left) {
            if (list.size() >= mostInitials || fewest.at(at) > left || size - at < left)
                return;
            if (at == size) {
                if (left == 0)
                    addOnce(list, initials);
                return;
            }
            const QByteArray heads = usual ? headsAt(at).left(1) : headsAt(at);
            for (const qsizetype next : pieces(at)) {
                for (const char head : heads)
                    cut(next, initials + head, left - 1);
                if (heads.isEmpty()) // a digit, or a character without reading, has no initial
                    cut(next, initials, left - 1);
            }
        };
    for (const bool one : {true, false}) {
        usual = one;
        cut(0, {}, fewest.at(0));
        if (size > 4)
            cut(0, {}, size); // letter by letter: in a long name initials happen to spell syllables, as te and hm
        cut(0, {}, fewest.at(0) + 1);
        cut(0, {}, size);
    }
    return list;
}

/// The initials that a piece beginning here can stand for.
QByteArray NameMatcher::headsAt(qsizetype at) const
{
    const char32_t c = m_pattern.at(at);
    if (isLetter(c)) {
        if (m_localAccent && (c == U'n' || c == U'l'))
            return QByteArrayLiteral("nl");
        return QByteArray(1, static_cast<char>(c));
    }
    QByteArray heads;
    const Pinyin::Name name = m_pinyin.ofName(QString::fromUcs4(&c, 1));
    for (const Pinyin::Unit &unit : name.units) {
        for (const QByteArray &syllable : unit.syllables) {
            if (!heads.contains(syllable.front()))
                heads += syllable.front();
        }
    }
    return heads;
}

} // namespace shouli::core::residents::search
