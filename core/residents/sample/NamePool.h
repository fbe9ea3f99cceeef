// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/residents/Sex.h"
#include "core/residents/sample/Dice.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>
#include <memory>

namespace shouli::core::residents::sample {

/// Names as the county's people have them: surnames by weight, and by village, where one or two
/// clans are half of the people; given names by sex and decade of birth. Immutable.
class NamePool {
public:
    /// CatalogueDamaged naming the file and line.
    [[nodiscard]] static base::Result<NamePool> load(const QString &folder = QStringLiteral(":/names"));

    [[nodiscard]] QString surname(Dice &dice) const;
    /// As in the rest of the country.
    [[nodiscard]] QString surnameFromElsewhere(Dice &dice) const;
    /// Given name for a birth year. `generation` is a character shared by brothers; may be empty.
    [[nodiscard]] QString given(Dice &dice, Sex sex, int born, const QString &generation = {}) const;
    [[nodiscard]] QString smallName(Dice &dice, Sex sex) const;

    /// The surname a village is called after: 强 for 强家湾; empty where it is none.
    [[nodiscard]] QString surnameOfPlace(const QString &place) const;

    struct Minority {
        int ethnic = 0;
        Sex sex = Sex::Male;
        QString name;
        bool operator==(const Minority &) const = default;
    };

    /// What programs fail on; each is used once before any is used again.
    [[nodiscard]] const QStringList &rareSurnames() const;
    [[nodiscard]] const QStringList &rareCharacters() const;
    [[nodiscard]] const QStringList &alikeNames() const;
    [[nodiscard]] const QList<Minority> &minorities() const;

private:
    struct Tables;
    explicit NamePool(std::shared_ptr<const Tables> tables);

    std::shared_ptr<const Tables> m_tables;
};

} // namespace shouli::core::residents::sample
