// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Resident.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace shouli::core::residents::exchange {

/// What a column of a file holds.
struct Target {
    enum class Kind {
        Ignored,
        Field,           ///< a field of the person
        HouseholdNumber, ///< 户号
        HeadNumber,      ///< the ID number of the head of the household
        HeadName,        ///< the head's name: means the nearest head above of that name
    };
    Kind kind = Kind::Ignored;
    ResidentField field = ResidentField::Name; ///< for Field

    bool operator==(const Target &) const = default;

    static constexpr Target of(ResidentField field) { return {Kind::Field, field}; }
};

/// Which column is which field.
class ColumnMap {
public:
    ColumnMap() = default;
    explicit ColumnMap(QList<Target> targets)
        : m_targets(std::move(targets))
    {
    }

    /// By the headings that community offices' spreadsheets use, with or without brackets, spaces and asterisks. Of two
    /// headings for one field the first has it.
    [[nodiscard]] static ColumnMap guess(const QStringList &headings);

    /// Every choice there is for a column, in the order of a list to choose from.
    [[nodiscard]] static QList<Target> choices();
    /// What an export writes over such a column; guess() knows it.
    [[nodiscard]] static QString heading(const Target &target);

    [[nodiscard]] const QList<Target> &targets() const { return m_targets; }
    [[nodiscard]] Target target(qsizetype column) const { return m_targets.value(column); }
    /// A field has one column: another one that had it is ignored from here on.
    void set(qsizetype column, const Target &target);
    [[nodiscard]] std::optional<qsizetype> columnOf(const Target &target) const;
    [[nodiscard]] int recognised() const;
    /// Without names nothing can be imported.
    [[nodiscard]] bool isUsable() const { return columnOf(Target::of(ResidentField::Name)).has_value(); }

    /// The same for equal maps.
    [[nodiscard]] QString toString() const;

    bool operator==(const ColumnMap &) const = default;

private:
    QList<Target> m_targets;
};

} // namespace shouli::core::residents::exchange
