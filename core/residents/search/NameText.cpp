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

QString folded(const QString &text)
{
    QString out;
    out.reserve(text.size());
    bool compatibility = false;
    for (QChar c : text) {
        const char16_t u = c.unicode();
        if (u >= 0xFF01 && u <= 0xFF5E)
            c = QChar(u - 0xFEE0);
        else if (u == 0x3000)
            c = u' ';
        else if (u >= 0xF900 && u <= 0xFAFF)
            compatibility = true;
        out += u < 0x80 || u >= 0xFF01 ? c.toLower() : c;
    }
    return compatibility ? out.normalized(QString::NormalizationForm_C) : out;
}

QList<Token> tokens(const QString &name)
{
    QList<Token> list;
    bool inRun = false;
    const QString text = folded(name);
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size()) {
            c = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        if (isSeparator(c)) {
            inRun = false;
        } else if (isHan(c) || !QChar::isLetterOrNumber(c)) {
            list.append(Token{c, {}});
            inRun = false;
        } else {
            if (!inRun)
                list.append(Token{});
            list.last().latin += QString::fromUcs4(&c, 1).toLower();
            inRun = true;
        }
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
