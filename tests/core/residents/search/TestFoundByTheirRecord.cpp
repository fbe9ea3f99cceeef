// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/SampleLoader.h"
#include "tests/core/residents/search/SearchOffice.h"
#include "tests/support/TestMain.h"

#include <QMap>

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::search;
using shouli::tests::SearchOffice;

namespace {

constexpr int people = 3000;
constexpr int asked = 200; ///< besides all with an unusual name

quint64 seed()
{
    return qEnvironmentVariableIsSet("SHOULI_SEED") ? qEnvironmentVariable("SHOULI_SEED").toULongLong() : 20261123;
}

/// Whatever a clerk may type for a name: kind of spelling to texts.
QMultiMap<QString, QString> spellingsOf(const QString &name, const Pinyin &pinyin)
{
    QMultiMap<QString, QString> typed;
    typed.insert(QStringLiteral("characters"), name);
    const Pinyin::Name read = pinyin.ofName(name);
    for (const auto &spelling : Pinyin::spellings(read.units)) {
        typed.insert(QStringLiteral("pinyin in full"), QString::fromLatin1(spelling.letters));
        typed.insert(QStringLiteral("initials"), QString::fromLatin1(spelling.initials));
    }
    // mixed: each character as itself, by its syllable or by its first letter
    QString characterThenInitials;
    QString syllableThenInitials;
    QString initialThenSyllables;
    QString initialsThenCharacter;
    for (qsizetype i = 0; i < read.units.size(); ++i) {
        const auto &unit = read.units.at(i);
        if (unit.syllables.isEmpty() || unit.character == 0)
            return typed; // unreadable: found by its characters
        const QString character = QString::fromUcs4(&unit.character, 1);
        const QString syllable = QString::fromLatin1(unit.syllables.first());
        characterThenInitials += i == 0 ? character : syllable.left(1);
        syllableThenInitials += i == 0 ? syllable : syllable.left(1);
        initialThenSyllables += i == 0 ? syllable.left(1) : syllable;
        initialsThenCharacter += i + 1 == read.units.size() ? character : syllable.left(1);
    }
    typed.insert(QStringLiteral("a character, then initials"), characterThenInitials);
    typed.insert(QStringLiteral("a syllable, then initials"), syllableThenInitials);
    typed.insert(QStringLiteral("an initial, then syllables"), initialThenSyllables);
    typed.insert(QStringLiteral("initials, then a character"), initialsThenCharacter);
    return typed;
}

QMultiMap<QString, QString> numbersOf(const Resident &resident)
{
    QMultiMap<QString, QString> typed;
    const QString &document = resident.documentNumber;
    if (document.size() == 18) {
        typed.insert(QStringLiteral("the identity number"), document);
        typed.insert(QStringLiteral("the identity number in lower case"), document.toLower());
        for (const int digits : {6, 8, 14, 17})
            typed.insert(QStringLiteral("the head of the identity number"), document.left(digits));
        for (const int digits : {4, 6, 8})
            typed.insert(QStringLiteral("the tail of the identity number"), document.right(digits));
    }
    for (const QString &phone : {resident.phone, resident.otherPhone}) {
        if (phone.isEmpty())
            continue;
        typed.insert(QStringLiteral("the telephone"), phone);
        QString digits = phone;
        digits.remove(u'-');
        for (const int tail : {4, 6, 8})
            typed.insert(QStringLiteral("the tail of the telephone"), digits.right(tail));
        typed.insert(QStringLiteral("the head of the telephone"), digits.left(7));
    }
    return typed;
}

} // namespace

/// Every resident is found by whatever can be typed from their own record, in an encrypted register of thousands.
class TestFoundByTheirRecord : public QObject {
    Q_OBJECT
    std::unique_ptr<SearchOffice> m_office;
    QList<Resident> m_asked;

