// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/ArrivalColumns.h"

#include "sync/protocol/columns/ChangeColumns.h"
#include "sync/protocol/columns/Columns.h"

#include <QHash>

#include <limits>

namespace shouli::sync::protocol {

using columns::after;
using columns::ChangeColumns;
using columns::Column;
using columns::ColumnReader;
using columns::ColumnWriter;
using columns::difference;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::Change;
using core::changes::LogEntry;
using core::changes::ReplicaId;
using core::changes::Verdict;

namespace {

constexpr auto most = std::numeric_limits<std::int64_t>::max();

} // namespace

QByteArray encodeArrivals(const QList<Arrival> &arrivals)
{
    Column seqs;
    Column whose; // 0: the receiver's own; else one of `replicas`, by its place
    Column verdicts;
    Column ownLseqs;
    Column stands; // of those that move a thing; 0 by far the most often
    QList<ReplicaId> replicas;
    QHash<ReplicaId, int> streamOf;
    QList<int> streams;
    QList<QByteArray> images;
    QList<Change> changes;
    std::int64_t seq = 0;
    std::int64_t lseq = 0;
    for (const Arrival &one : arrivals) {
        seqs.append(difference(seq + 1, one.seq));
        seq = one.seq;
        if (!one.entry) {
            whose.append(0);
            verdicts.append(static_cast<std::uint64_t>(one.echo.verdict));
            ownLseqs.append(difference(lseq + 1, one.echo.lseq));
            lseq = one.echo.lseq;
            stands.append(static_cast<std::uint64_t>(one.echo.stands));
            continue;
        }
        const auto known = streamOf.constFind(one.entry->replica);
        streams.append(known != streamOf.cend() ? *known : static_cast<int>(replicas.size()));
        if (known == streamOf.cend()) {
            streamOf.insert(one.entry->replica, streams.last());
            replicas.append(one.entry->replica);
        }
        whose.append(static_cast<std::uint64_t>(streams.last()) + 1);
        verdicts.append(static_cast<std::uint64_t>(one.entry->verdict));
        stands.append(static_cast<std::uint64_t>(one.entry->stands));
        images.append(one.entry->image);
        changes.append(one.entry->change);
    }
    ColumnWriter out;
    out.number(static_cast<std::uint64_t>(arrivals.size()));
    for (const Column &column : {seqs, whose, verdicts, ownLseqs, stands})
        out.column(column);
    for (const ReplicaId &replica : std::as_const(replicas))
        out.bytes(replica.toBytes());
    if (!changes.isEmpty()) {
        const QByteArray packed = ChangeColumns::encode(changes, columns::Known(), streams);
        out.number(static_cast<std::uint64_t>(packed.size()));
        out.bytes(packed);
        out.blobs(images);
    }
    return out.take();
}

Result<QList<Arrival>> decodeArrivals(const QByteArray &bytes)
{
    const auto malformed = [] { return failure(ErrorCode::MessageMalformed, QStringLiteral("arrivals")); };
    ColumnReader in(bytes);
    const auto count = static_cast<qsizetype>(in.numberUpTo(static_cast<std::uint64_t>(ChangeColumns::maxChanges)));
    const Column seqs = in.column(count);
    const Column whose = in.column(count);
    const Column verdicts = in.column(count);
    const Column ownLseqs = in.column(whose.count(0));
    const Column stands = in.column(count);
    std::uint64_t others = 0;
    QList<int> streams;
    for (const std::uint64_t one : whose) {
        if (one > others + 1)
            return malformed();
        others = std::max(others, one);
        if (one > 0)
            streams.append(static_cast<int>(one - 1));
    }
    QList<ReplicaId> replicas;
    for (std::uint64_t i = 0; i < others; ++i)
        replicas.append(ReplicaId::fromBytes(in.bytes(ReplicaId::size)).value_or(ReplicaId()));
    QList<QByteArray> images;
    ChangeColumns::Decoded decoded;
    if (!streams.isEmpty()) {
        const QByteArray packed = in.bytes(in.number());
        images = in.blobs(streams.size());
        if (!in.ok())
            return malformed();
        SHOULI_TRY(decoded, ChangeColumns::decode(packed, columns::Known(), streams));
    }
    if (!in.atEnd() || !decoded.understood)
        return malformed();

    QList<Arrival> arrivals;
    std::int64_t seq = 0;
    std::int64_t lseq = 0;
    qsizetype entry = 0;
    qsizetype own = 0;
    for (qsizetype i = 0; i < count; ++i) {
        const std::int64_t next = after(seq, seqs.at(i));
        if (stands.at(i) > static_cast<std::uint64_t>(most))
            return malformed();
        if (next < seq || next == most || verdicts.at(i) > static_cast<std::uint64_t>(Verdict::Refused))
            return malformed();
        seq = next + 1;
        Arrival arrival;
        arrival.seq = seq;
        const auto verdict = static_cast<Verdict>(verdicts.at(i));
        if (whose.at(i) == 0) {
            lseq = after(lseq, ownLseqs.at(own++));
            if (lseq < 0 || lseq == most)
                return malformed();
            arrival.echo = {++lseq, verdict, static_cast<std::int64_t>(stands.at(i))};
        } else {
            const ReplicaId replica = replicas.at(static_cast<qsizetype>(whose.at(i)) - 1);
            arrival.entry = LogEntry{seq,     replica,          decoded.changes.at(entry),
                                     verdict, images.at(entry), static_cast<std::int64_t>(stands.at(i))};
            ++entry;
        }
        arrivals.append(std::move(arrival));
    }
    if (encodeArrivals(arrivals) != bytes)
        return malformed();
    return arrivals;
}

} // namespace shouli::sync::protocol
