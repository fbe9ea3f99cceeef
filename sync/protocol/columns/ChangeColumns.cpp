// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/columns/ChangeColumns.h"

#include "sync/protocol/columns/Columns.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <limits>

namespace shouli::sync::protocol::columns {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::AuthorId;
using core::changes::Change;
using core::changes::EntityId;
using core::changes::EntityRef;
using core::changes::Operation;
using core::changes::ScopeId;

namespace {

constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
constexpr qsizetype largestReferred = 4096; ///< a longer one is spelled out: looking must stay cheap
constexpr qsizetype idHead = 6;             ///< of an id: milliseconds since 1970

enum Flag : std::uint64_t {
    HasBaseSeq = 1,
    HasBaseLseq = 2,
    BaseValueSpelled = 4,
    BaseValueReferred = 8,
    HasScope = 16,
    HasAuthor = 32,
    HasExtension = 64,
    AllFlags = 127,
};

/// What changes of one sort have in common.
struct Shape {
    std::uint64_t operation = 0;
    std::uint64_t kind = 0;
    std::uint64_t field = 0;
    std::uint64_t event = 0;
    std::uint64_t flags = 0;
    bool operator==(const Shape &) const = default;
    friend size_t qHash(const Shape &s, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, s.operation, s.kind, s.field, s.event, s.flags);
    }
};

/// What the sender chose to call by position: all else about the spelling follows from the changes.
struct Choices {
    QHash<EntityId, std::int64_t> positions;
    QSet<qsizetype> referred; ///< changes whose base value the other end looks up in its log
};

/// Of one author's history: what the next change is expected to look like.
struct Expected {
    std::int64_t lseq = 0;
    std::int64_t actOffset = -1;
    std::int64_t actSize = 0;
    std::int64_t wall = 0;
    std::int64_t monotonic = 0;

