// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dictionary/Traffic.h"

#include "core/residents/sample/SamplePlace.h"
#include "sync/protocol/Envelope.h"

namespace shouli::tests::dictionary {

using namespace Qt::StringLiterals;
using namespace shouli::core;
using residents::Resident;
using residents::ResidentStore;
using residents::sample::SampleHousehold;

namespace {

constexpr int firstHouseholds = 40;

} // namespace

Traffic::Traffic(std::uint64_t seed)
    : m_random(seed)
{
    for (MiniOffice *one : {&m_county.community, &m_county.street, &m_county.bureau})
        one->tap = [this](const QByteArray &up, const QByteArray &down) { keep(up, down); };
}

void Traffic::keep(const QByteArray &up, const QByteArray &down)
{
    const auto envelope = sync::protocol::Envelope::fromCbor(up).value();
    for (const QByteArray &compressed : {envelope.compressed, down})
        m_messages.append(sync::protocol::decompress(compressed).value());
}

/// Some time goes by, on every clock, and the office talks to the county.
void Traffic::pass(MiniOffice &office)
{
    const int ms = 1500 + below(200'000);
    for (MiniOffice *one : {&m_county.community, &m_county.street, &m_county.bureau})
        one->clock.advanceMs(ms);
    m_county.county.clock.advanceMs(ms);
    if (below(8) > 0) // else the line is down: more comes at once
        office.sync();
}

Traffic::Result Traffic::moveIn()
{
    residents::sample::SampleRegister::Settings settings;
    settings.seed = m_random.below(1 << 30);
    settings.people = 4000;
    SHOULI_TRY(settings.places, residents::sample::SamplePlace::load());
    SHOULI_TRY(auto names, residents::sample::NamePool::load());
    SHOULI_CHECK(residents::sample::SampleRegister(std::move(names)).make(settings, [this](const SampleHousehold &one) {
        m_households.append(one);
        return true;
    }));
    for (int i = 0; i < firstHouseholds; ++i)
        SHOULI_CHECK(settle(m_households.takeFirst()));
    return {};
}

Traffic::Result Traffic::settle(const SampleHousehold &household)
{
    MiniOffice &office = m_county.community;
    const Result written = office.run([&](storage::Transaction &tx) -> Result {
        SHOULI_TRY(auto act, office.log.begin(tx, office.usual().staff.author()));
        SHOULI_CHECK(residents::HouseholdStore::create(act, office.office.scope(), household.household));
        for (const Resident &member : household.members)
            SHOULI_CHECK(ResidentStore::create(act, office.office.scope(), member));
        for (const auto &membership : household.groups)
            SHOULI_CHECK(residents::GroupStore::create(act, office.office.scope(), membership));
        return act.finish();
    });
    SHOULI_CHECK(written);
    for (const Resident &member : household.members) {
        if (!member.isGone())
            m_people.append(member);
    }
    pass(office);
    return {};
}

/// What is put right at a counter, most often a telephone.
Traffic::Result Traffic::correct(Resident &person)
{
    MiniOffice &office = m_county.community;
    Resident wanted = person;
    const Resident other = m_people.at(below(static_cast<int>(m_people.size())));
    const QString phone = u"1%1%2"_s.arg(30 + below(70)).arg(below(100'000'000), 8, 10, QChar(u'0'));
    switch (below(8)) {
    case 0:
        wanted.livingAddress = other.livingAddress;
        wanted.livingDivision = other.livingDivision;
        break;
    case 1:
        wanted.bankName = other.bankName;
        wanted.bankAccount = u"6230%1"_s.arg(below(1'000'000'000), 15, 10, QChar(u'0'));
        break;
    case 2:
        wanted.marital = other.marital;
        wanted.education = other.education;
        break;
    case 3:
        wanted.workStatus = other.workStatus;
        wanted.workPlace = other.workPlace;
        wanted.verifiedOn = office.clock.today();
        break;
    case 4:
        wanted.otherPhone = phone;
        wanted.phoneNote = below(2) == 0 ? u"儿子"_s : u"女儿"_s;
        break;
    default:
        wanted.phone = phone;
        break;
    }
    const Result written = office.run([&](storage::Transaction &tx) -> Result {
        SHOULI_TRY(auto act, office.log.begin(tx, office.usual().staff.author()));
        SHOULI_CHECK(ResidentStore::update(act, person, wanted));
        return act.finish();
    });
    SHOULI_CHECK(written);
    person = wanted;
    pass(office);
    return {};
}

Traffic::Result Traffic::join(const Resident &person)
{
    MiniOffice &office = m_county.community;
    static const QStringList groups{u"CANJI"_s, u"DIBAO"_s, u"TEKUN"_s, u"GAOLING"_s, u"DUJU"_s, u"LIUSHOU"_s};
    residents::GroupMembership membership;
    membership.id = residents::MembershipId::create(office.clock, office.random);
    membership.resident = person.id;
    membership.group = groups.at(below(static_cast<int>(groups.size())));
    membership.validFrom = office.clock.today();
    const Result written = office.run([&](storage::Transaction &tx) -> Result {
        SHOULI_TRY(auto act, office.log.begin(tx, office.usual().staff.author()));
        SHOULI_CHECK(residents::GroupStore::create(act, office.office.scope(), membership));
        return act.finish();
    });
    SHOULI_CHECK(written);
    pass(office);
    return {};
}

Traffic::Result Traffic::accept(const Resident &person)
{
    const auto &catalogues = *CountyBooks::shared().catalogues;
    SHOULI_TRY(const auto catalogue, catalogues.catalogue(catalogues.versions().last()));
    const auto &services = catalogue->services();
    cases::Acceptance wanted = m_county.acceptance();
    wanted.service = services.at(m_random.below(static_cast<std::uint32_t>(services.size()))).code;
    wanted.applicant = person.id;
    wanted.household = person.household;
    if (below(3) == 0)
        wanted.step.remark = u"材料齐全，已当面核对"_s;
    const auto accepted = m_county.tryAccept(wanted);
    if (accepted)
        m_cases.append(accepted->id);
    pass(m_county.community); // a service that this person cannot have brings nothing
    return {};
}

/// The next stage of some open case, by whoever carries it.
Traffic::Result Traffic::goOn()
{
    if (m_cases.isEmpty())
        return {};
    const auto index = static_cast<qsizetype>(below(static_cast<int>(m_cases.size())));
    const cases::CaseId id = m_cases.at(index);
    const auto open = m_county.community.state(id).open();
    if (open.isEmpty()) {
        m_cases.removeAt(index);
        (void)m_county.deliver(id);
        pass(m_county.community);
        return {};
    }
    MiniOffice &office = m_county.officeOf(open.first().office);
    office.sync();
    (void)m_county.done(office, id, qPrintable(open.first().id)); // refused where it is not that office's: as in life
    pass(office);
    m_county.community.sync();
    return {};
}

Traffic::Result Traffic::visit()
{
    Resident &person = m_people[below(static_cast<int>(m_people.size()))];
    switch (below(10)) {
    case 0:
        return m_households.isEmpty() ? Result() : settle(m_households.takeFirst());
    case 1:
        return join(person);
    case 2:
    case 3:
        return accept(person);
    case 4:
    case 5:
    case 6:
        return goOn();
    default:
        return correct(person);
    }
}

Traffic::Result Traffic::run(int visits)
{
    if (m_people.isEmpty())
        SHOULI_CHECK(moveIn());
    for (int i = 0; i < visits; ++i)
        SHOULI_CHECK(visit());
    m_county.syncAll();
    return {};
}

} // namespace shouli::tests::dictionary
