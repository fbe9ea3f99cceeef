// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/Day.h"

#include "core/changes/log/DisputeTable.h"
#include "core/changes/log/ReplicaState.h"
#include "core/storage/DatabaseCopy.h"
#include "sync/server/CountyLog.h"
#include "sync/server/sqlite/SqliteConnection.h"

#include <QFile>

namespace shouli::tests::faults {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::changes::Act;
using core::changes::EntityId;
using core::changes::EntityRef;
using core::changes::Value;
using core::storage::Database;
using core::storage::DatabaseCopy;
using core::storage::Transaction;
using sync::client::Exchange;
using sync::server::CountyLog;
using sync::server::CountyServer;
using sync::server::sqlite::SqliteConnection;

namespace {

enum class Kind { Create, Rename, Both, Event, HandOver, TakeBack, Settle, Sync, Copy };
struct Step {
    Kind kind;
    int office = 0;
    int thing = 0;
};
constexpr std::array<Step, Day::steps> script{{
    {Kind::Create, 0, 0},   {Kind::Create, 0, 1},   {Kind::Event, 0, 0},  {Kind::Rename, 0, 0}, {Kind::Sync, 0},
    {Kind::Create, 1, 2},   {Kind::Sync, 1},        {Kind::Rename, 0, 0}, {Kind::Rename, 1, 0}, {Kind::Both, 1, 1},
    {Kind::Sync, 0},        {Kind::Sync, 1},        {Kind::Copy},         {Kind::Event, 1, 0},  {Kind::Sync, 0},
    {Kind::Settle, 0, 0},   {Kind::TakeBack, 1, 2}, {Kind::Rename, 0, 2}, {Kind::Sync, 0},      {Kind::Sync, 1},
    {Kind::HandOver, 1, 2}, {Kind::Create, 1, 3},   {Kind::Both, 0, 1},   {Kind::Sync, 1},      {Kind::Sync, 0},
    {Kind::Settle, 0, 0},   {Kind::Event, 0, 3},    {Kind::Rename, 1, 3}, {Kind::Copy},         {Kind::Sync, 0},
    {Kind::Sync, 1},        {Kind::Settle, 1, 3},   {Kind::Sync, 1},      {Kind::Sync, 0},
}};

/// How many changes a step adds to its office's own log; those of Settle are counted in the run without a fault.
constexpr int changesOf(Kind kind)
{
    switch (kind) {
    case Kind::Create:
    case Kind::Both:
        return 2;
    case Kind::Rename:
    case Kind::Event:
    case Kind::HandOver:
    case Kind::TakeBack:
    case Kind::Settle:
        return 1;
    case Kind::Sync:
    case Kind::Copy:
        break;
    }
    return 0;
}

EntityRef thing(int number)
{
    QByteArray bytes(EntityId::size, '\0');
    bytes[0] = '\x01';
    bytes[EntityId::size - 1] = static_cast<char>(number + 1);
    return {TestOffice::thing, *EntityId::fromBytes(bytes)};
}

Value mark(int step, const char *what)
{
    return Value(QStringLiteral("%1 %2").arg(QLatin1String(what)).arg(step));
}

} // namespace

Morning::Morning()
    : m_county(worldSchema())
    , m_a(m_county, 1)
    , m_b(m_county, 2)
{
    m_a.sync();
    m_b.sync();
    m_a.sync();
    const auto copy = [this](const Database &from, const char *to) {
        auto into = Database::create(QDir(folder()).filePath(QLatin1String(to)), m_key).value();
        TestOffice::expect(DatabaseCopy::copy(from, into));
    };
    copy(static_cast<SqliteConnection &>(*m_county.reader()).database(), Day::files[0]);
    copy(m_a.office.db, Day::files[1]);
    copy(m_b.office.db, Day::files[2]);
}

Day::Office::Office(const core::changes::Schema &schema, quint64 seed)
    : random(seed)
    , log(schema, clock, random)
{
    clock.boot = seed;
}

Day::Day(const Morning &morning, const QString &folder)
    : m_morning(morning)
    , m_folder(folder)
    , m_schema(worldSchema())
    , m_offices{Office(m_schema, 1), Office(m_schema, 2)}
{
}

Day::~Day()
{
    close();
}

Result<void> Day::open()
{
    if (!m_server) {
        SHOULI_TRY(auto county, Database::open(path(files[0]), m_morning.key(), Database::Access::Writer));
        m_server = std::make_unique<CountyServer>(SqliteConnection::over(std::move(county)), m_schema, m_clock,
                                                  m_random, m_morning.county().pin);
    }
    for (std::size_t i = 0; i < m_offices.size(); ++i) {
        Office &office = m_offices[i];
        if (office.db)
            continue;
        SHOULI_TRY(auto db, Database::open(path(files[i + 1]), m_morning.key(), Database::Access::Writer));
        office.db.emplace(std::move(db));
        office.exchange = std::make_unique<Exchange>(office.log, office.clock);
    }
    return {};
}

void Day::close()
{
    m_server.reset();
    for (Office &office : m_offices) {
        office.exchange.reset();
        office.db.reset();
    }
}

std::int64_t Day::expectedOwn(int office, int stepsDone) const
{
    std::int64_t lseq = 0;
    for (int i = 0; i < stepsDone; ++i) {
        if (script[static_cast<std::size_t>(i)].office == office)
            lseq += changesOf(script[static_cast<std::size_t>(i)].kind);
    }
    return lseq;
}

Result<std::int64_t> Day::own(int office) const
{
    SHOULI_TRY(const auto state,
               core::changes::log::ReplicaState::load(*m_offices[static_cast<std::size_t>(office)].db));
    return state.lastLseq;
}

Result<Day::Heads> Day::heads() const
{
    SHOULI_TRY(const auto county, reader());
    SHOULI_TRY(const auto head, CountyLog::head(*county));
    SHOULI_TRY(const std::int64_t a, own(0));
    SHOULI_TRY(const std::int64_t b, own(1));
    return Heads{head.seq, a, b};
}

Result<void> Day::run(int step)
{
    const Step &one = script[static_cast<std::size_t>(step)];
    switch (one.kind) {
    case Kind::Sync:
        return sync(one.office);
    case Kind::Copy:
        return copyCounty();
    case Kind::Create:
    case Kind::Rename:
    case Kind::Both:
    case Kind::Event:
    case Kind::HandOver:
    case Kind::TakeBack:
    case Kind::Settle:
        break;
    }
    SHOULI_TRY(const std::int64_t lseq, own(one.office));
    if (lseq == expectedOwn(one.office, step + 1))
        return {}; // the power failed after it was on the disk and before anybody was told
    if (lseq != expectedOwn(one.office, step))
        return failure(ErrorCode::ChainBroken,
                       QStringLiteral("office %1 has %2 own changes before step %3, not %4")
                           .arg(one.office)
                           .arg(lseq)
                           .arg(step)
                           .arg(expectedOwn(one.office, step)));
    return act(one.office, step);
}

Result<void> Day::act(int number, int step)
{
    Office &office = m_offices[static_cast<std::size_t>(number)];
    const auto &me = m_morning.member(number).office;
    const auto &other = m_morning.member(1 - number).office;
    const Step &one = script[static_cast<std::size_t>(step)];
    const EntityRef ref = thing(one.thing);
    office.clock.wall.ms = 1'800'000'000'000 + step * 60'000;
    SHOULI_TRY(auto tx, Transaction::begin(*office.db));
    SHOULI_TRY(auto act, office.log.begin(tx, me.author));
    switch (one.kind) {
    case Kind::Create:
        SHOULI_CHECK(act.create(ref, me.scope, {{TestOffice::name, mark(step, "name")}, {TestOffice::note, Value()}}));
        SHOULI_CHECK(act.enter(ref, other.scope));
        break;
    case Kind::Both:
        SHOULI_CHECK(act.set(ref, TestOffice::note, mark(step, "note")));
        SHOULI_CHECK(act.set(ref, TestOffice::name, mark(step, "name")));
        break;
    case Kind::Rename:
        SHOULI_CHECK(act.set(ref, TestOffice::name, mark(step, "name")));
        break;
    case Kind::Event:
        SHOULI_CHECK(act.event(ref, {1}, mark(step, "event").toCbor()));
        break;
    case Kind::HandOver:
        SHOULI_CHECK(act.enter(ref, other.scope));
        break;
    case Kind::TakeBack:
        SHOULI_CHECK(act.leave(ref, other.scope));
        break;
    case Kind::Settle: {
        QList<std::int64_t> positions;
        SHOULI_TRY(const auto open, core::changes::log::DisputeTable::open(*office.db, m_schema));
        for (const auto &dispute : open) {
            for (const auto &proposal : dispute.proposals) {
                if (proposal.change.entity == ref && proposal.seq)
                    positions.append(*proposal.seq);
            }
        }
        if (positions.isEmpty()) // nothing is open: a day without this one is as good a test
            SHOULI_CHECK(act.event(ref, {2}, mark(step, "nothing to settle").toCbor()));
        else
            SHOULI_CHECK(act.settle(ref, positions));
        break;
    }
    case Kind::Sync:
    case Kind::Copy:
        break;
    }
    SHOULI_CHECK(act.finish());
    return tx.commit();
}

Result<void> Day::trip(int number, bool &more)
{
    Office &office = m_offices[static_cast<std::size_t>(number)];
    SHOULI_TRY(const auto request, office.exchange->request(*office.db));
    SHOULI_TRY(const auto packed, office.exchange->pack(*office.db, request, m_morning.member(number).key));
    m_requests.append({number, packed.body});
    const auto answer = m_server->sync(packed.body);
    if (!answer && answer.error().code == ErrorCode::SignatureWrong && packed.poll) {
        office.exchange->forget(); // the county began anew
        more = true;
        return {};
    }
    if (!answer) {
        office.exchange->forget();
        return failure(answer);
    }
    SHOULI_TRY(const auto response, Exchange::unpack(*answer));
    SHOULI_TRY(const auto outcome, office.exchange->take(*office.db, response));
    more = outcome.more || outcome.waiting > 0;
    return {};
}

Result<void> Day::sync(int number)
{
    bool more = true;
    for (int i = 0; i < 20 && more; ++i)
        SHOULI_CHECK(trip(number, more));
    return more ? failure(ErrorCode::StorageFailure, QStringLiteral("sync does not come to rest")) : Result<void>();
}

Result<std::unique_ptr<SqliteConnection>> Day::reader() const
{
    SHOULI_TRY(auto db, Database::open(path(files[0]), m_morning.key(), Database::Access::Reader));
    return std::make_unique<SqliteConnection>(std::move(db));
}

Result<void> Day::copyCounty()
{
    const QString copy = path("county.copy");
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(copy + QLatin1String(suffix));
    SHOULI_TRY(const auto from, reader());
    SHOULI_TRY(const auto head, CountyLog::head(*from));
    {
        SHOULI_TRY(auto into, Database::create(copy, m_morning.key()));
        SHOULI_CHECK(DatabaseCopy::copy(from->database(), into));
    }
    SHOULI_TRY(auto again, Database::open(copy, m_morning.key(), Database::Access::Writer));
    SHOULI_CHECK(again.verify());
    const SqliteConnection copied(std::move(again));
    SHOULI_TRY(const std::int64_t lines, CountyLog::verify(copied));
    return lines == head.seq ? Result<void>()
                             : failure(ErrorCode::ChainBroken, QStringLiteral("the copy is not whole"));
}

Result<QString> Day::told() const
{
    QString told;
    for (const Office &office : m_offices) {
        SHOULI_TRY(auto rows,
                   office.db->prepare(QStringLiteral("SELECT hex(id) || ' ' || coalesce(name, '-') || ' / ' || "
                                                     "coalesce(note, '-') FROM thing ORDER BY id")));
        for (;;) {
            SHOULI_TRY(const bool row, rows.step());
            if (!row)
                break;
            told += rows.text(0) + u'\n';
        }
        SHOULI_TRY(const int open, core::changes::log::DisputeTable::openCount(*office.db));
        SHOULI_TRY(auto waiting, office.db->prepare(QStringLiteral("SELECT count(*) FROM change WHERE seq IS NULL")));
        SHOULI_CHECK(waiting.step());
        told += QStringLiteral("%1 disputes, %2 waiting\n").arg(open).arg(waiting.integer(0));
    }
    SHOULI_TRY(const auto county, reader());
    SHOULI_TRY(const auto head, CountyLog::head(*county));
    for (std::int64_t seq = 1; seq <= head.seq; ++seq) {
        SHOULI_TRY(const auto line, CountyLog::at(*county, seq));
        const auto &change = line.entry.change;
        told += QStringLiteral("%1 %2 %3 %4 %5\n")
                    .arg(seq)
                    .arg(change.lseq)
                    .arg(static_cast<int>(change.operation))
                    .arg(static_cast<int>(line.entry.verdict))
                    .arg(QString::fromLatin1(change.payload.toHex()));
    }
    return told;
}

Result<void> Day::verify()
{
    close();
    for (const char *file : files) {
        SHOULI_TRY(auto db, Database::open(path(file), m_morning.key(), Database::Access::Writer));
        SHOULI_CHECK(db.checkpoint());
        SHOULI_CHECK(db.verify());
        if (file == files[0])
            SHOULI_CHECK(CountyLog::verify(SqliteConnection(std::move(db))));
    }
    return open();
}

} // namespace shouli::tests::faults
