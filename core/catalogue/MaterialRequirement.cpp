// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/MaterialRequirement.h"

#include <algorithm>

namespace shouli::core::catalogue {

MaterialRequirement MaterialRequirement::read(const base::JsonPlace &place, const Vocabulary &known,
                                              const std::vector<Material> &materials)
{
    MaterialRequirement requirement;
    requirement.material = known.one(place, u"ref", Term::Material);
    requirement.originals = place.integer(u"original", 0, 20);
    requirement.copies = place.integer(u"copies", 0, 20);
    requirement.originalShown = place.flag(u"original_shown");
    requirement.required = place.choice<Required>(
        u"required",
        {{u"always", Required::Always}, {u"conditional", Required::Conditional}, {u"one_of", Required::OneOf}});
    if (requirement.required == Required::Conditional)
        requirement.when = Condition::read(place.object(u"when"), known);
    if (requirement.required == Required::OneOf)
        requirement.group = place.text(u"group");
    requirement.whose = place.choiceOr<Whose>(u"whose", Whose::Subject,
                                              {{u"subject", Whose::Subject},
                                               {u"applicant", Whose::Applicant},
                                               {u"proxy", Whose::Proxy},
                                               {u"each_member", Whose::EachMember},
                                               {u"parents", Whose::Parents}});
    const auto material = std::find_if(materials.begin(), materials.end(),
                                       [&](const Material &m) { return m.code == requirement.material; });
    requirement.tolerable = place.flag(u"tolerable", material != materials.end() && material->tolerable);
    requirement.remark = place.localOr(u"remark");
    place.done();
    return requirement;
}

} // namespace shouli::core::catalogue
