// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/KeyBlocks.h"
#include "tests/support/OfficeDatabase.h"
#include "tests/support/TestMain.h"

#include <QtEndian>

#include <map>
#include <set>

using namespace shouli::core;
using namespace shouli::core::residents::search;
using shouli::tests::OfficeDatabase;

namespace {

using Model = std::set<std::pair<QByteArray, quint32>>;

QByteArray bytes(const std::pair<QByteArray, quint32> &entry)
{
    QByteArray out = entry.first;
    char row[4];
    qToBigEndian(entry.second, row);
    return out.append(row, 4);
}

/// The model in the order of the blocks.
QList<KeyEntry> ordered(const Model &model)
{
    std::map<QByteArray, KeyEntry> byBytes;
    for (const auto &entry : model)
        byBytes.insert({bytes(entry), KeyEntry{entry.first, entry.second}});
    QList<KeyEntry> list;
    for (const auto &[key, entry] : byBytes)
        list.append(entry);
    return list;
}

QList<KeyEntry> all(const storage::Database &db, const QByteArray &from = {})
{
    QList<KeyEntry> list;
    KeyBlocks::Cursor cursor(db);
    OfficeDatabase::expect(cursor.seek(from));
    while (!cursor.atEnd()) {
        list.append({cursor.text().toByteArray(), cursor.row()});
        OfficeDatabase::expect(cursor.next());
    }
    return list;
}

void apply(OfficeDatabase &office, const QList<KeyBlocks::Change> &changes)
{
    auto tx = storage::Transaction::begin(office.db).value();
    OfficeDatabase::expect(KeyBlocks::apply(tx, changes));
    OfficeDatabase::expect(tx.commit());
}

/// Keys that crowd together, so that blocks fill, split, empty and vanish.
QByteArray someKey(shouli::tests::TestRandom &random)
{
    static const QList<QByteArray> heads = {"\x10wang", "\x10wangxiao", "\x18li",
                                            "\x21",     "\x21zz",       QByteArray("\x20wxm\0", 5)};
    QByteArray key = heads.at(int(random.below(quint32(heads.size()))));
    const quint32 length = random.below(6);
    for (quint32 i = 0; i < length; ++i)
        key += char('a' + random.below(4));
    if (random.below(8) == 0)
        key += '\0';
    return key;
}

} // namespace

class TestKeyBlocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptySetHasNoKeys()
    {
        OfficeDatabase office;
        QVERIFY(all(office.db).isEmpty());
        apply(office, {{{"a", 1}, false}});
        QVERIFY(all(office.db).isEmpty());
    }
    void whatIsPutInTwiceIsThereOnce()
    {
        OfficeDatabase office;
        apply(office, {{{"a", 1}, true}, {{"a", 1}, true}, {{"a", 2}, true}});
        apply(office, {{{"a", 1}, true}});
        QCOMPARE(all(office.db), (QList<KeyEntry>{{"a", 1}, {"a", 2}}));
    }
    void outAndInAgainStays()
    {
        OfficeDatabase office;
        apply(office, {{{"a", 1}, true}});
        apply(office, {{{"a", 1}, false}, {{"b", 1}, true}, {{"a", 1}, true}});
        QCOMPARE(all(office.db), (QList<KeyEntry>{{"a", 1}, {"b", 1}}));
    }
    void anOverlongTextIsCut()
    {
        OfficeDatabase office;
        apply(office, {{{QByteArray(1000, 'x'), 7}, true}});
        const auto keys = all(office.db);
        QCOMPARE(keys.size(), 1);
        QVERIFY(keys.first().text.size() < 256 && keys.first().row == 7);
        apply(office, {{{QByteArray(1000, 'x'), 7}, false}});
        QVERIFY(all(office.db).isEmpty());
    }

    /// Thousands of random changes against a std::set.
    void itIsAnOrderedSet()
    {
        const quint64 seed = qEnvironmentVariableIsSet("SHOULI_SEED")
            ? qEnvironmentVariable("SHOULI_SEED").toULongLong()
            : 20261123;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        shouli::tests::TestRandom random(seed);
        OfficeDatabase office;
        Model model;
        for (int round = 0; round < 60; ++round) {
            QList<KeyBlocks::Change> changes;
            const bool filling = round < 30; // then it empties again
            const quint32 count = 1 + random.below(400);
            for (quint32 i = 0; i < count; ++i) {
                const std::pair<QByteArray, quint32> entry(someKey(random), random.below(500));
                const bool added = filling ? random.below(5) != 0 : random.below(5) == 0;
                changes.append({{entry.first, entry.second}, added});
                if (added)
                    model.insert(entry);
                else
                    model.erase(entry);
            }
            if (!filling) { // whole ranges go
                const QByteArray head = someKey(random).left(3);
                for (auto it = model.begin(); it != model.end();) {
                    if (it->first.startsWith(head)) {
                        changes.append({{it->first, it->second}, false});
                        it = model.erase(it);
                    } else {
                        ++it;
                    }
                }
            }
            apply(office, changes);
            QCOMPARE(all(office.db), ordered(model));
            const QByteArray from = someKey(random);
            QList<KeyEntry> rest = ordered(model);
            rest.removeIf([&](const KeyEntry &entry) { return bytes({entry.text, entry.row}) < from; });
            QCOMPARE(all(office.db, from), rest);
        }
        QList<KeyBlocks::Change> changes;
        for (const auto &entry : model)
            changes.append({{entry.first, entry.second}, false});
        apply(office, changes);
        QVERIFY(all(office.db).isEmpty());
    }

    void builtIsAsPutIn()
    {
        shouli::tests::TestRandom random(5);
        Model model;
        for (int i = 0; i < 5000; ++i)
            model.insert({someKey(random), random.below(100000)});
        OfficeDatabase built;
        {
            auto tx = storage::Transaction::begin(built.db).value();
            KeyBlocks::Builder builder(tx);
            for (const KeyEntry &entry : ordered(model))
                OfficeDatabase::expect(builder.add(bytes({entry.text, entry.row})));
            OfficeDatabase::expect(builder.finish());
            OfficeDatabase::expect(tx.commit());
        }
        QCOMPARE(all(built.db), ordered(model));
        apply(built, {{{"\x10", 3}, true}, {{"\x7f", 4}, true}}); // before the first and after the last
        model.insert({"\x10", 3});
        model.insert({"\x7f", 4});
        QCOMPARE(all(built.db), ordered(model));
    }
    void everyBlockFitsAPage()
    {
        shouli::tests::TestRandom random(6);
        OfficeDatabase office;
        for (int round = 0; round < 20; ++round) {
            QList<KeyBlocks::Change> changes;
            for (int i = 0; i < 500; ++i)
                changes.append(
                    {{someKey(random) + QByteArray::number(random.below(1000000)), random.below(1000)}, true});
            apply(office, changes);
        }
        auto query = office.db
                         .prepare(QStringLiteral(
                             "SELECT count(*), max(length(keys) + length(first)) FROM resident_key_block"))
                         .value();
        QVERIFY(query.step().value());
        QVERIFY(query.integer(0) > 20);
        QVERIFY(query.integer(1) <= 3950);
    }
    void aDamagedBlockIsSaid()
    {
        OfficeDatabase office;
        apply(office, {{{"abc", 1}, true}});
        OfficeDatabase::expect(office.db.execute(QStringLiteral("UPDATE resident_key_block SET keys = x'0107'")));
        KeyBlocks::Cursor cursor(office.db);
        QCOMPARE(cursor.seek("abc").error().code, base::ErrorCode::DatabaseDamaged);
    }
};

SHOULI_TEST(TestKeyBlocks)
#include "TestKeyBlocks.moc"
