// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/ArrivalColumns.h"
#include "tests/support/TestMain.h"
#include "tests/sync/protocol/columns/SomeChanges.h"

using namespace shouli::sync::protocol;
using namespace shouli::core::changes;
using shouli::tests::always;
using shouli::tests::someChange;
using shouli::tests::someId;
using shouli::tests::TestRandom;

namespace {

QList<Arrival> someArrivals(TestRandom &random)
{
    QList<Arrival> arrivals;
    std::int64_t seq = 0;
    std::int64_t lseq = 1;
    for (std::uint32_t left = random.below(12); left > 0; --left) {
        seq += 1 + random.below(3);
        const auto verdict = static_cast<Verdict>(random.below(4));
        if (random.below(2) == 0)
            arrivals.append({seq, {}, {lseq++, verdict}});
        else
            arrivals.append({seq,
                             LogEntry{seq, someId<ReplicaId>(random), someChange(random, 1 + random.below(9)), verdict,
                                      random.bytes(random.below(4))},
                             {}});
    }
    return arrivals;
}

} // namespace

class TestArrivals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void arrivalsRoundTripAndHaveOneSpelling()
    {
        QVERIFY(always("arrivals", [](TestRandom &random) {
            const QList<Arrival> arrivals = someArrivals(random);
            QByteArray bytes = encodeArrivals(arrivals);
            RC_ASSERT(decodeArrivals(bytes) == arrivals);
            const auto at = static_cast<qsizetype>(random.below(static_cast<std::uint32_t>(bytes.size())));
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            const auto other = decodeArrivals(bytes);
            if (other)
                RC_ASSERT(encodeArrivals(*other) == bytes);
        }));
    }
    void fiftyEchoesTakeAFewBytes()
    {
        QList<Arrival> arrivals;
        for (int i = 0; i < 50; ++i)
            arrivals.append({1000 + i, {}, {7 + i, Verdict::Applied}});
        QVERIFY(encodeArrivals(arrivals).size() <= 16);
        QCOMPARE(decodeArrivals(encodeArrivals(arrivals)).value(), arrivals);
    }
    void noiseIsReadOver()
    {
        TestRandom random(3);
        for (int i = 0; i < 20'000; ++i)
            (void)decodeArrivals(random.bytes(random.below(60)));
    }
};

SHOULI_TEST(TestArrivals)
#include "TestArrivals.moc"
