// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Finding.h"

#include <QString>

#include <optional>

namespace shouli::core::residents {

/// A telephone number in China as it is dialled: a mobile number (11 digits), a fixed line with
/// its area code ("0911-7112345", extension after "转"), or one of another country ("+44...").
class PhoneNumber {
public:
    enum class Kind {
        Mobile,
        Fixed,
        Foreign,
    };

    struct Reading;

    /// Takes what clerks and old registers write: spaces, hyphens, +86, 0086, full-width digits,
    /// a note in brackets, two numbers with a slash, a local number without its area code
    /// (`localAreaCode` such as "0911" is put before it), an extension.
    [[nodiscard]] static Reading read(const QString &typed, const QString &localAreaCode);

    /// "13809112345", "0911-7112345", "0911-7112345转801", "+4420...".
    [[nodiscard]] QString toString() const;
    /// Digits only, without extension: what a search compares.
    [[nodiscard]] QString digits() const { return m_digits; }
    [[nodiscard]] QString extension() const { return m_extension; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    /// Whether a text message can reach it.
    [[nodiscard]] bool takesMessages() const { return m_kind == Kind::Mobile; }

    /// A number in toString()'s form; empty if it is not in that form.
    [[nodiscard]] static std::optional<PhoneNumber> parse(const QString &text);

    auto operator<=>(const PhoneNumber &) const = default;

private:
    PhoneNumber(Kind kind, QString digits, qsizetype areaDigits, QString extension);

    Kind m_kind;
    QString m_digits;
    qsizetype m_areaDigits = 0;
    QString m_extension;
};

/// `number` is there unless a finding is Impossible. The detail of PhoneSeveral and PhoneNote
/// holds what is not in the number, so that nothing typed is lost.
struct PhoneNumber::Reading {
    std::optional<PhoneNumber> number = {};
    QList<Finding> findings = {};

    bool operator==(const Reading &) const = default;
};

} // namespace shouli::core::residents
