// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/FileSwap.h"
#include "core/storage/SchemaCopy.h"
#include "core/storage/Transaction.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sqlite3.h>

using namespace shouli::core;
using base::ErrorCode;
using base::Result;
using storage::Database;
using storage::FileSwap;
using storage::SchemaCopy;
using storage::Transaction;

namespace {

template <class T>
void expect(const Result<T> &result)
{
    if (!result)
        qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
}

/// A database in use, and a new file beside it that is ready to take its place.
class Pair {
public:
    explicit Pair(int rows = 1)
        : key(crypto::SecretBytes::random(32))
        , living(Database::create(path(), key).value())
    {
        expect(living.execute(QStringLiteral(
            "CREATE TABLE note (row INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE); CREATE INDEX backwards ON note "
            "(text DESC); CREATE TRIGGER loud AFTER INSERT ON note BEGIN UPDATE note SET text = upper(text); END; "
            "PRAGMA user_version = 7; INSERT INTO note (text) VALUES ('old')")));
        {
            Database filler = living.createLike(FileSwap::freshOf(path())).value();
            expect(SchemaCopy::tables(living, filler));
            for (int i = 0; i < rows; ++i)
                expect(filler.execute(QStringLiteral("INSERT INTO note (text) VALUES ('new %1')").arg(i)));
            expect(SchemaCopy::rest(living, filler));
        }
        fresh = std::make_unique<Database>(
            living.openLike(FileSwap::freshOf(path()), Database::Access::Writer).value());
        expect(fresh->execute(QStringLiteral("INSERT INTO note (text) VALUES ('carried over')")));
    }
    FileSwap swap() { return {living, std::move(*fresh)}; }
    [[nodiscard]] QString path() const { return dir.filePath(QStringLiteral("office.db")); }
    [[nodiscard]] Database reader() const { return Database::open(path(), key, Database::Access::Reader).value(); }

    QTemporaryDir dir;
    crypto::SecretBytes key;
    Database living;
    std::unique_ptr<Database> fresh;
};

QStringList notes(const Database &db)
{
    auto query = db.prepare(QStringLiteral("SELECT text FROM note ORDER BY row")).value();
    QStringList all;
    while (query.step().value())
        all.append(query.text(0));
    return all;
}

const QStringList oldNotes{QStringLiteral("OLD")};
const QStringList newNotes{QStringLiteral("NEW 0"), QStringLiteral("CARRIED OVER")};

/// What the power leaves: all files as they are, in another folder, opened as the program opens them.
QStringList afterPowerCut(const Pair &pair)
{
    const QTemporaryDir other;
    const QDir from(pair.dir.path());
    for (const QString &file : from.entryList(QDir::Files))
        QFile::copy(from.filePath(file), other.filePath(file));
    const auto db = Database::open(other.filePath(QStringLiteral("office.db")), pair.key, Database::Access::Writer);
    expect(db);
    expect(db->verify());
    return notes(*db);
}

} // namespace

