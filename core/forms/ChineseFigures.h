// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

namespace shouli::core::forms {

/// 2026年11月23日
[[nodiscard]] QString chineseDate(QDate date);

/// 1,234.00 from 123400 fen.
[[nodiscard]] QString groupedMoney(qint64 fen);

/// 壹仟贰佰叁拾肆元整, as cheques and approval sheets require (支付结算办法, 附一: 零 is written once
/// for a gap; 整 follows 元 or 角, not 分). Below zero it begins with 负.
[[nodiscard]] QString capitalMoney(qint64 fen);

} // namespace shouli::core::forms
