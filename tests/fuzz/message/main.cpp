// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/ArrivalColumns.h"
#include "sync/protocol/columns/ChangeColumns.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/SyncRequest.h"
#include "sync/protocol/SyncResponse.h"
#include "tests/fuzz/OneSpelling.h"

using namespace shouli::sync::protocol;
using shouli::tests::fuzz::Input;
using shouli::tests::fuzz::roundTrip;

namespace {

/// Nothing unpacks beyond its bound: 8 MiB, or 50 times what came in where that is less, but 1 MiB at least.
void unpack(const QByteArray &bytes)
{
    const auto unpacked = decompress(bytes);
    const qsizetype bound = qMin<qsizetype>(8 << 20, qMax<qsizetype>(1 << 20, 50 * bytes.size()));
    if (unpacked && unpacked->size() > bound)
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [what, bytes] = Input(data, size);
    switch (what) {
    case 'q':
        roundTrip<SyncRequest>(bytes);
        break;
    case 'p':
        roundTrip<SyncResponse>(bytes);
        break;
    case 'e':
        roundTrip<Envelope>(bytes);
        break;
    case 'c': {
        const auto read = columns::ChangeColumns::decode(bytes);
        if (read && read->understood && columns::ChangeColumns::encode(read->changes) != bytes)
            __builtin_trap();
        break;
    }
    case 'a': {
        const auto arrivals = decodeArrivals(bytes);
        if (arrivals && encodeArrivals(*arrivals) != bytes)
            __builtin_trap();
        break;
    }
    case 'z':
        unpack(bytes);
        break;
    default:
        break;
    }
    return 0;
}
