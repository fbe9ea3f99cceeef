// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Definitions.h"

namespace shouli::core::catalogue {

enum class Required {
    Always,
    Conditional, ///< see `when`
    OneOf,       ///< one paper out of the `group`
};

/// Whose paper it is: decides whose record may stand in for it.
enum class Whose {
    Subject,    ///< the person (or household) the service is for
    Applicant,  ///< who applies for the subject: a guardian, the relative who handles a funeral
    Proxy,      ///< who acts for the applicant
    EachMember, ///< one for each member of the household
    Parents,
};

/// A material in the checklist of a service.
struct MaterialRequirement {
    QString material;
    int originals = 0;          ///< papers that are kept
    int copies = 0;             ///< copies that are kept
    bool originalShown = false; ///< the original is shown and handed back
    Required required = Required::Always;
    std::optional<Condition> when; ///< set if and only if Conditional
    QString group;                 ///< set if and only if OneOf
    Whose whose = Whose::Subject;
    bool tolerable = false; ///< may follow under a written promise; the material's, unless the service differs
    base::LocalText remark;

    bool operator==(const MaterialRequirement &) const = default;
    [[nodiscard]] static MaterialRequirement read(const base::JsonPlace &place, const Vocabulary &known,
                                                  const std::vector<Material> &materials);
};

} // namespace shouli::core::catalogue
