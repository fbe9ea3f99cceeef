// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Change.h"
#include "core/changes/Image.h"
#include "core/changes/Value.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <QDir>
#include <QFile>

#include <rapidcheck.h>

using namespace shouli::core::changes;
using shouli::core::base::Result;
using shouli::tests::TestRandom;

namespace {

Change someChange(TestRandom &random, std::int64_t lseq)
{
    Change c;
    c.lseq = c.actFirst = lseq;
    c.operation = static_cast<Operation>(1 + random.below(8));
    c.entity = {Kind{1}, *EntityId::fromBytes(QByteArray(16, static_cast<char>('a' + random.below(3))))};
    c.payload = Value(static_cast<std::int64_t>(random.below(1000))).toCbor();
    if (random.below(2) == 0)
        c.baseValue = Value(QStringLiteral("13900001234")).toCbor();
    return c;
}

QByteArray chainOf(const QList<Change> &changes)
{
    QByteArray hash = chainStart();
    for (const Change &change : changes)
        hash = chainNext(hash, change);
    return hash;
}

/// What a log does when a thing is erased.
void erase(QList<Change> &log, EntityRef ref)
{
    for (qsizetype i = 0; i < log.size(); ++i) {
        const Change change = log.at(i);
        if (change.entity != ref || !change.hasContents() || change.erased)
            continue;
        const auto parted = partSalts(
            change,
            [&](std::int64_t lseq) -> Result<std::optional<Change>> {
                return lseq <= log.size() ? std::optional<Change>(log.at(lseq - 1)) : std::nullopt;
            },
            [&](const Change &next) -> Result<void> {
                log[next.lseq - 1] = next;
                return {};
            });
        QVERIFY(parted);
        log[i] = change.withoutContents();
    }
}

} // namespace

/// What a hash is over, and what may go without breaking it.
class TestChange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whateverIsErasedTheChainStaysAndNothingTellsWhatItWas()
    {
        QVERIFY(rc::check("any things of any history", [] {
            TestRandom random(*rc::gen::arbitrary<std::uint32_t>());
            QList<Change> log;
            QByteArray salt;
            for (int i = 1; i <= 12; ++i) {
                Change change = someChange(random, i);
                if (salt.isEmpty() || random.below(4) == 0)
                    salt = random.bytes(Change::sharedSaltSize);
                change.salt = salt;
                log.append(change);
            }
            const QByteArray hash = chainOf(log);
            const QList<Change> before = log;
            for (std::uint32_t i = 0, n = random.below(3) + 1; i < n; ++i)
                erase(log, log.at(random.below(12)).entity);
            RC_ASSERT(chainOf(log) == hash);
            for (qsizetype i = 0; i < log.size(); ++i) {
                const Change &now = log.at(i);
                RC_ASSERT(now.isSound());
                RC_ASSERT(Change::fromCbor(now.toCbor()).value() == now);
                RC_ASSERT(now.agreesWith(before.at(i)));
                if (!now.erased)
                    continue;
                RC_ASSERT(now.payload.isEmpty() && now.baseValue.isEmpty());
                // whoever guesses right cannot see it: the salt is not here any more
                for (const Change &kept : std::as_const(log)) {
                    Change guess = before.at(i);
                    guess.salt = kept.salt;
                    RC_ASSERT(guess.chained() != now.chained());
                }
            }
        }));
    }
    void whatIsErasedIsNotWhatWasWritten()
    {
        TestRandom random;
        Change change = someChange(random, 1);
        change.operation = Operation::Set;
        change.salt = random.bytes(16);
        Change other = change;
        other.payload = Value(QStringLiteral("another")).toCbor();
        QVERIFY(chainNext(chainStart(), change) != chainNext(chainStart(), other));
        QVERIFY(chainNext(chainStart(), change.withoutContents()) != chainNext(chainStart(), other.withoutContents()));
        QVERIFY(change.agreesWith(other.withoutContents())); // nobody can tell any more
        QVERIFY(!change.agreesWith(other));
        other.field.value = 9;
        QVERIFY(!change.agreesWith(other.withoutContents()));
    }
    void aLineBetweenTwoPartsIsNoOtherLine()
    {
        TestRandom random;
        Change change = someChange(random, 1);
        change.payload = "ab";
        change.baseValue = "c";
        Change other = change;
        other.payload = "a";
        other.baseValue = "bc";
        QVERIFY(change.chained() != other.chained());
    }
    void movesDecisionsAndErasuresStayAsTheyAre()
    {
        Change change;
        for (const Operation operation : {Operation::Enter, Operation::Leave, Operation::Settle, Operation::Redact}) {
            change.operation = operation;
            QVERIFY(!change.hasContents());
        }
        for (const Operation operation : {Operation::Create, Operation::Set, Operation::Event, Operation(99)}) {
            change.operation = operation;
            QVERIFY(change.hasContents());
        }
    }
    void theFuzzersSeedsAreChanges()
    {
        const QDir seeds(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/tests/fuzz/change/corpus"));
        const auto names = seeds.entryList(QDir::Files);
        QVERIFY(names.size() >= 9);
        for (const QString &name : names) {
            QFile file(seeds.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            const auto change = Change::fromCbor(bytes);
            QVERIFY2(change, qPrintable(name)); // else nothing begins from it
            QCOMPARE(change->toCbor(), bytes);
            QCOMPARE(change->erased, name.startsWith(QStringLiteral("erased")));
        }
    }
    void whatIsErasedAndHasContentsIsRefused()
    {
        TestRandom random;
        Change change = someChange(random, 1);
        change.operation = Operation::Set;
        QVERIFY(change.isSound());
        for (const qsizetype size : {1, 15, 17, 31, 33}) {
            change.salt = QByteArray(size, 's');
            QVERIFY(!change.isSound());
        }
        change.salt.clear();
        Change bare = change.withoutContents();
        QVERIFY(bare.isSound());
        QVERIFY(bare.forOthers().isSound());
        bare.payload = change.payload;
        QVERIFY(!bare.isSound());
        bare = change.withoutContents();
        bare.operation = Operation::Enter;
        QVERIFY(!bare.isSound());
    }
    void anImageOfWhatWasErasedHasNoValuesAndNoContents()
    {
        TestRandom random;
        LogEntry event{7, *ReplicaId::fromBytes(QByteArray(16, 'r')), someChange(random, 3), Verdict::Applied, {}, 0};
        event.change.operation = Operation::Event;
        const Image image{4, {{Field{1}, {4, Value(QStringLiteral("贺玉梅"))}}}, {event}, false};
        QCOMPARE(Image::fromCbor(image.toCbor()).value(), image);
        const Image bare = image.withoutContents();
        QVERIFY(bare.erased && bare.fields.isEmpty() && bare.events.first().change.erased);
        QVERIFY(!bare.toCbor().contains("贺玉梅"));
        QCOMPARE(Image::fromCbor(bare.toCbor()).value(), bare);
        Image wrong = bare;
        wrong.fields = image.fields;
        QVERIFY(!Image::fromCbor(wrong.toCbor()));
    }
};

SHOULI_TEST(TestChange)
#include "TestChange.moc"
