// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>

namespace shouli::sync::merge {

/// What the county hands out with a position of its log: the first eight bytes of the log's hash there,
/// and eight bytes of a MAC by the county's own secret. A replica shows it again with its cursor. One that
/// is genuine but differs from the log proves that the server was restored from an older copy; nobody
/// can claim that without having been told so by this very county.
[[nodiscard]] QByteArray positionToken(const QByteArray &key, const QByteArray &epoch, std::int64_t seq,
                                       const QByteArray &logHash);

/// Whether this county ever gave it out for `seq` in `epoch`.
[[nodiscard]] bool isGenuineToken(const QByteArray &key, const QByteArray &epoch, std::int64_t seq,
                                  const QByteArray &token);

/// Whether it stands for the log whose hash at that position is `logHash`.
[[nodiscard]] bool tokenAgrees(const QByteArray &token, const QByteArray &logHash);

} // namespace shouli::sync::merge
