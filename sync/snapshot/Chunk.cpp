// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshot/Chunk.h"

#include "core/crypto/Hash.h"
#include "sync/protocol/ArrivalColumns.h"
#include "sync/protocol/columns/Columns.h"
#include "sync/protocol/Compression.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <limits>

namespace shouli::sync::snapshot {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::EntityId;
using core::changes::EntityRef;
using core::changes::Field;
using core::changes::Image;
using core::changes::LogEntry;
using core::changes::ScopeId;
using core::changes::Value;
using protocol::columns::after;
using protocol::Arrival;
using protocol::columns::Column;
using protocol::columns::ColumnReader;
using protocol::columns::ColumnWriter;
using protocol::columns::difference;

namespace {

constexpr std::uint64_t format = 1;
constexpr qsizetype linesAtOnce = 10'000;
constexpr std::uint64_t maxFields = 4096;
constexpr std::uint64_t maxHolders = 1024; ///< of one thing
constexpr qsizetype idHead = 6;            ///< of an id: milliseconds since 1970
constexpr auto most = std::numeric_limits<std::int64_t>::max();

/// Of one field of one thing.
enum Presence : std::uint64_t {
    Absent = 0,
    AsCreated = 1,
    SetLater = 2,
};
enum Sort : std::uint64_t {
    Nothing = 0,
    Number = 1,
    Text = 2,
    Bytes = 3,
};

Sort sortOf(const Value &value)
{
    return value.isNumber() ? Number : value.isText() ? Text : value.isBytes() ? Bytes : Nothing;
}

void writeIds(ColumnWriter &out, const QList<Thing> &things)
{
    Column times;
    QByteArray rest;
    std::int64_t time = 0;
    for (const Thing &thing : things) {
        const QByteArray bytes = thing.ref.id.toBytes();
        std::int64_t now = 0;
        for (qsizetype i = 0; i < idHead; ++i)
            now = now << 8 | static_cast<std::uint8_t>(bytes.at(i));
        times.append(static_cast<std::uint64_t>(now - time)); // ascending
        time = now;
        rest += bytes.mid(idHead);
    }
    out.column(times);
    out.bytes(rest);
}

QList<EntityId> readIds(ColumnReader &in, qsizetype count)
{
    const Column times = in.column(count);
    const QByteArray rest = in.bytes(static_cast<std::uint64_t>(count * (EntityId::size - idHead)));
    QList<EntityId> ids;
    std::uint64_t time = 0;
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        if (times.at(i) >= 1ULL << 48 || (time += times.at(i)) >= 1ULL << 48) {
            in.fail();
            break;
        }
        QByteArray bytes;
        for (int shift = 8 * (static_cast<int>(idHead) - 1); shift >= 0; shift -= 8)
            bytes += static_cast<char>(time >> shift);
        bytes += rest.mid(i * (EntityId::size - idHead), EntityId::size - idHead);
        const auto id = EntityId::fromBytes(bytes);
        if (!id || id->isNull() || (!ids.isEmpty() && !(ids.last() < *id))) {
            in.fail();
            break;
        }
        ids.append(*id);
    }
    return ids;
}

void writeHolders(ColumnWriter &out, const QList<Thing> &things)
{
    Column sizes;
    Column whose;
    Column counts;
    Column positions;
    QList<ScopeId> scopes;
    QHash<ScopeId, std::uint64_t> numbers;
    for (const Thing &thing : things) {
        sizes.append(static_cast<std::uint64_t>(thing.holders.size()));
        for (auto it = thing.holders.cbegin(); it != thing.holders.cend(); ++it) {
            if (!numbers.contains(it.key())) {
                numbers.insert(it.key(), static_cast<std::uint64_t>(scopes.size()));
                scopes.append(it.key());
            }
            whose.append(numbers.value(it.key()));
            counts.append(static_cast<std::uint64_t>(it->count));
            positions.append(difference(thing.image.created, it->position));
        }
    }
    out.column(sizes);
    for (const Column &column : {whose, counts, positions})
        out.column(column);
    for (const ScopeId &scope : std::as_const(scopes))
        out.bytes(scope.toBytes());
}

void readHolders(ColumnReader &in, QList<Thing> &things)
{
    const Column sizes = in.column(things.size());
    std::uint64_t total = 0;
    for (const std::uint64_t size : sizes) {
        if (size > maxHolders)
            return in.fail();
        total += size;
    }
    const auto count = static_cast<qsizetype>(total);
    const Column whose = in.column(count);
    const Column counts = in.column(count);
    const Column positions = in.column(count);
    std::uint64_t known = 0;
    for (const std::uint64_t one : whose) {
        if (one > known)
            return in.fail();
        known += one == known ? 1 : 0;
    }
    QList<ScopeId> scopes;
    for (std::uint64_t i = 0; i < known && in.ok(); ++i)
        scopes.append(ScopeId::fromBytes(in.bytes(ScopeId::size)).value_or(ScopeId()));
    qsizetype next = 0;
    for (qsizetype i = 0; i < things.size() && in.ok(); ++i) {
        Thing &thing = things[i];
        ScopeId before;
        for (std::uint64_t j = 0; j < sizes.at(i); ++j, ++next) {
            const ScopeId scope = scopes.at(static_cast<qsizetype>(whose.at(next)));
            const std::int64_t position = after(thing.image.created, positions.at(next));
            if (!(before < scope) || counts.at(next) > static_cast<std::uint64_t>(most) || position < 0)
                return in.fail();
            before = scope;
            thing.holders.insert(scope, {static_cast<std::int64_t>(counts.at(next)), position});
        }
    }
}

void writeField(ColumnWriter &out, const QList<Thing> &things, Field field)
{
    Column presence;
    Column versions;
    Column sorts;
    Column numbers;
    QList<QByteArray> blobs;
    std::int64_t number = 0;
    for (const Thing &thing : things) {
        const auto at = thing.image.fields.constFind(field);
        if (at == thing.image.fields.cend()) {
            presence.append(Absent);
            continue;
        }
        const bool later = at->version != thing.image.created;
        presence.append(later ? SetLater : AsCreated);
        if (later)
            versions.append(difference(thing.image.created, at->version));
        const Sort sort = sortOf(at->value);
        sorts.append(sort);
        if (sort == Number) {
            numbers.append(difference(number, at->value.number()));
            number = at->value.number();
        } else if (sort != Nothing) {
            blobs.append(sort == Text ? at->value.text().toUtf8() : at->value.bytes());
        }
    }
    out.number(field.value);
    for (const Column &column : {presence, versions, sorts, numbers})
        out.column(column);
    out.blobs(blobs);
}

Value valueOf(ColumnReader &in, std::uint64_t sort, const QByteArray &blob)
{
    if (sort == Bytes)
        return Value(blob);
    const QString text = QString::fromUtf8(blob);
    if (text.toUtf8() != blob) // not UTF-8: nobody wrote it
        in.fail();
    return Value(text);
}

void readField(ColumnReader &in, QList<Thing> &things, std::uint64_t &before)
{
    const std::uint64_t field = in.numberUpTo(0xffff);
    if (field <= before)
        return in.fail();
    before = field;
    const Column presence = in.column(things.size());
    const auto count = [](const Column &column, std::uint64_t value) { return column.count(value); };
    const Column versions = in.column(count(presence, SetLater));
    const Column sorts = in.column(things.size() - count(presence, Absent));
    const Column numbers = in.column(count(sorts, Number));
    const auto blobs = in.blobs(count(sorts, Text) + count(sorts, Bytes));
    if (!in.ok() || sorts.isEmpty())
        return in.fail();
    qsizetype version = 0;
    qsizetype sort = 0;
    qsizetype number = 0;
    qsizetype blob = 0;
    std::int64_t last = 0;
    for (qsizetype i = 0; i < things.size() && in.ok(); ++i) {
        if (presence.at(i) == Absent)
            continue;
        Image &image = things[i].image;
        Image::Versioned one{image.created, {}};
        if (presence.at(i) > SetLater || sorts.at(sort) > Bytes)
            return in.fail();
        if (presence.at(i) == SetLater)
            one.version = after(image.created, versions.at(version++));
        const std::uint64_t is = sorts.at(sort++);
        if (is == Number) {
            last = after(last, numbers.at(number++));
            one.value = Value(last);
        } else if (is != Nothing) {
            one.value = valueOf(in, is, blobs.at(blob++));
        }
        if (one.version < 0 || (presence.at(i) == SetLater && one.version == image.created))
            return in.fail();
        image.fields.insert(image.fields.cend(), Field{static_cast<std::uint16_t>(field)}, one); // they ascend
    }
}

void writeLines(ColumnWriter &out, const QList<Thing> &things)
{
    QList<Arrival> lines;
    for (const Thing &thing : things) {
        for (const LogEntry &line : thing.image.events)
            lines.append({line.seq, line, {}});
    }
    std::sort(lines.begin(), lines.end(), [](const Arrival &a, const Arrival &b) { return a.seq < b.seq; });
    out.number(static_cast<std::uint64_t>(lines.size()));
    for (qsizetype i = 0; i < lines.size(); i += linesAtOnce) {
        const QByteArray columns = protocol::encodeArrivals(lines.mid(i, linesAtOnce));
        out.number(static_cast<std::uint64_t>(columns.size()));
        out.bytes(columns);
    }
}

Result<void> readLines(ColumnReader &in, QList<Thing> &things)
{
    QHash<EntityRef, qsizetype> index;
    for (qsizetype i = 0; i < things.size(); ++i)
        index.insert(things.at(i).ref, i);
    auto left = static_cast<qsizetype>(in.numberUpTo(static_cast<std::uint64_t>(Chunk::maxLines)));
    std::int64_t seq = 0;
    while (left > 0 && in.ok()) {
        const QByteArray columns = in.bytes(in.number());
        if (!in.ok())
            break;
        SHOULI_TRY(const auto lines, protocol::decodeArrivals(columns));
        if (lines.size() != std::min(left, linesAtOnce)) {
            in.fail();
            break;
        }
        left -= lines.size();
        for (const Arrival &line : lines) {
            const auto at = line.entry ? index.constFind(line.entry->change.entity) : index.cend();
            if (at == index.cend() || line.seq <= seq || !line.entry->image.isEmpty()) {
                in.fail();
                break;
            }
            seq = line.seq;
            things[*at].image.events.append(*line.entry);
        }
    }
    return {};
}

} // namespace

