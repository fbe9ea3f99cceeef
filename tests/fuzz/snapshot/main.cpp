// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Chunk.h"
#include "sync/snapshot/Manifest.h"
#include "sync/snapshot/Question.h"

#include <cstdint>

using namespace shouli::sync::snapshot;

namespace {

/// What was read is written to the same bytes.
template <class Message>
void oneSpelling(const QByteArray &bytes)
{
    const auto message = Message::fromCbor(bytes);
    if (message && message->toCbor() != bytes)
        __builtin_trap();
}

/// A chunk that is read is within its bounds, and says the same when written and read again.
void chunk(const QByteArray &bytes)
{
    const auto chunk = Chunk::decode(bytes);
    if (!chunk)
        return;
    if (chunk->things.isEmpty() || chunk->things.size() > Chunk::maxThings)
        __builtin_trap();
    const auto again = Chunk::decode(chunk->encode());
    if (!again || !(*again == *chunk))
        __builtin_trap();
}

} // namespace

/// The first byte says what the rest is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size) - 1);
    switch (data[0]) {
    case 'm':
        oneSpelling<Manifest>(bytes);
        break;
    case 's':
        oneSpelling<SignedManifest>(bytes);
        break;
    case 'q':
        oneSpelling<Question>(bytes);
        break;
    case 'c': // as it travels
        chunk(bytes);
        break;
    default: // unpacked
        chunk(QByteArray(1, '\0') + bytes);
    }
    return 0;
}
