// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>

namespace shouli::sync::protocol {

/// zstd (RFC 8878), level 3, bounded on the way back: never more than min(8 MiB, max(1 MiB, 50 × input))
/// and never a window above 8 MiB (RFC 9659), whatever the header claims. Streaming, so that a bomb
/// costs what it may unpack and no more.
[[nodiscard]] QByteArray compress(const QByteArray &bytes);
/// MessageTooLarge beyond the bound, MessageMalformed for what is not one whole zstd frame.
[[nodiscard]] core::base::Result<QByteArray> decompress(const QByteArray &bytes);

} // namespace shouli::sync::protocol
