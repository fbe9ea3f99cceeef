// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormStyle.h"

namespace shouli::core::forms {

using namespace Qt::StringLiterals;

void readStyles(FormStyles &styles, const base::JsonPlace &place)
{
    const QStringList names = place.names();
    for (const QString &name : names) {
        const base::JsonPlace own = place.object(name);
        if (!styles.contains(name)) { // a template's own: the house's fonts, nothing else
            FormStyle fresh;
            fresh.families = styles.value(u"label"_s).families;
            fresh.boxes = styles.value(u"label"_s).boxes;
            styles.insert(name, fresh);
        }
        FormStyle &style = styles[name];
        style.families = own.texts(u"families") + style.families;
        style.weight = own.integerOr(u"weight", style.weight, 100, 900);
        style.size = numberWithin(own, u"size", style.size, 4, 100);
        style.smallest = numberWithin(own, u"smallest", style.smallest, 4, 100);
        style.line = numberWithin(own, u"line", style.line, 0.8, 4);
        style.spacing = numberWithin(own, u"spacing", style.spacing, 0, 4);
        style.valueStyle = own.textOr(u"value", style.valueStyle);
        own.done();
    }
    for (auto it = styles.cbegin(); it != styles.cend(); ++it) {
        if (it->families.isEmpty())
            place.fail(u"%1 has no families"_s.arg(it.key()));
        if (!it->valueStyle.isEmpty() && !styles.contains(it->valueStyle))
            place.fail(u"%1: value is %2, which is no style"_s.arg(it.key(), it->valueStyle));
    }
}

double numberWithin(const base::JsonPlace &place, QStringView key, double otherwise, double least, double most)
{
    const double number = place.numberOr(key, otherwise);
    if (number >= least && number <= most)
        return number;
    place.fail(u"%1 is not a number from %2 to %3"_s.arg(key).arg(least).arg(most));
    return otherwise;
}

} // namespace shouli::core::forms
