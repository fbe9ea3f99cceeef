// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonPlace.h"

#include <QHash>

namespace shouli::core::catalogue {

/// One entry of a code list.
struct Code {
    QString code; ///< the standard's own, such as "01"
    base::LocalText name;
    QString letters;     ///< of ethnic groups: "HA"
    QString group;       ///< the wider code it rolls up to; empty if none
    bool offered = true; ///< false: read and kept, not offered for choosing

    bool operator==(const Code &) const = default;
};

struct CodeList {
    QString id; ///< "sex", "marital", "rating_tag", …
    base::LocalText name;
    QString standard;        ///< "GB/T 2261.1-2003"; empty for a list of ours
    std::vector<Code> codes; ///< in the standard's order

    bool operator==(const CodeList &) const = default;

    [[nodiscard]] const Code *find(const QString &code) const; ///< nullptr if it is not in the list
    /// The name; the code itself if it is not in the list, so that nothing is shown as empty.
    [[nodiscard]] base::LocalText nameOf(const QString &code) const;
    [[nodiscard]] std::vector<const Code *> offered() const;
    [[nodiscard]] std::vector<const Code *> within(const QString &group) const;
};

/// The code lists of the standards and our own, in both languages (":/codes/codes.json"). A value;
/// reading it is thread-safe.
class CodeLists {
public:
    /// CatalogueDamaged with the place; Unsupported for a newer format; FileMissing, FileUnreadable.
    [[nodiscard]] static base::Result<CodeLists> load(const QString &file);

    [[nodiscard]] const std::vector<CodeList> &lists() const { return m_lists; }
    [[nodiscard]] const CodeList *list(const QString &id) const; ///< nullptr if there is none
    /// The name of a code, or the code itself.
    [[nodiscard]] base::LocalText name(const QString &list, const QString &code) const;

private:
    std::vector<CodeList> m_lists;
};

} // namespace shouli::core::catalogue
