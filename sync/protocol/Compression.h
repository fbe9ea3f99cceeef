// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>

namespace shouli::sync::protocol {

/// One byte that says how, then the bytes: 0 as they are, 1 a zstd frame (RFC 8878, level 3, without its
/// magic number), n above 1 the same with dictionary n. The shortest is taken.
///
/// Bounded on the way back: never more than min(8 MiB, max(1 MiB, 50 × input)) and never a window above
/// 8 MiB (RFC 9659), whatever the header claims. Streaming, so that a bomb costs what it may unpack and
/// no more. `dictionary`: none, or one that the other end is known to have.
[[nodiscard]] QByteArray compress(const QByteArray &bytes, int dictionary = 0);
/// MessageTooLarge beyond the bound, MessageMalformed for what is not one whole frame, Unsupported for a
/// dictionary that this version does not have.
[[nodiscard]] core::base::Result<QByteArray> decompress(const QByteArray &bytes);

/// The newest dictionary that this program has; 0: none. Numbers are never reused.
[[nodiscard]] int newestDictionary();
/// With which dictionary compress() made this; 0 for none.
[[nodiscard]] int dictionaryOf(const QByteArray &compressed);

} // namespace shouli::sync::protocol
