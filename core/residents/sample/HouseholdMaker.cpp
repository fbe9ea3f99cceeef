// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/HouseholdMaker.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace shouli::core::residents::sample {

namespace {

constexpr int mostKnown = 400;

const QStringList &roads()
{
    static const QStringList list = {QStringLiteral("迎宾路"),   QStringLiteral("安定路"), QStringLiteral("环城南路"),
                                     QStringLiteral("齐家湾路"), QStringLiteral("后桥巷"), QStringLiteral("米粮山路"),
                                     QStringLiteral("林虎山巷")};
    return list;
}

const QStringList &estates()
{
    static const QStringList list = {QStringLiteral("米粮山小区"), QStringLiteral("移民搬迁安置点"),
                                     QStringLiteral("枣园小区"),   QStringLiteral("廉租房小区"),
                                     QStringLiteral("河堤小区"),   QStringLiteral("红石苑"),
                                     QStringLiteral("向阳小区")};
    return list;
}

const QStringList &awayPlaces()
{
    static const QStringList list = {QStringLiteral("西安市"),       QStringLiteral("延安市宝塔区"),
                                     QStringLiteral("榆林市"),       QStringLiteral("北京市"),
                                     QStringLiteral("上海市"),       QStringLiteral("内蒙古鄂尔多斯市"),
                                     QStringLiteral("广东省东莞市"), QStringLiteral("浙江省义乌市")};
    return list;
}

struct Origin {
    const char16_t *division;
    const char16_t *address;
};
constexpr std::array origins = {
    Origin{u"610602101201", u"陕西省延安市宝塔区"}, Origin{u"610830101201", u"陕西省榆林市清涧县"},
    Origin{u"140181101201", u"山西省太原市古交市"}, Origin{u"411025101201", u"河南省许昌市襄城县"},
    Origin{u"511321101201", u"四川省南充市南部县"}, Origin{u"622801101201", u"甘肃省庆阳市西峰区"}};

EducationCode educationFor(Dice &dice, int age)
{
    if (age < 6)
        return {};
    if (age < 15)
        return EducationCode(81);
    if (age < 18)
        return EducationCode(71);
    static constexpr std::array codes = {21, 31, 61, 41, 71, 81, 90};
    static constexpr std::array<std::array<int, 7>, 5> weights = {{{18, 27, 18, 7, 28, 2, 0},
                                                                   {9, 16, 14, 6, 45, 10, 0},
                                                                   {2, 6, 12, 3, 50, 27, 0},
                                                                   {1, 2, 7, 1, 34, 45, 10},
                                                                   {0, 1, 3, 0, 12, 44, 40}}};
    const std::size_t band = age < 30 ? 0 : age < 45 ? 1 : age < 60 ? 2 : age < 75 ? 3 : 4;
    return EducationCode(codes.at(static_cast<std::size_t>(dice.weighted(weights.at(band)))));
}

WorkStatusCode workFor(Dice &dice, int age, bool urban)
{
    if (age < 6)
        return {};
    if (age < 18)
        return codes::studying;
    if (age < 23 && dice.chance(55))
        return codes::studying;
    if (age >= 60)
        return urban ? (dice.chance(60) ? codes::retired : codes::otherWork)
                     : (dice.chance(65) ? codes::farming : codes::otherWork);
    static constexpr std::array kinds = {codes::employed, codes::flexible, codes::unemployed, codes::farming,
                                         codes::otherWork};
    static constexpr std::array<int, 5> town = {50, 28, 4, 6, 12};
    static constexpr std::array<int, 5> village = {14, 24, 1, 54, 7};
    return kinds.at(static_cast<std::size_t>(dice.weighted(urban ? town : village)));
}

/// Identity cards last 5, 10 or 20 years, and for ever from 46 on (Resident Identity Card Law art. 5).
QDate cardValidTo(Dice &dice, int age, QDate today)
{
    if (age >= 46)
        return {};
    const int years = age < 16 ? 5 : age < 26 ? 10 : 20;
    return today.addDays(dice.between(-30, years * 365));
}

} // namespace

HouseholdMaker::HouseholdMaker(RegisterState &state, const NamePool &names, const SamplePlace &place,
                               const QList<SamplePlace> &places, QDate today, Dice dice)
    : m_state(state)
    , m_names(names)
    , m_place(place)
    , m_places(places)
    , m_today(today)
    , m_dice(dice)
{
    if (place.urban)
        return;
    // the same surname fills a whole village
    if (const QString own = names.surnameOfPlace(place.name); !own.isEmpty())
        m_clans += {own, own};
    for (int more = m_dice.between(1, 2); more > 0; --more)
        m_clans.append(names.surname(m_dice));
}

