// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchQuery.h"

#include "core/residents/search/NameText.h"

#include <QStringList>

#include <utility>

namespace shouli::core::residents::search {

namespace {

constexpr qsizetype longest = 64;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isNumber(const QString &word)
{
    return !word.isEmpty() && isDigit(word.front());
}

/// "138 0911 2345" is one number, "2046 5127" are two.
bool isWholeNumber(const QString &digits)
{
    return digits.size() == 18 || digits.size() == 15 || (digits.size() == 11 && digits.startsWith(u'1'))
        || ((digits.size() == 11 || digits.size() == 12) && digits.startsWith(u'0'));
}

/// A passport, a permit of Hong Kong, Macao or Taiwan: one or two letters and at least five digits.
bool isDocument(const QString &word)
{
    qsizetype letters = 0;
    while (letters < word.size() && word.at(letters) >= u'a' && word.at(letters) <= u'z')
        ++letters;
    qsizetype digits = letters;
    while (digits < word.size() && isDigit(word.at(digits)))
        ++digits;
    return (letters == 1 || letters == 2) && digits == word.size() && digits - letters >= 5;
}

bool endsWord(QChar c)
{
    return c.isSpace() || c == u',' || c == u'，' || c == u'、' || c == u';' || c == u'/';
}

/// Where digits begin or end, a part ends. An x after digits, if no Latin follows, belongs to them.
QStringList partsOf(const QString &text)
{
    QStringList parts;
    QString part;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool lastOfNumber = c == u'x' && isNumber(part) && part.size() >= 3
            && (i + 1 == text.size() || text.at(i + 1).unicode() > 0x7F);
        if (!part.isEmpty() && !lastOfNumber && isDigit(c) != isNumber(part)) {
            if (isNumber(part) && (c == u'-' || c == u'+'))
                continue;
            parts.append(std::exchange(part, {}));
        }
        if (part.isEmpty() && (c == u'+' || NameText::isSeparator(c.unicode())))
            continue;
        part += lastOfNumber ? QChar(u'X') : c;
    }
    if (!part.isEmpty())
        parts.append(part);
    return parts;
}

} // namespace

SearchQuery SearchQuery::parse(const QString &typed)
{
    SearchQuery query;
    const QString text = NameText::folded(typed.left(longest)) + u' ';
    QString raw;
    for (const QChar c : text) {
        if (!endsWord(c)) {
            raw += c;
            continue;
        }
        Word word{std::exchange(raw, {}), {}, {}};
        for (const QString &part : partsOf(word.text)) {
            if (isNumber(part))
                word.numbers.append(part);
            else if (const QString plain = NameText::plain(part); !plain.isEmpty())
                word.names.append(plain);
        }
        if (word.names.isEmpty() && word.numbers.isEmpty())
            continue;
        if (isDocument(word.text))
            query.documents.append(word.text.toUpper());
        query.names += word.names;
        query.numbers += word.numbers;
        query.words.append(word);
    }
    QString joined = query.numbers.join(QString());
    if (joined.size() == 13 && joined.startsWith(QStringLiteral("861"))) // with the country code
        joined.remove(0, 2);
    if (isWholeNumber(joined) && joined != query.numbers.value(0)) {
        // one number, typed in groups
        query.numbers = {joined};
        for (Word &word : query.words)
            word.numbers.clear();
        query.words.removeIf([](const Word &word) { return word.names.isEmpty(); });
        query.words.append({joined, {}, {joined}});
    }
    return query;
}

} // namespace shouli::core::residents::search
