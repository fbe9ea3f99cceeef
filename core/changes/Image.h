// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Change.h"

#include <QList>
#include <QMap>

namespace shouli::core::changes {

/// The whole of one thing as the county has it at one position: what a scope receives when the
/// thing enters it. Values, each with its version; and all events.
struct Image {
    struct Versioned {
        std::int64_t version = 0;
        Value value;
        bool operator==(const Versioned &) const = default;
    };

    std::int64_t created = 0; ///< county position of its creation
    QMap<Field, Versioned> fields;
    QList<LogEntry> events; ///< in county order
    bool erased = false;    ///< lawfully: it has no values, and no line of it has contents

    bool operator==(const Image &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    [[nodiscard]] static base::Result<Image> fromCbor(const QByteArray &bytes);

    /// Erased, its lines too.
    [[nodiscard]] Image withoutContents() const;
};

/// One log entry in an image: [seq, replica, verdict, change, image, stands].
[[nodiscard]] QByteArray toCbor(const LogEntry &entry);
[[nodiscard]] base::Result<LogEntry> logEntryFromCbor(const QByteArray &bytes);

/// The county's log: h(n) = SHA-256(h(n-1) ‖ CBOR [seq, replica, verdict, change as chained(), stands]). An image is
/// derived, and not part of it.
[[nodiscard]] QByteArray logNext(const QByteArray &previous, const LogEntry &entry);

} // namespace shouli::core::changes
