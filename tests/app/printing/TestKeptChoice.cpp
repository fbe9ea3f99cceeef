// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/KeptChoice.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace shouli::app::printing;
using namespace Qt::StringLiterals;
using shouli::core::base::ErrorCode;

class TestKeptChoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_was_chosen_is_there_again_but_for_the_copies()
    {
        QTemporaryDir dir;
        const KeptChoice kept(dir.filePath(u"printer.json"_s));
        QCOMPARE(kept.load().printer, QString()); // nothing yet
        QVERIFY(kept.store({u"激光打印机"_s, QPointF(0.5, -1), 7}));
        const PrintChoice choice = KeptChoice(dir.filePath(u"printer.json"_s)).load();
        QCOMPARE(choice.printer, u"激光打印机"_s);
        QCOMPARE(choice.offset, QPointF(0.5, -1));
        QCOMPARE(choice.copies, 1);
    }

    void a_damaged_file_means_nothing_chosen()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"printer.json"_s);
        for (const char *content : {"", "\0\xff", "[1]", R"({"printer": 3, "down": "far"})", R"({"right": 1e300})"}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
            file.close();
            const PrintChoice choice = KeptChoice(path).load();
            QVERIFY(choice.printer.isEmpty());
            QVERIFY(qAbs(choice.offset.x()) <= 20 && choice.offset.y() == 0);
        }
    }

    void where_it_cannot_be_kept_is_said()
    {
        QCOMPARE(KeptChoice(u"/nowhere/printer.json"_s).store({}).error().code, ErrorCode::FileUnwritable);
    }
};

SHOULI_TEST(TestKeptChoice)
#include "TestKeptChoice.moc"
