// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

namespace shouli::core::eligibility {

/// Full years (周岁) on a day. Somebody born on 29 February turns a year older on 1 March in
/// years without that day.
[[nodiscard]] int ageOn(QDate birth, QDate day);

/// The day on which somebody is `years` old.
[[nodiscard]] QDate birthday(QDate birth, int years);

} // namespace shouli::core::eligibility
