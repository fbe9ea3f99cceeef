// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <cstdint>

namespace shouli::sync::protocol {

/// Where the county has an own change that does not come as an arrival yet.
struct Placed {
    std::int64_t lseq = 0;
    std::int64_t seq = 0;
    bool applied = true;
    bool operator==(const Placed &) const = default;
};

class MessageWriter;
class MessageReader;

/// One part of a message: lseq, position, 1 if applied, … Left out where there is none.
void write(MessageWriter &out, int key, const QList<Placed> &placed);
[[nodiscard]] QList<Placed> readPlaced(MessageReader &in, int key);

} // namespace shouli::sync::protocol
