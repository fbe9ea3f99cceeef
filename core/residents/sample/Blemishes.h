// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/sample/Dice.h"
#include "core/residents/sample/SampleRegister.h"

#include <QDate>
#include <QList>

namespace shouli::core::residents::sample {

/// What is wrong in real registers: one or two of a hundred records.
class Blemishes {
public:
    /// In the order in which they are dealt out, so that every larger set has all of them.
    enum class Kind {
        NoNumber,
        OtherBirthDate, ///< than the number's
        OtherSex,
        BirthYearOnly,
        NoPhone,
        UnclearRelation,
        TwoHeads,
        NoHead,
        Twice,          ///< the same person again in another household
        StillReceiving, ///< deceased, and still in a group
        ExpiresYesterday,
        ExpiresToday,
        ExpiresTomorrow,
        UnreadableCharacter, ///< "王?", or pinyin in its place
        Old,                 ///< born in 1899, never struck off
    };
    static constexpr int kinds = 15;

    Blemishes(Dice dice, QDate today)
        : m_dice(dice)
        , m_today(today)
    {
        for (int kind = 0; kind < kinds; ++kind)
            m_due.append(static_cast<Kind>(kind));
    }

    /// Perhaps spoils something. Does not change how many people there are.
    void spoil(SampleHousehold &household);

private:
    [[nodiscard]] bool apply(Kind kind, SampleHousehold &household);

    Dice m_dice;
    QDate m_today;
    QList<Kind> m_due;  ///< the one dealt out longest ago first
    Resident m_earlier; ///< somebody to come twice
};

} // namespace shouli::core::residents::sample
