// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/NameText.h"

namespace shouli::core::residents::search::NameText {

bool isSeparator(char32_t c)
{
    switch (c) {
    case 0x00B7: // the one on identity cards
    case U'.':
    case U'．':
    case U'•':
    case U'‧':
    case U'∙':
    case U'⋅':
    case U'・':
    case U'･':
    case U'●':
    case U'。':
    case U'-':
    case U'\'':
    case U'’':
    case U'_':
    case 0x200B: // zero-width space
    case 0xFEFF:
        return true;
    default:
        return QChar::isSpace(c);
    }
}

bool isHan(char32_t c)
{
    return c == 0x3007 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF)
        || (c >= 0xE000 && c <= 0xF8FF);
}

namespace {

char32_t foldedOne(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if (c < 0x80)
        return c >= U'A' && c <= U'Z' ? c + 32 : c;
    if (c == 0x3000)
        return U' ';
    if (c >= 0xF900 && c <= 0xFAFF)
        return QString::fromUcs4(&c, 1).normalized(QString::NormalizationForm_C).toUcs4().value(0);
    return c;
}

} // namespace

QString folded(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        const char32_t one = foldedOne(c);
        out += QString::fromUcs4(&one, 1);
    }
    return out;
}

QList<Token> tokens(const QString &name)
{
    QList<Token> list;
    bool inRun = false;
    for (int i = 0; i < name.size(); ++i) {
        // one character after the other, so that each token knows where it stands in the name as it is written
        const bool pair = name.at(i).isHighSurrogate() && i + 1 < name.size();
        const int length = pair ? 2 : 1;
        const char32_t c = foldedOne(pair ? QChar::surrogateToUcs4(name.at(i), name.at(i + 1))
                                          : char32_t(name.at(i).unicode()));
        if (isSeparator(c)) {
            inRun = false;
        } else if (isHan(c) || !QChar::isLetterOrNumber(c)) {
            list.append(Token{c, {}, i, length});
            inRun = false;
        } else {
            if (!inRun)
                list.append(Token{0, {}, i, 0});
            list.last().latin += QString::fromUcs4(&c, 1).toLower();
            list.last().length = i + length - list.last().first;
            inRun = true;
        }
        i += length - 1;
    }
    return list;
}

QString plain(const QString &name)
{
    QString out;
    for (const Token &token : tokens(name)) {
        if (token.character == 0)
            out += token.latin;
        else
            out += QString::fromUcs4(&token.character, 1);
    }
    return out;
}

} // namespace shouli::core::residents::search::NameText
