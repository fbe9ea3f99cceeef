// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/ResponseReader.h"
#include "sync/transport/serving/RequestHead.h"

#include <cstdint>

using namespace shouli::sync::transport;

namespace {

/// Whole or byte by byte, a head is taken or refused alike; one that is taken parses or is refused with a status.
void request(const QByteArray &bytes)
{
    const serving::Limits limits;
    serving::HeadScanner whole(limits);
    serving::HeadScanner slow(limits);
    const auto state = whole.scan(bytes);
    auto slowly = serving::HeadScanner::State::Incomplete;
    for (qsizetype i = 1; i <= bytes.size() && slowly == serving::HeadScanner::State::Incomplete; ++i)
        slowly = slow.scan(QByteArrayView(bytes).first(i));
    if (state != slowly || whole.status() != slow.status() || whole.length() != slow.length())
        __builtin_trap();
    if (state != serving::HeadScanner::State::Complete)
        return;
    const auto parsed = serving::ParsedHead::parse(QByteArrayView(bytes).first(whole.length()), limits);
    if (parsed.refusal() == 0 && (!parsed.head().path.startsWith('/') || parsed.head().contentLength.value_or(0) < 0))
        __builtin_trap();
    if (parsed.refusal() != 0 && (parsed.refusal() < 400 || parsed.refusal() > 599))
        __builtin_trap();
}

/// A body is never longer than allowed.
void response(QByteArray bytes)
{
    constexpr qint64 limit = 4096;
    ResponseReader reader(limit);
    const auto done = reader.feed(bytes);
    if (done && *done && reader.takeBody().size() > limit)
        __builtin_trap();
}

} // namespace

/// The first byte says which end reads.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size) - 1);
    data[0] == 'r' ? response(bytes) : request(bytes);
    return 0;
}
