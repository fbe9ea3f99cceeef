// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace shouli::core::residents {

/// What of a person's data is shown where: one function, one table (Masking.cpp). Follows
/// GB/T 41833-2022 (names hide at least one character, telephone numbers at least six where they
/// leave the office, addresses hide the room) and keeps birth date and last four digits of a
/// citizen number from standing side by side.
class Masking {
public:
    enum class Field {
        Name,
        DocumentNumber, ///< citizen numbers and any other paper's number
        Phone,
        Address,
        BankAccount,
        BirthDate,
    };

    enum class Place {
        Record,   ///< the open record as it first appears
        Revealed, ///< the same after the clerk asked for the whole value (logged)
        List,     ///< search results, queues, any row among others
        Form,     ///< an application form or a letter to the authority: needs the whole value
        Slip,     ///< acceptance card, notices, delivery slips: the resident's, but seen by others
        Public,   ///< status page, text messages, public notices
    };

    static constexpr int places = 6;
    static constexpr int fields = 6;

    /// `value` as it may appear at `place`. Never splits a character: surrogate pairs and
    /// characters with a variation selector count as one.
    [[nodiscard]] static QString shown(Field field, Place place, const QString &value);

    /// Whether shown() would leave something out.
    [[nodiscard]] static bool isMasked(Field field, Place place);
};

} // namespace shouli::core::residents
