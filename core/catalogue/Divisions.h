// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QDate>
#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace shouli::core::catalogue {

/// An administrative division: 12 digits, two each for province, prefecture and county, three each
/// for town and village.
struct Division {
    enum class Kind {
        Province,
        Prefecture,
        County,
        Street,    ///< town digits 001 to 099
        Town,      ///< 100 to 199
        Township,  ///< 200 to 399
        Special,   ///< 400 and above
        Community, ///< village digits 001 to 199: a residents' committee
        Village,   ///< 200 and above: a villagers' committee
    };

    QString code;
    QString name; ///< Chinese
    Kind kind = Kind::Province;
    QString parent;      ///< empty for a province
    QDate validFrom;     ///< invalid: not known
    QDate validTo;       ///< invalid: still valid
    QString replacedBy;  ///< the division that took its place; empty if none
    QStringList aliases; ///< former names residents still use

    bool operator==(const Division &) const = default;

    /// What the digits say. InvalidArgument unless `code` is twelve digits that fit together.
    [[nodiscard]] static base::Result<Kind> kindOf(const QString &code);
};

/// The divisions of a county (":/codes/divisions.csv"), with those they replaced, so that old codes
/// still print old cases. An office edits the file: the statistics bureau no longer publishes it.
/// A value; reading it is thread-safe.
class Divisions {
public:
    /// CSV with the header code,name,level,parent,valid_from,valid_to,replaced_by,aliases; aliases
    /// are parted by semicolons. CatalogueDamaged with the line; FileMissing, FileUnreadable.
    [[nodiscard]] static base::Result<Divisions> load(const QString &file);
    [[nodiscard]] static base::Result<Divisions> parse(const QByteArray &csv, const QString &file);

    [[nodiscard]] const std::vector<Division> &all() const { return m_divisions; }
    [[nodiscard]] const Division *find(const QString &code) const;                   ///< nullptr if it is not here
    [[nodiscard]] std::vector<const Division *> children(const QString &code) const; ///< valid ones only
    /// From the province down to `code` itself; empty for an unknown code.
    [[nodiscard]] std::vector<const Division *> ancestry(const QString &code) const;
    /// The names from the province (or from below `from`) down: "瓦窑堡街道米粮山社区居委会".
    [[nodiscard]] QString fullName(const QString &code, const QString &below = {}) const;
    /// The name with the parent's, as village names repeat: "十里铺村委会（瓦窑堡街道）".
    [[nodiscard]] QString label(const QString &code) const;

    /// The code in use today: follows replacements, also of the county a code begins with.
    [[nodiscard]] QString current(const QString &code) const;
    /// Whether a code lies in a division (or is it), both taken by their current codes. Works for
    /// codes of other counties, which are not in the table.
    [[nodiscard]] bool isWithin(const QString &code, const QString &division) const;
    /// The county, street or town a code lies in: its digits, filled up with zeros.
    [[nodiscard]] static QString countyOf(const QString &code);
    [[nodiscard]] static QString townOf(const QString &code);

    /// Divisions whose name or alias begins with the text, or else contains it; valid ones only.
    [[nodiscard]] std::vector<const Division *> search(const QString &text) const;

private:
    std::vector<Division> m_divisions;
    QHash<QString, int> m_byCode;
};

} // namespace shouli::core::catalogue
