// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Chunk.h"
#include "sync/snapshot/Manifest.h"
#include "sync/snapshot/Question.h"
#include "tests/fuzz/OneSpelling.h"

using namespace shouli::sync::snapshot;
using shouli::tests::fuzz::Input;
using shouli::tests::fuzz::oneSpelling;

namespace {

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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [what, bytes] = Input(data, size);
    switch (what) {
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
