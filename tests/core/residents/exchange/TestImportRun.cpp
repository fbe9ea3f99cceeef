// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/TableReader.h"
#include "core/exchange/TableWriter.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/search/SearchIndex.h"
#include "tests/core/residents/exchange/Sheet.h"
#include "tests/support/TestMain.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::exchange;
using base::ErrorCode;
using shouli::tests::OfficeDatabase;
using shouli::tests::Sheet;
using shouli::tests::TestRandom;

namespace {

/// People in households of four, with rows among them that are refused, doubtful, blank and headings again.
QString people(int count)
{
    const QString headings = QStringLiteral("户号,与户主关系,姓名,身份证号,联系电话\n");
    QString text = QStringLiteral("齐家湾社区花名册\n") + headings;
    for (int i = 0; i < count; ++i) {
        if (i % 97 == 13)
            text += headings + u'\n';
        const auto sex = i % 4 == 1 ? Sex::Female : Sex::Male;
        const char *relation = i % 4 == 0 ? "户主" : i % 4 == 1 ? "妻" : "子";
        QString number = Sheet::number(i, sex);
        if (i % 50 == 7)
            number.chop(1); // refused
        else if (i % 50 == 9)
            number = Sheet::number(i - 1, (i - 1) % 4 == 1 ? Sex::Female : Sex::Male); // the row above
        text += QStringLiteral("%1,%2,甲%3,%4,%5\n")
                    .arg(i / 4, 9, 10, QChar(u'0'))
                    .arg(QString::fromUtf8(relation))
                    .arg(i)
                    .arg(number)
                    .arg(i % 50 == 30 ? QStringLiteral("=1+1")
                                      : QStringLiteral("1380911%1").arg(i % 10'000, 4, 10, QChar(u'0')));
    }
    return text;
}

/// What the register says, whatever the ids.
QStringList contents(const storage::Database &db)
{
    QStringList all;
    OfficeDatabase::expect(ResidentStore::each(db, [&](const Resident &person) {
        QString household;
        if (!person.household.isNull())
            household = HouseholdStore::find(db, person.household).value().number;
        all.append(
            QStringList{person.name, person.documentNumber, person.phone, person.relation.toString(), household}.join(
                u'|'));
        return true;
    }));
    return all;
}

/// What a child does; 0 when all of it is kept.
int runToTheEnd(Sheet &sheet, const QString &path)
{
    const auto file = ImportFile::look(path);
    if (!file)
        return 1;
    const auto run = ImportRun::open(*file, file->guess, sheet.office.db, sheet.settings(), sheet.office.clock,
                                     sheet.office.random, [](double) { return true; });
    audit::AuditLog audit(sheet.office.clock, sheet.office.random);
    for (bool finished = false; run && !finished;) {
        auto tx = storage::Transaction::begin(sheet.office.db);
        if (!tx)
            return 2;
        const auto state = (*run)->batch(*tx, sheet.office.log, audit, {sheet.office.author, sheet.office.scope});
        if (!state || !tx->commit())
            return 3;
        finished = state->finished;
    }
    return run ? 0 : 4;
}

QList<ImportRow> rowsForPeople(const storage::Database &db, const QByteArray &file)
{
    QList<ImportRow> rows;
    OfficeDatabase::expect(ImportStore::eachRow(db, file, [&](const ImportRow &row) {
        rows.append(row);
        return true;
    }));
    return rows;
}

} // namespace

class TestImportRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRunDoesWhatTheDryRunSaid()
    {
        Sheet sheet;
        const QString text = people(1200);
        const auto plan = sheet.plan(text);
        const auto state = sheet.importText(text);
        QCOMPARE(state.counts, plan.counts);
        QVERIFY(state.finished);
        QCOMPARE(state.counts.all(), 1200);
        QCOMPARE(state.counts.of(Outcome::Refused), 24 + 24);
        QCOMPARE(state.counts.of(Outcome::Doubtful), 24);
        QCOMPARE(sheet.count("resident"), 1200 - 72);
        QCOMPARE(sheet.count("household"), 300);
        QCOMPARE(rowsForPeople(sheet.office.db, state.file).size(), 72);
    }
    void everyPersonIsInTheChangeLogAndEveryBatchInTheAudit()
    {
        Sheet sheet;
        const auto state = sheet.importText(people(1100));
        QCOMPARE(sheet.count("change"), sheet.count("resident") + sheet.count("household"));
        const auto records = audit::AuditLog::newest(sheet.office.db, 10).value();
        QCOMPARE(records.size(), 3);
        QCOMPARE(records.constFirst().action, audit::Action::Import);
        QCOMPARE(records.constFirst().who, sheet.office.author);
        QVERIFY(records.constFirst().details.startsWith(state.name));
    }
    /// Stopped behind every batch, another time each: the same register.
    void whatIsStoppedBehindAnyBatchGoesOnThere()
    {
        const QString text = people(2000);
        Sheet whole;
        const auto once = whole.importText(text);
        const QStringList expected = contents(whole.office.db);
        Sheet sheet;
        const QString path = sheet.write(text);
        for (int pieces = 1;; ++pieces) {
            const auto run = sheet.open(path); // as after a start of the program
            const auto state = sheet.batch(*run);
            if (!state.finished) {
                QCOMPARE(ImportStore::unfinished(sheet.office.db).value().size(), 1);
                continue;
            }
            QCOMPARE(pieces, 5);
            QCOMPARE(state.counts, once.counts);
            break;
        }
        QCOMPARE(contents(sheet.office.db), expected);
        QCOMPARE(rowsForPeople(sheet.office.db, once.file), rowsForPeople(whole.office.db, once.file));
        QVERIFY(ImportStore::unfinished(sheet.office.db).value().isEmpty());
    }
    void aBatchThatIsNotKeptLeavesNothing()
    {
        Sheet sheet;
        const QString path = sheet.write(people(1200));
        {
            const auto run = sheet.open(path);
            (void)sheet.batch(*run);
            audit::AuditLog audit(sheet.office.clock, sheet.office.random);
            auto tx = storage::Transaction::begin(sheet.office.db).value();
            QVERIFY(run->batch(tx, sheet.office.log, audit, {sheet.office.author, sheet.office.scope}));
        } // not committed
        QCOMPARE(sheet.count("resident"), 470);
        QCOMPARE(ImportStore::unfinished(sheet.office.db).value().constFirst().counts.all(), 500);
        QCOMPARE(sheet.import(path).counts.all(), 1200);
        QCOMPARE(sheet.count("resident"), 1200 - 72);
    }
    /// The process dies at any moment; what is opened again goes on behind the last batch that was kept.
    void whatIsKilledGoesOn()
    {
        const QString text = people(3000);
        Sheet whole;
        const auto once = whole.importText(text);
        const QStringList expected = contents(whole.office.db);
        Sheet sheet;
        const QString path = sheet.write(text);
        sheet.office.close();
        int killed = 0;
        for (int round = 0; round < 200; ++round) {
            const pid_t child = ::fork();
            if (child == 0) {
                sheet.office.openAgain();
                sheet.office.random = TestRandom(1000 + static_cast<quint64>(round)); // no id twice
                ::_exit(runToTheEnd(sheet, path));
            }
            ::usleep(20'000 + 17'000 * static_cast<unsigned>(round % 40));
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            if (!WIFSIGNALED(status)) {
                QCOMPARE(WEXITSTATUS(status), 0);
                break;
            }
            ++killed;
        }
        sheet.office.openAgain();
        const auto state = ImportStore::find(sheet.office.db, once.file).value();
        QVERIFY(state && state->finished);
        QCOMPARE(state->counts, once.counts);
        QCOMPARE(contents(sheet.office.db), expected);
        QVERIFY(killed > 0);
    }
    void theSameFileAgainAddsNobody()
    {
        Sheet sheet;
        const QString path = sheet.write(people(600));
        (void)sheet.import(path);
        const QStringList before = contents(sheet.office.db);
        const auto changes = sheet.count("change");
        const auto again = sheet.import(path);
        QCOMPARE(again.counts.of(Outcome::New), 0);
        QCOMPARE(again.counts.of(Outcome::Same), 600 - 36);
        QCOMPARE(contents(sheet.office.db), before);
        QCOMPARE(sheet.count("change"), changes);
    }
    void aFileThatGoesOnElsewhereIsNotGoneOnWith()
    {
        Sheet sheet;
        const QString path = sheet.write(people(1200));
        const auto one = sheet.open(path);
        const auto fresh = sheet.open(path);
        (void)sheet.batch(*one);
        const auto later = sheet.open(path);
        (void)sheet.batch(*one);
        audit::AuditLog audit(sheet.office.clock, sheet.office.random);
        for (ImportRun *other : {fresh.get(), later.get()}) {
            auto tx = storage::Transaction::begin(sheet.office.db).value();
            QCOMPARE(other->batch(tx, sheet.office.log, audit, {sheet.office.author, sheet.office.scope}).error().code,
                     ErrorCode::InvalidArgument);
        }
    }
    void aFileThatBreaksOffKeepsTheBatchesBefore()
    {
        Sheet sheet;
        const QString path = sheet.write(people(600) + QStringLiteral("\"x,户主,甲,,\n"));
        const auto run = sheet.open(path);
        (void)sheet.batch(*run);
        audit::AuditLog audit(sheet.office.clock, sheet.office.random);
        {
            auto tx = storage::Transaction::begin(sheet.office.db).value();
            const auto failed = run->batch(tx, sheet.office.log, audit, {sheet.office.author, sheet.office.scope});
            QCOMPARE(shouli::core::exchange::troubleOf(failed.error()),
                     shouli::core::exchange::TableTrouble::OpenQuote);
        }
        QCOMPARE(sheet.count("resident"), 470);
    }
    void openingCanBeStopped()
    {
        Sheet sheet;
        const QString path = sheet.write(people(1200));
        (void)sheet.batch(*sheet.open(path));
        const auto file = ImportFile::look(path).value();
        QCOMPARE(ImportRun::open(file, file.guess, sheet.office.db, sheet.settings(), sheet.office.clock,
                                 sheet.office.random, [](double) { return false; })
                     .error()
                     .code,
                 ErrorCode::Cancelled);
    }
    void rowsForPeopleGoIntoAFileAndBack()
    {
        Sheet sheet;
        const QString path = sheet.write(people(200));
        (void)sheet.import(path);
        const auto file = ImportFile::look(path).value();
        const QString errors = sheet.folder.filePath(QStringLiteral("待更正.xlsx"));
        const auto written = writeErrors(
            file, file.guess, sheet.office.db, errors, {QStringLiteral("原因")}, [](const ImportRow &row) {
                return QStringList{QStringLiteral("%1: %2").arg(row.row).arg(row.findings.size())};
            });
        QCOMPARE(written.value(), 12);
        const auto read = ImportFile::look(errors).value();
        QCOMPARE(read.headings, QStringList{QStringLiteral("原因")} + file.headings);
        QCOMPARE(read.guess.recognised(), 5);
        QVERIFY(read.samples.constFirst().constFirst().startsWith(u"10: "));
        QCOMPARE(read.samples.constFirst().at(3), QStringLiteral("甲7"));
        QCOMPARE(sheet.import(errors).counts.all(), 12);
    }
    void rowsOfAFileThatHasChangedAreNotWritten()
    {
        Sheet sheet;
        const QString path = sheet.write(people(100));
        (void)sheet.import(path);
        const auto file = ImportFile::look(path).value();
        sheet.write(people(101));
        const auto none = [](const ImportRow &) { return QStringList(); };
        QCOMPARE(
            writeErrors(file, file.guess, sheet.office.db, sheet.folder.filePath(QStringLiteral("x.csv")), {}, none)
                .error()
                .code,
            ErrorCode::FileUnreadable);
    }
    void whoeverLeavesTakesTheMarksOfImportsAlong()
    {
        Sheet sheet;
        (void)sheet.importText(people(8));
        const auto marked = sheet.count("import_source");
        QVERIFY(marked > 0);
        OfficeDatabase::expect(sheet.office.db.execute(QStringLiteral("DELETE FROM resident WHERE row = 1")));
        QCOMPARE(sheet.count("import_source"), marked - 1);
    }
    void thoseImportedAreFound()
    {
        Sheet sheet;
        search::SearchIndex index(search::Pinyin::load().value(), QStringLiteral("610681001003"));
        sheet.office.log.addListener(index);
        (void)sheet.importText(people(600));
        QVERIFY(sheet.count("resident_key_block") > 0);
    }
};

SHOULI_TEST(TestImportRun)
#include "TestImportRun.moc"