    [[nodiscard]] bool inAct() const { return actOffset + 1 < actSize; }
    [[nodiscard]] std::int64_t nextOffset() const { return inAct() ? actOffset + 1 : 0; }
    [[nodiscard]] std::int64_t nextSize() const { return inAct() ? actSize : 1; }
    void move(const Change &c)
    {
        *this = {c.lseq, c.lseq - c.actFirst, c.actSize, c.stamp.wall.ms, c.stamp.monotonicMs};
    }
};

/// The values seen so far, in order of first appearance, each with a number.
template <class T>
class Seen {
public:
    /// The number of `value`; that of the next one if it is new.
    std::uint64_t take(const T &value)
    {
        const auto found = m_numbers.constFind(value);
        if (found != m_numbers.cend())
            return *found;
        m_numbers.insert(value, static_cast<std::uint64_t>(m_all.size()));
        m_all.append(value);
        return static_cast<std::uint64_t>(m_all.size() - 1);
    }
    [[nodiscard]] const QList<T> &all() const { return m_all; }

private:
    QHash<T, std::uint64_t> m_numbers;
    QList<T> m_all;
};

/// Finds the base of a change among those before it in the same message.
class Within {
public:
    void add(int stream, std::int64_t lseq, qsizetype index) { m_index.insert({stream, lseq}, index); }
    [[nodiscard]] const Change *find(const QList<Change> &changes, int stream, const Change &of) const
    {
        const auto at = of.base.lseq > 0 ? m_index.constFind({stream, of.base.lseq}) : m_index.cend();
        return at != m_index.cend() ? &changes.at(*at) : nullptr;
    }

private:
    QHash<std::pair<int, std::int64_t>, qsizetype> m_index;
};

int streamOf(const QList<int> &streams, qsizetype i)
{
    return streams.isEmpty() ? 0 : streams.at(i);
}

/// Ids of one sort: [difference of position + 1 or 0 for spelled out …][times …][rest of each].
void writeIds(ColumnWriter &out, const QList<EntityId> &ids, const Choices &choices, std::int64_t time)
{
    Column positions;
    Column times;
    QByteArray rest;
    std::int64_t position = 0;
    for (const EntityId &id : ids) {
        const auto known = choices.positions.constFind(id);
        if (known != choices.positions.cend()) {
            positions.append(difference(position, *known) + 1);
            position = *known;
            continue;
        }
        positions.append(0);
        const QByteArray bytes = id.toBytes();
        std::int64_t now = 0;
        for (qsizetype i = 0; i < idHead; ++i)
            now = now << 8 | static_cast<std::uint8_t>(bytes.at(i));
        times.append(difference(time, now));
        time = now;
        rest += bytes.mid(idHead);
    }
    out.column(positions);
    out.column(times);
    out.bytes(rest);
}

QList<EntityId> readIds(ColumnReader &in, qsizetype count, const Known &known, std::int64_t time, Choices &choices,
                        bool &understood)
{
    const Column positions = in.column(count);
    const Column times = in.column(positions.count(0));
    QList<EntityId> ids;
    qsizetype spelled = 0;
    std::int64_t position = 0;
    for (const std::uint64_t one : positions) {
        if (one > 0) {
            position = after(position, one - 1);
            const auto id = position > 0 ? known.createdAt(position) : std::nullopt;
            understood = understood && id;
            ids.append(id.value_or(EntityId()));
            if (id)
                choices.positions.insert(*id, position);
            continue;
        }
        time = after(time, times.at(spelled++));
        QByteArray bytes;
        for (int shift = 8 * (static_cast<int>(idHead) - 1); shift >= 0; shift -= 8)
            bytes += static_cast<char>(time >> shift);
        if (time < 0 || time >= 1LL << 48)
            in.fail();
        bytes += in.bytes(EntityId::size - idHead);
        ids.append(EntityId::fromBytes(bytes).value_or(EntityId()));
    }
    return ids;
}

QByteArray write(const QList<Change> &changes, const QList<int> &streams, const Choices &choices)
{
    ColumnWriter out;
    out.number(static_cast<std::uint64_t>(changes.size()));
    if (changes.isEmpty())
        return out.take();
    Column lseqs;
    Column offsets;
    Column sizes;
    Column shapeOf;
    Column entityOf;
    Column scopeOf;
    Column authorOf;
    Column bootOf;
    Column baseSeqs;
    Column baseLseqs;
    Column walls;
    Column monotonics;
    QList<QByteArray> payloads;
    QList<QByteArray> baseValues;
    QList<QByteArray> extensions;
    Column saltOf;
    Column erased;
    QList<QByteArray> commitments;
    Seen<QByteArray> salts;
    Seen<Shape> shapes;
    Seen<EntityId> entities;
    Seen<EntityId> scopes;
    Seen<EntityId> authors;
    Seen<std::uint64_t> boots;
    QHash<int, Expected> expectedOf;
    Within within;
    std::int64_t wall = 0;
    std::int64_t baseSeq = 0;
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const Change &c = changes.at(i);
        const int stream = streamOf(streams, i);
        Expected &expected = expectedOf[stream];
        if (expected.lseq == 0)
            expected.wall = wall;
        lseqs.append(difference(expected.lseq, c.lseq - 1));
        offsets.append(difference(expected.nextOffset(), c.lseq - c.actFirst));
        sizes.append(difference(expected.nextSize(), c.actSize));
        walls.append(difference(expected.wall, c.stamp.wall.ms));
        monotonics.append(difference(after(expected.monotonic, walls.last()), c.stamp.monotonicMs));
        expected.move(c);
        wall = c.stamp.wall.ms;

        Shape shape{static_cast<std::uint64_t>(c.operation), c.entity.kind.value, c.field.value, c.event.value, 0};
        const auto flag = [&shape](bool set, std::uint64_t f) { shape.flags |= set ? f : 0; };
        flag(c.base.seq > 0, HasBaseSeq);
        flag(c.base.lseq > 0, HasBaseLseq);
        const Change *base = within.find(changes, stream, c);
        const bool referred = base != nullptr ? writtenBy(*base, c.entity, c.field) == c.baseValue
                                              : choices.referred.contains(i);
        flag(!c.baseValue.isEmpty() && referred, BaseValueReferred);
        flag(!c.baseValue.isEmpty() && !referred, BaseValueSpelled);
        flag(!c.scope.isNull(), HasScope);
        flag(!c.author.isNull(), HasAuthor);
        flag(!c.extension.isEmpty(), HasExtension);
        shapeOf.append(shapes.take(shape));
        within.add(stream, c.lseq, i);

        const auto before = static_cast<std::uint64_t>(entities.all().size());
        const std::uint64_t entity = entities.take(c.entity.id);
        entityOf.append(entity == before ? 0 : before - entity); // 0: the next new one; else so many back
        if (c.base.seq > 0) {
            const std::int64_t created = choices.positions.value(c.entity.id);
            baseSeqs.append(c.base.seq == created ? 0 : difference(baseSeq, c.base.seq) + 1);
            baseSeq = c.base.seq;
        }
        if (c.base.lseq > 0)
            baseLseqs.append(difference(c.lseq, c.base.lseq));
        if (!c.scope.isNull())
            scopeOf.append(scopes.take(core::base::idCast<EntityId>(c.scope)));
        if (!c.author.isNull())
            authorOf.append(authors.take(core::base::idCast<EntityId>(c.author)));
        bootOf.append(boots.take(c.stamp.bootId));
        payloads.append(c.payload);
        if ((shape.flags & BaseValueSpelled) != 0)
            baseValues.append(c.baseValue);
        if (!c.extension.isEmpty())
            extensions.append(c.extension);
        saltOf.append(salts.take(c.salt));
        erased.append(c.erased ? 1 : 0);
        if (c.erased)
            commitments.append(c.commitment);
    }
    for (const Column &column : {lseqs, offsets, sizes, shapeOf})
        out.column(column);
    for (const Shape &s : shapes.all()) {
        for (const std::uint64_t part : {s.operation, s.kind, s.field, s.event, s.flags})
            out.number(part);
    }
    const std::int64_t time = changes.first().stamp.wall.ms;
    for (const Column &column : {walls, monotonics, bootOf})
        out.column(column);
    for (const std::uint64_t boot : boots.all())
        out.number(boot);
    for (const auto &[of, ids] : {std::pair(entityOf, entities), std::pair(scopeOf, scopes), {authorOf, authors}}) {
        out.column(of);
        writeIds(out, ids.all(), choices, time);
    }
    out.column(baseSeqs);
    out.column(baseLseqs);
    out.blobs(payloads);
    out.blobs(baseValues);
    out.blobs(extensions);
    out.column(saltOf);
    out.blobs(salts.all());
    out.column(erased);
    out.blobs(commitments);
    return out.take();
}

