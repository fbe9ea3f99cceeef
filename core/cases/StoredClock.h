// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/Deadline.h"

#include <QByteArray>

namespace shouli::core::cases {

/// A started time limit as the derived tables keep it: its due date depends on the calendar and on
/// today, so it is computed when shown. Bytes this version did not write give an empty clock.
[[nodiscard]] QByteArray toStored(const calendar::StageClock &clock);
[[nodiscard]] calendar::StageClock clockFromStored(const QByteArray &bytes);

} // namespace shouli::core::cases
