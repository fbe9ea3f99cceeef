// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Image.h"

#include "core/changes/Cbor.h"
#include "core/crypto/Hash.h"

#include <limits>

namespace shouli::core::changes {

using base::ErrorCode;
using base::Result;

namespace {
constexpr auto most = std::numeric_limits<std::int64_t>::max();
}

QByteArray Image::toCbor() const
{
    CborWriter out;
    out.array(erased ? 4 : 3);
    out.number(created);
    out.map(fields.size());
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        out.number(it.key().value);
        out.array(2);
        out.number(it->version);
        out.value(it->value);
    }
    out.array(events.size());
    for (const LogEntry &event : events)
        out.blob(changes::toCbor(event));
    if (erased)
        out.number(1);
    return out.bytes();
}

Image Image::withoutContents() const
{
    Image bare{created, {}, events, true};
    for (LogEntry &event : bare.events) {
        if (event.change.hasContents())
            event.change = event.change.withoutContents().forOthers();
    }
    return bare;
}

Result<Image> Image::fromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    Image image;
    image.erased = in.array() == 4; // what else does not fit is written otherwise
    image.created = in.numberIn(0, most);
    const qint64 fields = in.map();
    for (qint64 i = 0; i < fields && in.ok(); ++i) {
        const Field field{static_cast<std::uint16_t>(in.numberIn(1, 0xffff))};
        in.arrayOf(2);
        Versioned &versioned = image.fields[field];
        versioned.version = in.numberIn(0, most);
        versioned.value = in.value();
    }
    const qint64 events = in.array();
    for (qint64 i = 0; i < events && in.ok(); ++i) {
        const QByteArray one = in.blob();
        if (!in.ok())
            break;
        SHOULI_TRY(const LogEntry event, logEntryFromCbor(one));
        image.events.append(event);
    }
    if (image.erased)
        in.numberIn(1, 1);
    if (!in.atEnd() || (image.erased && !image.fields.isEmpty()) || image.toCbor() != bytes)
        return base::failure(ErrorCode::ChangeMalformed, QStringLiteral("image"));
    return image;
}

QByteArray toCbor(const LogEntry &entry)
{
    CborWriter out;
    out.array(6);
    out.number(entry.seq);
    out.id(entry.replica);
    out.number(static_cast<int>(entry.verdict));
    out.blob(entry.change.toCbor());
    out.blob(entry.image);
    out.number(entry.stands);
    return out.bytes();
}

Result<LogEntry> logEntryFromCbor(const QByteArray &bytes)
{
    CborReader in(bytes);
    LogEntry entry;
    in.arrayOf(6);
    entry.seq = in.numberIn(1, most);
    entry.replica = in.id<ReplicaId>();
    entry.verdict = static_cast<Verdict>(in.numberIn(0, 3));
    const QByteArray change = in.blob();
    entry.image = in.blob();
    entry.stands = in.numberIn(0, most);
    if (!in.atEnd())
        return base::failure(ErrorCode::ChangeMalformed, QStringLiteral("log entry"));
    SHOULI_TRY(entry.change, Change::fromCbor(change));
    return entry;
}

QByteArray logNext(const QByteArray &previous, const LogEntry &entry)
{
    CborWriter out;
    out.array(5);
    out.number(entry.seq);
    out.id(entry.replica);
    out.number(static_cast<int>(entry.verdict));
    out.blob(entry.change.chained());
    out.number(entry.stands);
    return crypto::sha256(previous + out.bytes());
}

} // namespace shouli::core::changes