QByteArray Chunk::nameOf(const QByteArray &compressed)
{
    return core::crypto::sha256(compressed);
}

QByteArray Chunk::encode() const
{
    return protocol::compress(plain());
}

QByteArray Chunk::plain() const
{
    ColumnWriter out;
    out.number(format);
    out.bytes(scope.toBytes());
    out.number(kind.value);
    out.number(static_cast<std::uint64_t>(depth));
    out.number(prefix);
    out.number(static_cast<std::uint64_t>(things.size()));
    writeIds(out, things);
    Column created;
    Column erased;
    std::int64_t before = 0;
    QSet<Field> known;
    for (const Thing &thing : things) {
        erased.append(thing.image.erased ? 1 : 0);
        created.append(difference(before, thing.image.created));
        before = thing.image.created;
        for (auto it = thing.image.fields.cbegin(); it != thing.image.fields.cend(); ++it)
            known.insert(it.key());
    }
    out.column(created);
    out.column(erased);
    writeHolders(out, things);
    QList<Field> fields(known.cbegin(), known.cend());
    std::sort(fields.begin(), fields.end());
    out.number(static_cast<std::uint64_t>(fields.size()));
    for (const Field field : std::as_const(fields))
        writeField(out, things, field);
    writeLines(out, things);
    return out.take();
}

