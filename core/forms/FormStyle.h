// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonPlace.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace shouli::core::forms {

/// How words are set. Sizes in points (1/72 inch). A value.
struct FormStyle {
    QStringList families; ///< in order of preference; each character takes the first that has it
    QString boxes;        ///< family for □ and ☑, so that the two match
    int weight = 400;     ///< 400 regular, 700 bold
    double size = 10.5;   ///< 五号
    double smallest = 9;  ///< to which a full cell may shrink before it overflows
    double line = 1.25;   ///< line pitch, as a multiple of the size
    double spacing = 0;   ///< extra space between characters, as a multiple of the size
    QString valueStyle;   ///< style of values within fixed words; empty: the same

    bool operator==(const FormStyle &) const = default;
};

using FormStyles = QMap<QString, FormStyle>;

/// Changes and adds styles as an object of a template says; its families go before the ones there.
void readStyles(FormStyles &styles, const base::JsonPlace &place);

/// A number that a template may leave out; one out of range is a problem of the document.
[[nodiscard]] double numberWithin(const base::JsonPlace &place, QStringView key, double otherwise, double least,
                                  double most);

} // namespace shouli::core::forms
