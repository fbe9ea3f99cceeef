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

    bool operator==(const Image &) const = default;

    [[nodiscard]] QByteArray toCbor() const;
    [[nodiscard]] static base::Result<Image> fromCbor(const QByteArray &bytes);
};

/// One log entry as it travels: [seq, replica, verdict, change, image].
[[nodiscard]] QByteArray toCbor(const LogEntry &entry);
[[nodiscard]] base::Result<LogEntry> logEntryFromCbor(const QByteArray &bytes);

} // namespace shouli::core::changes