Result<Chunk> Chunk::decode(const QByteArray &compressed)
{
    SHOULI_TRY(const QByteArray bytes, protocol::decompress(compressed));
    SHOULI_TRY(Chunk chunk, read(bytes));
    if (chunk.plain() != bytes) // one spelling
        return failure(ErrorCode::MessageMalformed, QStringLiteral("chunk"));
    return chunk;
}

Result<Chunk> Chunk::decodeNamed(const QByteArray &compressed, const QByteArray &name)
{
    if (nameOf(compressed) != name)
        return failure(ErrorCode::MessageMalformed, QStringLiteral("chunk"));
    SHOULI_TRY(const QByteArray bytes, protocol::decompress(compressed));
    return read(bytes);
}

Result<Chunk> Chunk::read(const QByteArray &bytes)
{
    ColumnReader in(bytes);
    const auto malformed = [] { return failure(ErrorCode::MessageMalformed, QStringLiteral("chunk")); };
    const std::uint64_t written = in.number();
    if (written > format)
        return failure(ErrorCode::Unsupported, QStringLiteral("chunk"));
    Chunk chunk;
    chunk.scope = ScopeId::fromBytes(in.bytes(ScopeId::size)).value_or(ScopeId());
    chunk.kind.value = static_cast<std::uint16_t>(in.numberUpTo(0xffff));
    chunk.depth = static_cast<int>(in.numberUpTo(maxDepth));
    chunk.prefix = static_cast<std::uint32_t>(in.numberUpTo((1ULL << chunk.depth) - 1));
    const auto count = static_cast<qsizetype>(in.numberUpTo(maxThings));
    if (!in.ok() || written != format || chunk.scope.isNull() || count == 0)
        return malformed();
    const auto ids = readIds(in, count);
    const Column created = in.column(count);
    const Column erased = in.column(count);
    if (!in.ok())
        return malformed();
    std::int64_t before = 0;
    for (qsizetype i = 0; i < count; ++i) {
        Thing thing;
        thing.image.erased = erased.at(i) == 1; // another number is written otherwise
        thing.ref = {chunk.kind, ids.at(i)};
        thing.image.created = before = after(before, created.at(i));
        if (before < 0 || prefixOf(ids.at(i), chunk.depth) != chunk.prefix)
            return malformed();
        chunk.things.append(thing);
    }
    readHolders(in, chunk.things);
    const std::uint64_t fields = in.numberUpTo(maxFields);
    std::uint64_t field = 0;
    for (std::uint64_t i = 0; i < fields && in.ok(); ++i)
        readField(in, chunk.things, field);
    SHOULI_CHECK(readLines(in, chunk.things));
    if (!in.atEnd())
        return malformed();
    for (const Thing &thing : std::as_const(chunk.things)) {
        if (thing.holders.value(chunk.scope).count < 1 || (thing.image.erased && !thing.image.fields.isEmpty()))
            return malformed();
    }
    return chunk;
}

} // namespace shouli::sync::snapshot