    [[nodiscard]] bool finds(const QString &typed, ResidentId id, ResidentSearch::Effort effort, int limit) const
    {
        ResidentSearch::Options options;
        options.effort = effort;
        options.limit = limit;
        const auto hits = m_office->find(typed, options).hits;
        return std::any_of(hits.begin(), hits.end(), [id](const SearchHit &hit) { return hit.id == id; });
    }
    void expectFound(const QMultiMap<QString, QString> &typed, const Resident &resident)
    {
        for (auto it = typed.cbegin(); it != typed.cend(); ++it)
            QVERIFY2(
                finds(it.value(), resident.id, ResidentSearch::Effort::Thorough, people),
                qPrintable(
                    QStringLiteral("%1 by %2: %3 (seed %4)").arg(resident.name, it.key(), it.value()).arg(seed())));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qInfo("seed %llu", static_cast<unsigned long long>(seed()));
        m_office = std::make_unique<SearchOffice>(QStringLiteral("610681001"));
        sample::SampleRegister::Settings settings;
        settings.seed = seed();
        settings.people = people;
        settings.places = sample::SamplePlace::load().value().mid(0, 3);
        const auto names = sample::NamePool::load().value();
        changes::log::ChangeLog log(m_office->schema, m_office->clock, m_office->random); // the index is made at once, afterwards
        sample::SampleLoader loader(log, m_office->author, m_office->scope);
        QCOMPARE(loader.load(m_office->db, sample::SampleRegister(names), settings).value(), people);
        auto tx = storage::Transaction::begin(m_office->db).value();
        SearchOffice::expect(m_office->index.rebuild(tx));
        SearchOffice::expect(tx.commit());

        shouli::tests::TestRandom random(seed());
        SearchOffice::expect(ResidentStore::each(m_office->db, [&](const Resident &resident) {
            const QString &name = resident.name;
            const bool unusual = name.contains(u'·') || name.contains(u'?')
                || names.rareSurnames().contains(name.left(2)) || names.alikeNames().contains(name)
                || std::any_of(name.begin(), name.end(), [](QChar c) { return c.isSurrogate(); });
            if (unusual || random.below(people) < asked)
                m_asked.append(resident);
            return true;
        }));
        QVERIFY(m_asked.size() > asked);
    }

    void byEverySpellingOfTheName()
    {
        for (const Resident &resident : std::as_const(m_asked)) {
            expectFound(spellingsOf(resident.name, m_office->pinyin), resident);
            if (QTest::currentTestFailed())
                return;
        }
    }
    void byEverySpellingOfTheOtherNames()
    {
        int with = 0;
        for (const Resident &resident : std::as_const(m_asked)) {
            for (const QString &name : {resident.formerName, resident.smallName}) {
                if (name.isEmpty())
                    continue;
                ++with;
                expectFound(spellingsOf(name, m_office->pinyin), resident);
                if (QTest::currentTestFailed())
                    return;
            }
        }
        QVERIFY(with > 3);
    }
    void byNumbersFromEitherEnd()
    {
        for (const Resident &resident : std::as_const(m_asked)) {
            expectFound(numbersOf(resident), resident);
            if (QTest::currentTestFailed())
                return;
        }
    }
    void byTheNameTogetherWithANumber()
    {
        for (const Resident &resident : std::as_const(m_asked)) {
            if (resident.documentNumber.size() != 18 || resident.name.contains(u'?'))
                continue;
            expectFound(
                {{QStringLiteral("name and birth year"), resident.name + u' ' + resident.documentNumber.mid(6, 4)},
                 {QStringLiteral("number's tail and name"), resident.documentNumber.right(4) + resident.name}},
                resident);
            if (QTest::currentTestFailed())
                return;
        }
    }
    /// What is one person's alone is found while typing, not only after a pause.
    void byTheWholeNumberAtAKeystroke()
    {
        for (const Resident &resident : std::as_const(m_asked)) {
            if (resident.documentNumber.isEmpty())
                continue;
            QVERIFY2(finds(resident.documentNumber, resident.id, ResidentSearch::Effort::Keystroke, 20),
                     qPrintable(resident.documentNumber));
            if (!resident.phone.isEmpty())
                QVERIFY2(finds(resident.phone, resident.id, ResidentSearch::Effort::Keystroke, 20),
                         qPrintable(resident.phone));
        }
    }
    void nobodyIsFoundByAnothersNumber()
    {
        const QString number = m_asked.first().documentNumber;
        const auto hits = m_office->find(number).hits;
        QVERIFY(!hits.isEmpty());
        for (const SearchHit &hit : hits)
            QCOMPARE(ResidentStore::find(m_office->db, hit.id).value().documentNumber, number);
    }
};

SHOULI_TEST(TestFoundByTheirRecord)
#include "TestFoundByTheirRecord.moc"
