// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace shouli::core::residents::search {

/// How text is compared in a search, whatever way it was typed or registered: full-width Latin
/// folded, Latin in lower case, the many middle dots of minority names and any space taken as a
/// mere separator.
namespace NameText {

/// One unit of a name: a Chinese character, or a run of Latin letters or digits ("wang").
struct Token {
    char32_t character = 0; ///< 0 for a Latin run
    QString latin;
    int first = 0; ///< where it stands in the name, in QChars
    int length = 0;

    bool operator==(const Token &) const = default;
};

/// Full-width forms as ASCII, Latin in lower case, compatibility ideographs as their usual form.
/// Spaces and dots stay.
[[nodiscard]] QString folded(const QString &text);

/// Units of a name. Separators end a Latin run and are gone; characters that say nothing
/// (question marks, private-use and replacement characters of old systems) stay as they are.
[[nodiscard]] QList<Token> tokens(const QString &name);

/// Tokens run together: what a key holds and a query is compared with.
[[nodiscard]] QString plain(const QString &name);

/// Middle dots in all their forms, spaces, hyphens, apostrophes.
[[nodiscard]] bool isSeparator(char32_t c);

/// Han ideographs of all extensions, and the private-use characters old systems put in their place.
[[nodiscard]] bool isHan(char32_t c);

} // namespace NameText

} // namespace shouli::core::residents::search
