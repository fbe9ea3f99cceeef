// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/shell/BadInput.h"
#include "tests/support/TestMain.h"

using namespace shouli;
using app::look::Languages;
using core::base::ErrorCode;
using tests::OfficePc;
using tests::ProgramWindow;

namespace {

using Spoil = void (*)(OfficePc &);

void removeDatabase(OfficePc &pc)
{
    for (const char *file : {"office.db", "office.db-wal", "office.db-shm"})
        QFile::remove(pc.file(file));
}
void overwriteVault(OfficePc &pc, const QByteArray &first, const QByteArray &second)
{
    pc.overwrite("vault.keys.a", first);
    pc.overwrite("vault.keys.b", second);
}
void asItIs(OfficePc &) { }
void damagedVault(OfficePc &pc)
{
    QByteArray bytes = pc.bytes("vault.keys.a");
    bytes[bytes.size() / 2] = static_cast<char>(bytes.at(bytes.size() / 2) ^ 1);
    overwriteVault(pc, bytes, bytes);
}
void emptyVault(OfficePc &pc)
{
    overwriteVault(pc, {}, {});
}
void otherVault(OfficePc &pc)
{
    const OfficePc other(2);
    overwriteVault(pc, other.bytes("vault.keys.a"), other.bytes("vault.keys.b"));
    pc.overwrite("staff.json", other.bytes("staff.json"));
}
void mixedVault(OfficePc &pc)
{
    const OfficePc other(2);
    pc.overwrite("vault.keys.b", other.bytes("vault.keys.b"));
}
/// All pages but the first, in which the salt is.
void damagedDatabase(OfficePc &pc)
{
    QByteArray bytes = pc.bytes("office.db");
    for (qsizetype i = 4096; i < bytes.size(); i += 512)
        bytes[i] = static_cast<char>(bytes.at(i) ^ 0x55);
    pc.overwrite("office.db", bytes);
}
void emptyDatabase(OfficePc &pc)
{
    removeDatabase(pc);
    pc.overwrite("office.db", {});
}
void otherDatabase(OfficePc &pc)
{
    const OfficePc other(2);
    removeDatabase(pc);
    pc.overwrite("office.db", other.bytes("office.db"));
}

struct Case {
    const char *name;
    Spoil spoil;
    const char *passphrase;
    ErrorCode code;
};
constexpr const char *right = "counter-2026";
constexpr Case cases[]{
    {"a wrong passphrase", asItIs, "not this one 1", ErrorCode::PassphraseWrong},
    {"a damaged vault", damagedVault, right, ErrorCode::VaultDamaged},
    {"a vault without a byte", emptyVault, right, ErrorCode::VaultDamaged},
    {"another office's vault", otherVault, right, ErrorCode::DatabaseForeign}, // which of the two, nobody can tell
    {"two copies of the vault, one another office's", mixedVault, right, ErrorCode::VaultForeign},
    {"a damaged database", damagedDatabase, right, ErrorCode::DatabaseDamaged},
    {"a database without a byte", emptyDatabase, right, ErrorCode::DatabaseEmpty},
    {"no database", removeDatabase, right, ErrorCode::DatabaseMissing},
    {"another office's database", otherDatabase, right, ErrorCode::DatabaseForeign},
};

QMap<QString, QByteArray> contents(const OfficePc &pc)
{
    QMap<QString, QByteArray> found;
    for (const QString &name : pc.files())
        found.insert(name, pc.bytes(qPrintable(name)));
    return found;
}

} // namespace

/// The first page somebody sees in the morning, on files that are not as they should be.
class TestBadFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrongIsToldAndTheRightFilesOpenAgain_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<Languages::Language>("language");
        for (int i = 0; i < static_cast<int>(std::size(cases)); ++i) {
            QTest::addRow("%s, in Chinese", cases[i].name) << i << Languages::Language::Chinese;
            QTest::addRow("%s, in English", cases[i].name) << i << Languages::Language::English;
        }
    }
    void whatIsWrongIsToldAndTheRightFilesOpenAgain()
    {
        QFETCH(int, index);
        QFETCH(Languages::Language, language);
        const Case &fault = cases[index];
        OfficePc pc;
        const auto whole = contents(pc);
        fault.spoil(pc);
        const auto spoilt = contents(pc);

        ProgramWindow program(pc, language);
        if (program.asksWho())
            program.enter(QString::fromLatin1(fault.passphrase));
        QVERIFY2(program.tells(fault.code), qPrintable(program.words()));
        QVERIFY(program.entered->isEmpty());
        if (fault.spoil == asItIs) {
            QCOMPARE(pc.bytes("office.db"), whole.value(QStringLiteral("office.db")));
        } else {
            // nothing mended by guess, nothing made anew; the vault itself counts the attempts
            QCOMPARE(QFile::exists(pc.file("office.db")), spoilt.contains(QStringLiteral("office.db")));
            QVERIFY(pc.bytes("office.db") == spoilt.value(QStringLiteral("office.db")));
            if (fault.code == ErrorCode::VaultDamaged)
                QVERIFY(pc.bytes("vault.keys.a") == spoilt.value(QStringLiteral("vault.keys.a")));
            for (const QString &name : pc.files())
                QFile::remove(pc.file(qPrintable(name)));
            for (auto file = whole.cbegin(); file != whole.cend(); ++file)
                pc.overwrite(qPrintable(file.key()), file.value());
            program.press(Qt::Key_F5);
            QVERIFY2(program.asksWho(), qPrintable(program.words()));
        }
        program.enter(QString::fromLatin1(right));
        QTRY_COMPARE_WITH_TIMEOUT(program.entered->size(), 1, 20'000);
        QVERIFY2(!program.says(fault.code), qPrintable(program.words()));
    }
    void whatIsWrongIsReadInTheOtherLanguageByItsKey()
    {
        OfficePc pc;
        emptyVault(pc);
        ProgramWindow program(pc, Languages::Language::Chinese);
        QVERIFY(program.tells(ErrorCode::VaultDamaged));
        const QString chinese = program.words();
        program.press(Qt::Key_F2, Qt::ControlModifier);
        QCOMPARE(program.languages.current(), Languages::Language::English);
        QVERIFY2(program.tells(ErrorCode::VaultDamaged), qPrintable(program.words()));
        QVERIFY(program.words() != chinese);
    }
};

SHOULI_TEST(TestBadFiles)
#include "TestBadFiles.moc"
