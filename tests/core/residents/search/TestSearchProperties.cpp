// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/AddressText.h"
#include "tests/core/residents/search/SearchOffice.h"
#include "tests/support/TestMain.h"

#include <rapidcheck.h>

#include <algorithm>

using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::search;
using shouli::tests::SearchOffice;
using shouli::tests::TestRandom;

namespace {

QString one(char32_t c)
{
    return QString::fromUcs4(&c, 1);
}

/// Surnames and characters that programs fail on among ordinary ones: compound, with several readings, beyond the
/// basic plane, without any reading (private use, ideographs nobody has read yet), Latin in both widths.
QString someName(TestRandom &random)
{
    static const QStringList surnames = {QStringLiteral("王"),    QStringLiteral("贺"),   QStringLiteral("单"),
                                         QStringLiteral("折"),    QStringLiteral("种"),   QStringLiteral("覃"),
                                         QStringLiteral("欧阳"),  QStringLiteral("尉迟"), QStringLiteral("万俟"),
                                         QStringLiteral("长孙"),  QStringLiteral("吕"),   QStringLiteral("𠮷"),
                                         QStringLiteral("\uE123")};
    static const QList<char32_t> characters = {U'小',   U'明',  U'玉',   U'梅',   U'绿', U'乐',   U'长',
                                               U'重',   U'行',  U'喆',   U'䶮',   U'𫍯', U'𬭚', U'𠮷',
                                               U'𬳵', 0xE456, 0x2A6DD, 0x30EDE, U'峯', U'東'};
    const auto below = [&random](qsizetype size) { return static_cast<qsizetype>(random.below(quint32(size))); };
    switch (random.below(12)) {
    case 0:
        return QStringLiteral("吾提库尔·买买提");
    case 1:
        return QStringLiteral("ＷＡＮＧ Ｌｉ");
    case 2:
        return QStringLiteral("高MIN");
    case 3:
        return QStringLiteral("侯 氏");
    default:
        break;
    }
    QString name = surnames.at(below(surnames.size()));
    for (auto left = 1 + random.below(3); left > 0; --left)
        name += one(characters.at(below(characters.size())));
    return name;
}

Resident someResident(TestRandom &random)
{
    static const QStringList places = {QStringLiteral("陕西省延安市子长市瓦窑堡街道齐家湾社区"),
                                       QStringLiteral("折家老庄村"),
                                       QStringLiteral("子长县重耳村"),
                                       QStringLiteral("瓦窑堡街道迎宾路枣园小区"),
                                       QStringLiteral("齐家圪崂村委会"),
                                       QStringLiteral("𠮷家湾村")};
    const auto digits = [&random](int count) {
        QString text;
        for (int i = 0; i < count; ++i)
            text += QChar(u'0' + static_cast<char16_t>(random.below(10)));
        return text;
    };
    Resident resident;
    resident.name = someName(random);
    if (random.below(3) == 0)
        resident.formerName = someName(random);
    if (random.below(3) == 0)
        resident.smallName = someName(random);
    switch (random.below(4)) {
    case 0:
        break;
    case 1:
        resident.documentNumber = QStringLiteral("E") + digits(8);
        break;
    default:
        resident.documentNumber = QStringLiteral("610699") + digits(11)
            + (random.below(4) == 0 ? QStringLiteral("X") : digits(1));
    }
    if (random.below(3) != 0)
        resident.phone = QStringLiteral("139") + digits(8);
    if (random.below(3) != 0)
        resident.livingAddress = places.at(qsizetype(random.below(quint32(places.size()))))
            + QStringLiteral("%1组%2号").arg(random.below(9) + 1).arg(random.below(99) + 1);
    if (random.below(4) == 0)
        resident.deceasedOn = QDate(2020, 1, 1);
    return resident;
}

/// Each unit of a name in one of the ways it can be typed: itself, a whole syllable, its first letter. Once a unit was
/// left out for having no reading, those after it are typed on.
QString mixed(const Pinyin::Name &name, TestRandom &random)
{
    QString typed;
    for (const Pinyin::Unit &unit : name.units) {
        const auto way = random.below(3);
        if (unit.character != 0 && (way == 0 || unit.syllables.isEmpty())) {
            typed += one(unit.character);
            continue;
        }
        const QString syllable = QString::fromUtf8(
            unit.syllables.at(qsizetype(random.below(quint32(unit.syllables.size())))));
        typed += way == 1 || unit.character == 0 ? syllable : syllable.left(1);
    }
    return typed;
}

/// Everything that may be typed for one person, from their own record.
QStringList typedFor(const Resident &resident, const Pinyin &pinyin, TestRandom &random)
{
    QStringList typed;
    for (const QString &name : {resident.name, resident.formerName, resident.smallName}) {
        if (name.isEmpty())
            continue;
        const Pinyin::Name read = pinyin.ofName(name);
        typed += {name, pinyin.comparable(name), mixed(read, random), mixed(read, random)};
        for (const auto &spelling : Pinyin::spellings(read.units))
            typed += {QString::fromUtf8(spelling.letters), QString::fromUtf8(spelling.initials)};
        QStringList characters;
        for (const Pinyin::Unit &unit : read.units) {
            if (unit.character != 0)
                characters.append(one(unit.character));
        }
        if (characters.size() != read.units.size() || characters.size() < 2 || characters.size() > 8)
            continue;
        typed += characters; // each by itself
        for (qsizetype i = characters.size() - 1; i > 0; --i)
            characters.swapItemsAt(i, qsizetype(random.below(quint32(i + 1))));
        typed.append(characters.join(QString()));
    }
    const QString &document = resident.documentNumber;
    if (!document.isEmpty()) {
        typed += {document, document.toLower(),
                  document.left(6 + qsizetype(random.below(quint32(document.size() - 5)))),
                  document.right(4 + qsizetype(random.below(5)))};
    }
    if (!resident.phone.isEmpty())
        typed += {resident.phone, resident.phone.right(4 + qsizetype(random.below(7))), resident.phone.left(7)};
    if (!resident.livingAddress.isEmpty()) {
        const AddressText address = AddressText::cut(resident.livingAddress);
        typed += {resident.livingAddress, address.places.last() + address.numbers,
                  address.places.join(QString()) + address.numbers, resident.name + u' ' + address.places.first()};
        for (const QString &place : address.places) {
            typed.append(place);
            for (const auto &spelling : Pinyin::spellings(pinyin.ofPlace(place)))
                typed += {QString::fromUtf8(spelling.letters), QString::fromUtf8(spelling.initials)};
        }
    }
    typed.removeAll(QString());
    return typed;
}

} // namespace

class TestSearchProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everybodyIsFoundByWhateverTheirRecordSays()
    {
        QVERIFY(rc::check("everybody is found by whatever their record says", [] {
            const auto seed = *rc::gen::arbitrary<std::uint32_t>();
            TestRandom random(seed);
            SearchOffice office(QStringLiteral("610681001003"), seed);
            QList<Resident> people;
            for (int i = 0; i < 6; ++i) {
                people.append(someResident(random));
                people.last().id = office.add(people.last());
            }
            if (random.below(2) == 0) { // a rebuilt index is as good
                auto tx = storage::Transaction::begin(office.db).value();
                SearchOffice::expect(office.index.rebuild(tx));
                SearchOffice::expect(tx.commit());
            }
            for (const Resident &resident : std::as_const(people)) {
                const QStringList all = typedFor(resident, office.pinyin, random);
                for (const QString &typed : all) {
                    const auto hits = office.find(typed).hits;
                    const auto hit = std::find_if(hits.begin(), hits.end(),
                                                  [&](const SearchHit &found) { return found.id == resident.id; });
                    if (hit == hits.end())
                        RC_FAIL("seed " + std::to_string(seed) + ": " + resident.name.toStdString() + " by "
                                + typed.toStdString());
                    const QString &fits = hit->otherName.isEmpty() ? hit->name : hit->otherName;
                    for (const SearchHit::Span &span : hit->fitting) {
                        RC_ASSERT(span.length > 0 && span.first >= 0 && span.first + span.length <= fits.size());
                        RC_ASSERT(!fits.at(span.first).isLowSurrogate()); // no half characters
                        RC_ASSERT(!fits.at(span.first + span.length - 1).isHighSurrogate());
                    }
                }
            }
        }));
    }
    void whatNobodyHasFindsNobody()
    {
        SearchOffice office;
        TestRandom random(3);
        for (int i = 0; i < 20; ++i)
            office.add(someResident(random));
        for (const char *typed :
             {"赵钱孙李", "qqqq", "𬍛", "610699000000000000", "99998888", "张三里村", "zhangsanlicun"})
            QVERIFY2(office.find(QString::fromUtf8(typed)).hits.isEmpty(), typed);
    }
};

SHOULI_TEST(TestSearchProperties)
#include "TestSearchProperties.moc"
