// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/OwningThread.h"
#include "tests/support/TestMain.h"

#include <QList>

#include <memory>
#include <thread>

using shouli::core::base::OwningThread;

class TestOwningThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jobsRunInOrderOnOneThreadAndTheFarewellComesLast()
    {
        const auto done = std::make_shared<QList<int>>();
        std::thread::id worker;
        std::thread::id last;
        {
            OwningThread<std::unique_ptr<int>> thread(std::make_unique<int>(40), [&](std::unique_ptr<int> &owned) {
                done->append(*owned);
                last = std::this_thread::get_id();
            });
            for (int i = 0; i < 100; ++i)
                thread.run([=](std::unique_ptr<int> &owned) {
                    done->append(i);
                    return ++*owned;
                });
            QCOMPARE(thread.run([](std::unique_ptr<int> &owned) { return *owned; }).result(), 140);
            worker = thread.run([](std::unique_ptr<int> &) { return std::this_thread::get_id(); }).result();
            thread.run([](std::unique_ptr<int> &owned) { return *owned = 7; }); // given is finished
        }
        QCOMPARE(done->size(), 101);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(done->at(i), i);
        QCOMPARE(done->last(), 7);
        QVERIFY(worker == last);
        QVERIFY(worker != std::this_thread::get_id());
    }
};

SHOULI_TEST(TestOwningThread)
#include "TestOwningThread.moc"
