// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/residents/Finding.h"
#include "core/residents/Sex.h"

#include <QDate>
#include <QString>
#include <QStringView>

#include <optional>

namespace shouli::core::residents {

/// An 18-character citizen number that can be one (公民身份号码, GB 11643-1999):
/// AAAAAA area of first registration, YYYYMMDD birth date, SSS sequence (odd: male), C check
/// character by ISO 7064 MOD 11-2. The same frame carries the residence permits of Hong Kong,
/// Macao and Taiwan residents (areas 810000, 820000, 830000) and, since December 2023, foreigners'
/// permanent residence (begins with 9).
///
/// Only what cannot be is refused: a wrong check character, a date that does not exist or lies
/// ahead, a wrong length. Unknown areas stay (people keep their number when a county's code
/// changes), and a sex or birth date that differs from the record is a finding, not an error.
class CitizenNumber {
public:
    enum class Holder {
        Citizen,
        HongKong,
        Macao,
        Taiwan,
        Foreigner,
    };

    enum class Source {
        Counter, ///< typed or scanned from a paper of today
        Import,  ///< from an older register: 15-digit numbers are converted and marked
    };

    struct Reading;

    /// Takes what a person or a scanner typed: full-width digits, lower-case x, spaces and hyphens.
    [[nodiscard]] static Reading read(const QString &typed, QDate today, Source source = Source::Counter);

    /// A stored number. CitizenNumberImpossible if it cannot be one. Does not judge the future.
    [[nodiscard]] static base::Result<CitizenNumber> parse(const QString &text);

    /// The check character that follows from 17 digits; null for anything else.
    [[nodiscard]] static QChar checkCharacter(QStringView first17);

    /// The typed text with full-width forms folded, X in upper case and separators removed.
    [[nodiscard]] static QString normalised(const QString &typed);

    [[nodiscard]] QString toString() const { return m_text; }
    [[nodiscard]] QString area() const { return m_text.left(6); }
    [[nodiscard]] QDate birthDate() const;
    [[nodiscard]] Sex sex() const;
    [[nodiscard]] int sequence() const; ///< 0 to 999
    [[nodiscard]] Holder holder() const;

    /// Where the record says something else than the number: odd, never impossible.
    [[nodiscard]] QList<Finding> against(Sex sex, QDate birthDate) const;

    auto operator<=>(const CitizenNumber &) const = default;

private:
    explicit CitizenNumber(QString text);

    QString m_text;
};

/// `number` is there unless a finding is Impossible.
struct CitizenNumber::Reading {
    std::optional<CitizenNumber> number = {};
    QList<Finding> findings = {};

    bool operator==(const Reading &) const = default;
};

} // namespace shouli::core::residents