Choices choose(const QList<Change> &changes, const QList<int> &streams, const Known &known)
{
    Choices choices;
    QSet<EntityId> asked;
    Within within;
    const auto ask = [&](const EntityRef &ref) {
        if (ref.id.isNull() || asked.contains(ref.id))
            return;
        asked.insert(ref.id);
        if (const auto position = known.positionOf(ref); position && *position > 0)
            choices.positions.insert(ref.id, *position);
    };
    for (qsizetype i = 0; i < changes.size(); ++i) {
        const Change &c = changes.at(i);
        ask(c.entity);
        ask({{}, core::base::idCast<EntityId>(c.scope)});
        ask({{}, core::base::idCast<EntityId>(c.author)});
        if (!c.baseValue.isEmpty() && (c.base.seq > 0 || c.base.lseq > 0)
            && within.find(changes, streamOf(streams, i), c) == nullptr
            && known.valueAt(c.base, c.entity, c.field) == c.baseValue)
            choices.referred.insert(i);
        within.add(streamOf(streams, i), c.lseq, i);
    }
    return choices;
}

/// A number of a table of so many entries, which grows by one whenever its end is named.
qsizetype grow(ColumnReader &in, const Column &column)
{
    std::uint64_t size = 0;
    for (const std::uint64_t number : column) {
        if (number > size)
            in.fail();
        size += number == size ? 1 : 0;
    }
    return in.ok() ? static_cast<qsizetype>(size) : 0;
}

} // namespace

