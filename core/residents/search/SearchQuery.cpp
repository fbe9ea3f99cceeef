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

} // namespace

SearchQuery SearchQuery::parse(const QString &typed)
{
    // words end at spaces, commas and wherever digits begin or end; an x after digits, if no Latin follows, belongs to them
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words.append(std::exchange(word, {}));
    };
    const QString text = NameText::folded(typed.left(longest));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isSpace() || c == u',' || c == u'，' || c == u'、' || c == u';' || c == u'/') {
            end();
            continue;
        }
        const bool lastOfNumber = c == u'x' && isNumber(word) && word.size() >= 3
            && (i + 1 == text.size() || text.at(i + 1).isSpace() || text.at(i + 1).unicode() > 0x7F);
        if (!word.isEmpty() && !lastOfNumber && isDigit(c) != isNumber(word)) {
            const bool hyphen = isNumber(word) && (c == u'-' || c == u'+');
            if (hyphen)
                continue;
            end();
        }
        if (word.isEmpty() && (c == u'+' || NameText::isSeparator(c.unicode())))
            continue;
        word += lastOfNumber ? QChar(u'X') : c;
    }
    end();

    SearchQuery query;
    for (const QString &one : std::as_const(words)) {
        if (isNumber(one))
            query.numbers.append(one);
        else if (const QString plain = NameText::plain(one); !plain.isEmpty())
            query.names.append(plain);
    }
    QString joined = query.numbers.join(QString());
    if (joined.size() == 13 && joined.startsWith(QStringLiteral("861"))) // with the country code
        joined.remove(0, 2);
    if (isWholeNumber(joined))
        query.numbers = {joined};
    return query;
}

} // namespace shouli::core::residents::search