template <class AnyId>
AnyId HouseholdMaker::newId()
{
    // UUID version 7 (RFC 9562): some time of the last years, rising, and random bits
    Dice bits = Dice::of(m_state.seed ^ 0x5A5A, ++m_state.lastId);
    QByteArray bytes(16, '\0');
    const std::uint64_t time = 1'735'689'600'000ULL + m_state.lastId * 20; // from 2025-01-01 on
    qToBigEndian<std::uint64_t>(time << 16, bytes.data());
    qToBigEndian<std::uint64_t>(bits.next(), bytes.data() + 8);
    const auto random = static_cast<std::uint16_t>(bits.next());
    bytes[6] = static_cast<char>(0x70 | (random >> 12));
    bytes[7] = static_cast<char>(random);
    bytes[8] = static_cast<char>(0x80 | (static_cast<unsigned char>(bytes[8]) & 0x3f));
    return *AnyId::fromBytes(bytes);
}
template MembershipId HouseholdMaker::newId<MembershipId>();

QString HouseholdMaker::householdSurname(HouseholdSort sort)
{
    const QStringList &rare = m_names.rareSurnames();
    const bool keeps = sort == HouseholdSort::Couple || sort == HouseholdSort::CoupleWithChildren
        || sort == HouseholdSort::ThreeGenerations; // nobody there gets another name
    if (m_state.nextSurname < rare.size()) {        // each of them soon once
        if (keeps && m_dice.chance(6))
            return rare.at(m_state.nextSurname++);
    } else if (m_dice.chance(8, 10'000)) {
        return m_dice.pick(rare);
    }
    if (sort == HouseholdSort::Collective)
        return m_names.surnameFromElsewhere(m_dice);
    if (!m_clans.isEmpty() && m_dice.chance(52))
        return m_dice.pick(m_clans);
    return m_names.surname(m_dice);
}

/// Some day on which somebody of that age today can have been born.
QDate HouseholdMaker::birthday(int age)
{
    const QDate last = m_today.addYears(-age);
    return last.addDays(-m_dice.below(365));
}

SampleHousehold HouseholdMaker::make(const PlannedHousehold &plan, int dead)
{
    SampleHousehold made;
    made.household.id = newId<HouseholdId>();
    made.household.number = SampleNumbers::household(++m_state.lastHousehold);
    made.household.householdKind = plan.sort == HouseholdSort::Collective ? HouseholdKind::Collective
                                                                          : HouseholdKind::Family;
    const bool elsewhere = m_dice.chance(m_place.urban ? 12 : 1); // migrants
    const QString surname = plan.sort == HouseholdSort::Collective ? QString() : householdSurname(plan.sort);
    for (const PlannedPerson &person : plan.people) {
        Resident resident;
        resident.id = newId<ResidentId>();
        resident.household = made.household.id;
        resident.sex = person.sex;
        resident.relation = plan.sort == HouseholdSort::Collective ? RelationCode() : person.relation;
        resident.marital = person.age < 18 ? MaritalCode() : person.marital;
        const auto siblings = made.members.size();
        const bool twin = siblings > 0 && person.father >= 0 && plan.people.at(siblings - 1).father == person.father
            && plan.people.at(siblings - 1).age == person.age;
        resident.birthDate = twin ? made.members.last().birthDate : PartialDate(birthday(person.age));
        made.members.append(resident);
    }
    nameAll(plan, surname, made);
    for (qsizetype i = 0; i < made.members.size(); ++i) {
        giveRareName(plan.people.at(i), plan.sort, made.members[i]);
        giveDetails(plan.people.at(i), elsewhere, made.members[i]);
    }
    giveParents(plan, made);
    for (; dead > 0; --dead)
        addDead(made);
    giveAddresses(plan.sort, elsewhere, made);
    givePhones(made);
    return made;
}

void HouseholdMaker::nameAll(const PlannedHousehold &plan, const QString &surname, SampleHousehold &made)
{
    // brothers and sisters of some families share a character
    const QString generation = m_dice.chance(15)
        ? m_names.given(m_dice, Sex::Male, m_today.year() - plan.people.last().age).left(1)
        : QString();
    for (qsizetype i = 0; i < made.members.size(); ++i) {
        const PlannedPerson &person = plan.people.at(i);
        Resident &resident = made.members[i];
        const bool widowOfTheFamily = person.sex == Sex::Female && person.age > 45 && person.spouse < 0
            && plan.people.size() > 1 && (person.relation == codes::head || person.relation == codes::mother);
        const bool motherAlone = plan.sort == HouseholdSort::SingleParent && i == 0 && person.sex == Sex::Female;
        QString own = surname;
        if (plan.sort == HouseholdSort::Collective)
            own = householdSurname(plan.sort);
        else if (person.ownSurname || widowOfTheFamily || motherAlone)
            own = m_names.surname(m_dice);
        const int born = resident.birthDate.year;
        const bool child = person.father >= 0 || person.mother >= 0;
        resident.name = own
            + m_names.given(m_dice, person.sex, born, child && own.size() == 1 ? generation : QString());
        if (m_dice.chance(3))
            resident.formerName = own + m_names.given(m_dice, person.sex, born);
        if (m_dice.chance(m_place.urban ? 2 : 12))
            resident.smallName = m_names.smallName(m_dice, person.sex);
    }
    // namesakes: the same name and the same year
    if (!made.members.isEmpty() && !m_known.empty() && m_dice.chance(5)) {
        const Known &other = m_known.at(static_cast<std::size_t>(m_dice.below(static_cast<int>(m_known.size()))));
        Resident &head = made.members.first();
        if (head.sex == Sex::Male && plan.people.size() == 1) {
            head.name = other.name;
            if (std::abs(other.born.year() - head.birthDate.year) <= 10) {
                const QDate day(other.born.year(), head.birthDate.month, std::min(head.birthDate.day, 28));
                head.birthDate = PartialDate(day);
            }
        }
    }
}

void HouseholdMaker::giveRareName(const PlannedPerson &plan, HouseholdSort sort, Resident &resident)
{
    const bool alone = sort == HouseholdSort::Single || sort == HouseholdSort::Collective
        || sort == HouseholdSort::Others;
    resident.ethnic = codes::han;
    const auto due = [this](int next, qsizetype all, int percent, int later) {
        return next < all ? m_dice.chance(percent) : later > 0 && m_dice.chance(later, 1000);
    };
    if (alone && due(m_state.nextMinority, 20, 12, 22)) { // 20 people at least, then half a percent
        for (int tries = 0; tries < m_names.minorities().size(); ++tries) {
            const auto &minority = m_names.minorities().at(m_state.nextMinority++ % m_names.minorities().size());
            if (minority.sex != plan.sex)
                continue;
            resident.name = minority.name;
            resident.ethnic = EthnicCode(minority.ethnic);
            resident.formerName.clear();
            resident.smallName.clear();
            return;
        }
    }
    if (alone && due(m_state.nextName, m_names.alikeNames().size(), 8, 5)) {
        resident.name = m_names.alikeNames().at(m_state.nextName++ % m_names.alikeNames().size());
        return;
    }
    const bool compound = m_names.rareSurnames().contains(resident.name.left(2));
    if (plan.age < 50 && !compound && due(m_state.nextCharacter, m_names.rareCharacters().size(), 4, 3)) {
        const QString rare = m_names.rareCharacters().at(m_state.nextCharacter++ % m_names.rareCharacters().size());
        const bool last = m_dice.chance(50);
        const QString surname = resident.name.left(1);
        resident.name = last && resident.name.size() > 1 ? resident.name.left(resident.name.size() > 2 ? 2 : 1) + rare
                                                         : surname + rare;
    }
}

void HouseholdMaker::giveDetails(const PlannedPerson &plan, bool elsewhere, Resident &resident)
{
    const QDate born = resident.birthDate.toDate();
    resident.documentNumber = m_state.numbers.citizen(m_dice, resident.sex, born, elsewhere);
    resident.documentType = plan.age < 16 && m_dice.chance(60) ? codes::householdBook : codes::residentCard;
    if (resident.documentType == codes::residentCard)
        resident.documentValidTo = cardValidTo(m_dice, plan.age, m_today);
    resident.education = educationFor(m_dice, plan.age);
    resident.political = plan.age < 14       ? PoliticalCode()
        : plan.age < 28 && m_dice.chance(35) ? PoliticalCode(3)
        : plan.age >= 25 && m_dice.chance(6) ? PoliticalCode(1)
                                             : PoliticalCode(13);
    resident.workStatus = workFor(m_dice, plan.age, m_place.urban);
    if (plan.age >= 16 && m_dice.chance(62)) {
        resident.bankName = m_dice.chance(70) ? QStringLiteral("子长农村商业银行")
                                              : QStringLiteral("中国邮政储蓄银行子长市支行");
        resident.bankAccount = SampleNumbers::bankAccount(m_dice);
    }
    const bool mayLeave = plan.age >= 18 && plan.age <= 58;
    const bool away = plan.away || (mayLeave && !elsewhere && m_dice.chance(m_place.urban ? 5 : 18));
    resident.residenceStatus = elsewhere ? codes::movedIn
        : away                           ? codes::away
        : m_dice.chance(5, 1000)         ? codes::onPaperOnly
                                         : codes::atHome;
    if (away)
        resident.awayPlace = m_dice.pick(awayPlaces());
    resident.grid = QStringLiteral("%1").arg(m_dice.between(1, m_place.urban ? 12 : 3), 2, 10, QChar(u'0'));
    if (m_dice.chance(70))
        resident.verifiedOn = m_today.addDays(-m_dice.below(1000));
}

void HouseholdMaker::giveParents(const PlannedHousehold &plan, SampleHousehold &made)
{
    for (qsizetype i = 0; i < plan.people.size(); ++i) {
        const PlannedPerson &person = plan.people.at(i);
        Resident &resident = made.members[i];
        if (person.father >= 0)
            resident.father = made.members.at(person.father).id;
        if (person.mother >= 0)
            resident.mother = made.members.at(person.mother).id;
        if (person.spouse >= 0)
            resident.spouse = made.members.at(person.spouse).id;
        const bool grown = person.father < 0 && person.mother < 0 && person.sex == Sex::Male && person.age >= 20;
        if (grown && m_dice.chance(60)) { // parents who live elsewhere in the place
            for (const Known &one : m_known) {
                const auto gap = one.born.daysTo(resident.birthDate.toDate()) / 365;
                if (!one.woman.isNull() && resident.name.startsWith(one.surname) && gap >= 21 && gap <= 42
                    && one.womanBorn.daysTo(resident.birthDate.toDate()) >= 20 * 366) {
                    resident.father = one.man;
                    resident.mother = one.woman;
                    break;
                }
            }
        }
    }
    const PlannedPerson &head = plan.people.first();
    if (head.sex == Sex::Male && plan.sort != HouseholdSort::Collective) {
        const Resident &man = made.members.first();
        Known known{man.id, {}, man.name.left(1), man.name, man.birthDate.toDate(), {}};
        if (head.spouse >= 0) {
            known.woman = made.members.at(head.spouse).id;
            known.womanBorn = made.members.at(head.spouse).birthDate.toDate();
        }
        if (m_known.size() >= mostKnown)
            m_known.erase(m_known.begin());
        m_known.push_back(known);
    }
}

/// Somebody who died in the last years: the spouse of the widowed, or a parent of the head.
void HouseholdMaker::addDead(SampleHousehold &made)
{
    Resident dead;
    dead.id = newId<ResidentId>();
    dead.household = made.household.id;
    dead.residenceStatus = codes::deceased;
    dead.ethnic = codes::han;
    dead.documentType = codes::residentCard;
    dead.deceasedOn = m_today.addDays(-1 - m_dice.below(2000));
    Resident *widowed = nullptr;
    for (Resident &member : made.members) {
        if (member.marital == codes::widowed && member.spouse.isNull())
            widowed = &member;
    }
    int age = 0;
    if (widowed != nullptr) {
        dead.sex = widowed->sex == Sex::Male ? Sex::Female : Sex::Male;
        age = widowed->birthDate.ageOn(m_today) + m_dice.between(0, 5);
        dead.marital = codes::married;
        dead.spouse = widowed->id;
        widowed->spouse = dead.id;
        dead.relation = widowed->relation == codes::head ? codes::spouse
            : widowed->relation == codes::mother         ? codes::father
            : widowed->relation == codes::father         ? codes::mother
                                                         : codes::otherRelative;
        for (Resident &member : made.members) {
            if (member.mother == widowed->id && member.father.isNull())
                member.father = dead.id;
            else if (member.father == widowed->id && member.mother.isNull())
                member.mother = dead.id;
        }
    } else {
        Resident &head = made.members.first();
        dead.sex = m_dice.chance(50) ? Sex::Male : Sex::Female;
        age = head.birthDate.ageOn(m_today) + m_dice.between(21, 38);
        dead.marital = codes::married;
        ResidentId &link = dead.sex == Sex::Male ? head.father : head.mother;
        if (age <= AgePool::oldest && link.isNull()) {
            link = dead.id;
            if (head.relation == codes::head)
                dead.relation = dead.sex == Sex::Male ? codes::father : codes::mother;
        } else if (head.relation == codes::head) {
            dead.relation = codes::otherRelative;
        }
    }
    const QDate born = birthday(std::clamp(age, 30, AgePool::oldest));
    dead.birthDate = PartialDate(born);
    const QString surname = widowed == nullptr && dead.sex == Sex::Male ? made.members.first().name.left(1)
                                                                        : m_names.surname(m_dice);
    dead.name = surname + m_names.given(m_dice, dead.sex, born.year());
    dead.documentNumber = m_state.numbers.citizen(m_dice, dead.sex, born);
    made.members.append(dead);
}

QString HouseholdMaker::address(const SamplePlace &place)
{
    if (place.urban && m_dice.chance(60)) {
        const QString road = m_dice.pick(roads()); // one after another: the order of arguments is the compiler's own
        const QString estate = m_dice.pick(estates());
        return QStringLiteral("%1%2%3号楼%4单元%5室")
            .arg(road, estate)
            .arg(m_dice.between(1, 20))
            .arg(m_dice.between(1, 4))
            .arg(m_dice.between(1, 6) * 100 + m_dice.between(1, 3));
    }
    if (place.urban)
        return QStringLiteral("%1排%2号").arg(m_dice.between(1, 30)).arg(m_dice.between(1, 40));
    return QStringLiteral("%1组%2号").arg(m_dice.between(1, 8)).arg(m_dice.between(1, 120));
}

void HouseholdMaker::giveAddresses(HouseholdSort sort, bool elsewhere, SampleHousehold &made)
{
    const QString home = m_place.name + address(m_place);
    static const QStringList dwellings = {QStringLiteral("窑洞"), QStringLiteral("平房"), QStringLiteral("楼房")};
    Household &household = made.household;
    household.division = m_place.division;
    household.address = m_place.town + home;
    household.dwelling = m_place.urban ? dwellings.at(m_dice.chance(75)       ? 2
                                                          : m_dice.chance(50) ? 1
                                                                              : 0)
                                       : dwellings.at(m_dice.chance(70) ? 0 : 1);
    household.rooms = m_dice.between(1, 5);

    const Origin &origin = origins.at(static_cast<std::size_t>(m_dice.below(origins.size())));
    const bool old = m_dice.chance(10); // as the books of before 2019 write it
    const QString registered = elsewhere
        ? QString::fromUtf16(origin.address)
            + QStringLiteral("%1镇").arg(m_names.surname(m_dice) + QStringLiteral("家"))
        : (old ? QStringLiteral("陕西省子长县") : QStringLiteral("陕西省延安市子长市")) + household.address;
    const bool movedWithin = !elsewhere && m_place.urban && m_dice.chance(25);
    const SamplePlace &other = m_dice.pick(m_places);
    const QString current = movedWithin ? other.town + other.name + address(other) : household.address;
    const HukouKindCode kind = sort == HouseholdSort::Collective ? codes::collectiveHukou
        : m_dice.chance(m_place.urban ? 25 : 45) ? (m_place.urban ? codes::oldUrbanHukou : codes::oldRuralHukou)
                                                 : codes::residentHukou;
    for (Resident &member : made.members) {
        member.hukouDivision = elsewhere ? QString::fromUtf16(origin.division) : m_place.division;
        member.hukouAddress = registered;
        member.hukouKind = kind;
        member.hukouRural = !m_place.urban || elsewhere;
        if (member.residenceStatus == codes::away || member.isDeceased())
            continue;
        member.livingDivision = movedWithin ? other.division : m_place.division;
        member.livingAddress = current;
    }
}

void HouseholdMaker::givePhones(SampleHousehold &made)
{
    QString family;
    for (Resident &member : made.members) {
        const int age = member.birthDate.ageOn(m_today);
        if (member.isDeceased())
            continue;
        const bool none = age < 14 ? m_dice.chance(60) : age >= 80 ? m_dice.chance(35) : m_dice.chance(7);
        if (none)
            continue;
        const bool shares = !family.isEmpty() && (age < 14 || (age >= 70 && m_dice.chance(30)));
        if (age < 14 && family.isEmpty())
            continue;
        member.phone = shares  ? family
            : m_dice.chance(3) ? SampleNumbers::fixedLine(m_dice)
                               : SampleNumbers::mobile(m_dice);
        if (shares)
            member.phoneNote = age < 14 ? QStringLiteral("家长") : QStringLiteral("家人");
        if (m_dice.chance(5))
            member.otherPhone = SampleNumbers::mobile(m_dice); // the one before
        if (family.isEmpty() && age >= 18)
            family = member.phone;
    }
}

} // namespace shouli::core::residents::sample
