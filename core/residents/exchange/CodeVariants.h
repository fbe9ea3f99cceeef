// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/Resident.h"

#include <QString>

namespace shouli::core::residents::exchange {

/// Words that offices write for values of the code lists.
namespace CodeVariants {

/// What ResidentDraft::type() understands of a cell: the list's code for words such as 汉, 妻子, 大专, 非农; anything
/// else, and any field that holds no code, as it is. A word that may mean two things (媳妇) is not taken for either.
[[nodiscard]] QString typed(ResidentField field, const QString &cell);

/// Whether a cell only says that there is nothing: 无, -, 不详.
[[nodiscard]] bool isNothing(ResidentField field, const QString &cell);

} // namespace CodeVariants

} // namespace shouli::core::residents::exchange
