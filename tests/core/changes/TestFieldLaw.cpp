// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/FieldLaw.h"
#include "tests/support/TestMain.h"

#include <random>

using namespace shouli::core::changes;

class TestFieldLaw : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEditShowsAtOnceAndKeepsTheCountyValueBeside()
    {
        FieldState s{"old", {}, 5, 0};
        s = s.editedHere("mine");
        QCOMPARE(s.working, QByteArray("mine"));
        QCOMPARE(s.countyValue(), QByteArray("old"));
    }
    void aForeignValueDoesNotTouchWhatIsBeingEdited()
    {
        const FieldState s = FieldState{"old", {}, 5, 0}.editedHere("mine").arrived(7, "theirs", Verdict::Applied);
        QCOMPARE(s.working, QByteArray("mine"));
        QCOMPARE(s.countyValue(), QByteArray("theirs"));
        QCOMPARE(s.version, 7);
    }
    void anEchoThatWasParkedGivesWayToTheCountyValue()
    {
        const FieldState s = FieldState{"old", {}, 5, 0}
                                 .editedHere("mine")
                                 .arrived(7, "theirs", Verdict::Applied)
                                 .echoed(8, "mine", Verdict::Parked);
        QCOMPARE(s.working, QByteArray("theirs"));
        QVERIFY(!s.shadow);
    }
    void twoOwnEditsEchoOneAfterTheOther()
    {
        FieldState s = FieldState{"old", {}, 5, 0}.editedHere("a").editedHere("b");
        s = s.echoed(8, "a", Verdict::Applied);
        QCOMPARE(s.working, QByteArray("b"));
        QCOMPARE(s.countyValue(), QByteArray("a"));
        s = s.echoed(9, "b", Verdict::Applied);
        QCOMPARE(s, (FieldState{"b", {}, 9, 0}));
    }
    void olderPositionsChangeNothing()
    {
        const FieldState s{"now", {}, 9, 0};
        QCOMPARE(s.arrived(9, "again", Verdict::Applied), s);
        QCOMPARE(s.arrived(3, "late", Verdict::Applied), s);
    }
    /// Against the naive model: county value = last applied in order; working = last pending or that.
    void anyHistoryEqualsTheNaiveRecomputation()
    {
        const auto seed = qEnvironmentVariableIntValue("SHOULI_SEED") != 0
            ? static_cast<unsigned>(qEnvironmentVariableIntValue("SHOULI_SEED"))
            : std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (int run = 0; run < 2000; ++run) {
            FieldState s{"v0", {}, 1, 0};
            QByteArray county = "v0";
            QList<QByteArray> pending;
            std::int64_t seq = 1;
            for (int step = 0; step < 30; ++step) {
                const QByteArray value = "v" + QByteArray::number(static_cast<int>(random() % 4));
                const auto verdict = random() % 4 == 0 ? Verdict::Parked : Verdict::Applied;
                switch (random() % 3) {
                case 0:
                    s = s.editedHere(value);
                    pending.append(value);
                    break;
                case 1:
                    s = s.arrived(++seq, value, verdict);
                    if (verdict == Verdict::Applied)
                        county = value;
                    break;
                default:
                    if (pending.isEmpty())
                        break;
                    const QByteArray own = pending.takeFirst();
                    s = s.echoed(++seq, own, verdict);
                    if (verdict == Verdict::Applied)
                        county = own;
                }
                QCOMPARE(s.countyValue(), county);
                QCOMPARE(s.working, pending.isEmpty() ? county : pending.last());
                QCOMPARE(s.pending, pending.size());
            }
        }
    }
};

SHOULI_TEST(TestFieldLaw)
#include "TestFieldLaw.moc"