class TestFileSwap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewFileIsInTheOldOnesPlaceAndIsWritten()
    {
        Pair pair;
        QCOMPARE(notes(pair.living), oldNotes);
        expect(pair.swap().run());
        QCOMPARE(notes(pair.living), newNotes);
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('later')")));
        QCOMPARE(notes(pair.reader()), newNotes + QStringList{QStringLiteral("LATER")});
        QVERIFY(!QFile::exists(FileSwap::freshOf(pair.path())));
        expect(pair.living.checkpoint());
        expect(pair.living.verify());
    }
    void whereverThePowerFailsOneOfTheTwoIsThereWhole()
    {
        Pair pair;
        FileSwap swap = pair.swap();
        QCOMPARE(afterPowerCut(pair), oldNotes);
        expect(swap.settle());
        QCOMPARE(afterPowerCut(pair), oldNotes);
        expect(swap.keepPrevious());
        QCOMPARE(afterPowerCut(pair), oldNotes);
        expect(swap.rename());
        QCOMPARE(afterPowerCut(pair), newNotes);
        expect(swap.reopen());
        QCOMPARE(afterPowerCut(pair), newNotes);
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('later')")));
        QCOMPARE(afterPowerCut(pair), newNotes + QStringList{QStringLiteral("LATER")});
    }
    void whoReadsGoesOnWithTheOldOneUntilItIsOpenedAnew()
    {
        Pair pair;
        Database reader = pair.reader();
        QCOMPARE(notes(reader), oldNotes);
        QVERIFY(!reader.isReplaced());
        expect(pair.swap().run());
        QVERIFY(reader.isReplaced());
        QCOMPARE(notes(reader), oldNotes);
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('later')")));
        QCOMPARE(notes(reader), oldNotes);
        reader = reader.openLike(pair.path(), Database::Access::Reader).value();
        QVERIFY(!reader.isReplaced());
        QCOMPARE(notes(reader), newNotes + QStringList{QStringLiteral("LATER")});
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('last')")));
        QCOMPARE(notes(reader).size(), 4);
        QCOMPARE(afterPowerCut(pair).size(), 4);
    }
    void theOldOneIsKeptUntilItIsForgotten()
    {
        Pair pair;
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('in the log')")));
        expect(pair.swap().run());
        const QString previous = FileSwap::previousOf(pair.path());
        QCOMPARE(notes(pair.living.openLike(previous, Database::Access::Reader).value()).size(), 2);
        FileSwap::forgetPrevious(pair.path());
        QVERIFY(!QFile::exists(previous));
        QCOMPARE(notes(pair.living), newNotes);
    }
    void whileSomebodyReadsItIsNotDoneAndNothingIsLost()
    {
        Pair pair;
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('in the log')")));
        sqlite3_busy_timeout(pair.living.handle(), 10);
        const Database reader = pair.reader();
        auto reading = reader.prepare(QStringLiteral("SELECT text FROM note")).value();
        QVERIFY(reading.step().value());
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('and another')")));
        const auto refused = pair.swap().run();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::DatabaseBusy);
        QCOMPARE(notes(pair.living).size(), 3);
        QCOMPARE(afterPowerCut(pair).size(), 3);
    }
    void whatCannotBeRenamedLeavesTheOldOneInUse()
    {
        Pair pair;
        FileSwap swap = pair.swap();
        expect(swap.settle());
        expect(swap.keepPrevious());
        QVERIFY(QFile::remove(FileSwap::freshOf(pair.path())));
        const auto refused = swap.rename();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::FileUnwritable);
        expect(pair.living.execute(QStringLiteral("INSERT INTO note (text) VALUES ('later')")));
        QCOMPARE(afterPowerCut(pair).size(), 2);
    }
    void whatWasBegunAndLeftIsThrownAway()
    {
        Pair pair;
        pair.fresh.reset();
        QVERIFY(QFile::exists(FileSwap::freshOf(pair.path())));
        FileSwap::clear(pair.path());
        QCOMPARE(QDir(pair.dir.path()).entryList({QStringLiteral("*fresh*")}, QDir::Files), QStringList());
        QCOMPARE(notes(pair.living), oldNotes);
    }
    void whatIsNewIsEncryptedAndHasTheSameSchema()
    {
        Pair pair;
        QFile file(FileSwap::freshOf(pair.path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("SQLite format") && !bytes.contains("new 0"));
        const auto schema = [](const Database &db) {
            QStringList all;
            auto query = db.prepare(QStringLiteral("SELECT type || name || sql FROM sqlite_master ORDER BY 1")).value();
            while (query.step().value())
                all.append(query.text(0));
            auto version = db.prepare(QStringLiteral("PRAGMA user_version")).value();
            return version.step().value() ? all + QStringList{version.text(0)} : all;
        };
        QCOMPARE(schema(*pair.fresh), schema(pair.living));
        QCOMPARE(SchemaCopy::tables(pair.living, *pair.fresh).error().code, ErrorCode::DatabaseDamaged);
    }
    void rowsAreCopiedBesideThoseThatAreThere()
    {
        Pair pair;
        expect(pair.fresh->execute(QStringLiteral("DROP TRIGGER loud")));
        auto tx = Transaction::begin(*pair.fresh).value();
        QCOMPARE(SchemaCopy::rows(pair.living, tx, QStringLiteral("note")).value(), 1);
        QCOMPARE(notes(*pair.fresh), newNotes + oldNotes);
        const auto twice = SchemaCopy::rows(pair.living, tx, QStringLiteral("note"));
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, ErrorCode::StorageFailure);
    }
};

SHOULI_TEST(TestFileSwap)
#include "TestFileSwap.moc"