std::optional<QByteArray> writtenBy(const Change &change, const EntityRef &ref, core::changes::Field field)
{
    if (change.entity != ref || change.erased || change.payload.size() > largestReferred)
        return {};
    if (change.operation == Operation::Set)
        return change.field == field ? std::optional(change.payload) : std::nullopt;
    if (change.operation != Operation::Create)
        return {};
    const auto values = core::changes::fieldValuesFromCbor(change.payload);
    if (!values || !values->contains(field))
        return {};
    return values->value(field).toCbor();
}

QByteArray ChangeColumns::encode(const QList<Change> &changes, const Known &known, const QList<int> &streams)
{
    return write(changes, streams, choose(changes, streams, known));
}

Result<ChangeColumns::Decoded> ChangeColumns::decode(const QByteArray &bytes, const Known &known,
                                                     const QList<int> &streams)
{
    const auto malformed = [] { return failure(ErrorCode::MessageMalformed, QStringLiteral("columns")); };
    ColumnReader in(bytes);
    const auto count = static_cast<qsizetype>(in.numberUpTo(static_cast<std::uint64_t>(maxChanges)));
    if (!in.ok() || (!streams.isEmpty() && streams.size() != count))
        return malformed();
    Decoded decoded;
    if (count == 0)
        return in.atEnd() ? Result<Decoded>(decoded) : malformed();

    const Column lseqs = in.column(count);
    const Column offsets = in.column(count);
    const Column sizes = in.column(count);
    const Column shapeOf = in.column(count);
    QList<Shape> shapes(grow(in, shapeOf));
    for (Shape &s : shapes)
        s = {in.numberUpTo(0xff), in.numberUpTo(0xffff), in.numberUpTo(0xffff), in.numberUpTo(0xffff),
             in.numberUpTo(AllFlags)};
    if (!in.ok())
        return malformed();
    const auto flagged = [&](std::uint64_t flags) {
        return std::count_if(shapeOf.cbegin(), shapeOf.cend(), [&](std::uint64_t shape) {
            return (shapes.at(static_cast<qsizetype>(shape)).flags & flags) != 0;
        });
    };
    const Column walls = in.column(count);
    const Column monotonics = in.column(count);
    const Column bootOf = in.column(count);
    Column boots(grow(in, bootOf));
    for (std::uint64_t &boot : boots)
        boot = in.number();

    Choices choices;
    const std::int64_t time = after(0, walls.first());
    const Column entityOf = in.column(count);
    qsizetype fresh = 0;
    for (const std::uint64_t back : entityOf) {
        if (back > static_cast<std::uint64_t>(fresh))
            in.fail();
        fresh += back == 0 ? 1 : 0;
    }
    if (!in.ok())
        return malformed();
    const auto entities = readIds(in, fresh, known, time, choices, decoded.understood);
    const Column scopeOf = in.column(flagged(HasScope));
    const auto scopes = readIds(in, grow(in, scopeOf), known, time, choices, decoded.understood);
    const Column authorOf = in.column(flagged(HasAuthor));
    const auto authors = readIds(in, grow(in, authorOf), known, time, choices, decoded.understood);
    const Column baseSeqs = in.column(flagged(HasBaseSeq));
    const Column baseLseqs = in.column(flagged(HasBaseLseq));
    const auto payloads = in.blobs(count);
    const auto baseValues = in.blobs(flagged(BaseValueSpelled));
    const auto extensions = in.blobs(flagged(HasExtension));
    const Column saltOf = in.column(count);
    const auto salts = in.blobs(grow(in, saltOf));
    const Column erased = in.column(count);
    const auto commitments = in.blobs(erased.count(1));
    if (!in.atEnd())
        return malformed();
    if (!decoded.understood)
        return decoded;

    QHash<int, Expected> expectedOf;
    Within within;
    std::int64_t wall = 0;
    std::int64_t baseSeq = 0;
    qsizetype nextEntity = 0;
    auto scope = scopeOf.cbegin();
    auto author = authorOf.cbegin();
    auto nextBaseSeq = baseSeqs.cbegin();
    auto nextBaseLseq = baseLseqs.cbegin();
    auto baseValue = baseValues.cbegin();
    auto extension = extensions.cbegin();
    auto commitment = commitments.cbegin();
    for (qsizetype i = 0; i < count; ++i) {
        const int stream = streamOf(streams, i);
        const Shape &shape = shapes.at(static_cast<qsizetype>(shapeOf.at(i)));
        Expected &expected = expectedOf[stream];
        if (expected.lseq == 0)
            expected.wall = wall;
        Change c;
        c.lseq = after(expected.lseq, lseqs.at(i));
        const std::int64_t offset = after(expected.nextOffset(), offsets.at(i));
        const std::int64_t size = after(expected.nextSize(), sizes.at(i));
        if (c.lseq < 0 || static_cast<std::uint64_t>(c.lseq) >= most || offset < 0 || offset > c.lseq || size < 1
            || size > std::numeric_limits<std::int32_t>::max())
            return malformed();
        ++c.lseq;
        c.actFirst = c.lseq - offset;
        c.actSize = static_cast<std::int32_t>(size);
        c.stamp.wall.ms = wall = after(expected.wall, walls.at(i));
        c.stamp.monotonicMs = after(after(expected.monotonic, walls.at(i)), monotonics.at(i));
        c.stamp.bootId = boots.at(static_cast<qsizetype>(bootOf.at(i)));
        expected.move(c);

        c.operation = static_cast<Operation>(shape.operation);
        c.entity.kind.value = static_cast<std::uint16_t>(shape.kind);
        c.field.value = static_cast<std::uint16_t>(shape.field);
        c.event.value = static_cast<std::uint16_t>(shape.event);
        const auto back = static_cast<qsizetype>(entityOf.at(i));
        c.entity.id = back == 0 ? entities.at(nextEntity++) : entities.at(nextEntity - back);
        if ((shape.flags & HasBaseSeq) != 0) {
            const std::int64_t created = choices.positions.value(c.entity.id);
            c.base.seq = *nextBaseSeq == 0 ? created : after(baseSeq, *nextBaseSeq - 1);
            ++nextBaseSeq;
            baseSeq = c.base.seq;
        }
        if ((shape.flags & HasBaseLseq) != 0)
            c.base.lseq = after(c.lseq, *nextBaseLseq++);
        if ((shape.flags & HasScope) != 0)
            c.scope = core::base::idCast<ScopeId>(scopes.at(static_cast<qsizetype>(*scope++)));
        if ((shape.flags & HasAuthor) != 0)
            c.author = core::base::idCast<AuthorId>(authors.at(static_cast<qsizetype>(*author++)));
        c.payload = payloads.at(i);
        if ((shape.flags & BaseValueSpelled) != 0)
            c.baseValue = *baseValue++;
        if ((shape.flags & BaseValueReferred) != 0) {
            const Change *base = within.find(decoded.changes, stream, c);
            const auto value = base != nullptr ? writtenBy(*base, c.entity, c.field)
                                               : known.valueAt(c.base, c.entity, c.field);
            if (!value && base == nullptr)
                return Decoded{{}, false, true};
            c.baseValue = value.value_or(QByteArray());
            if (base == nullptr)
                choices.referred.insert(i);
        }
        if ((shape.flags & HasExtension) != 0)
            c.extension = *extension++;
        c.salt = salts.at(static_cast<qsizetype>(saltOf.at(i)));
        c.erased = erased.at(i) == 1; // another number is written otherwise
        if (c.erased)
            c.commitment = *commitment++;
        if (!c.isSound())
            return malformed();
        within.add(stream, c.lseq, i);
        decoded.changes.append(std::move(c));
    }
    decoded.referred = !choices.positions.isEmpty() || !choices.referred.isEmpty();
    // whatever could be spelled in two ways is caught here, at once
    if (write(decoded.changes, streams, choices) != bytes)
        return malformed();
    return decoded;
}

} // namespace shouli::sync::protocol::columns
