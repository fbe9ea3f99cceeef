// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/desk/CaseDesk.h"
#include "core/cases/CaseProgress.h"
#include "core/cases/numbers/NumberBlocks.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "core/storage/Migrations.h"
#include "sync/client/Exchange.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Enrolment.h"
#include "tests/support/TestCounty.h"
#include "tests/support/TestRandom.h"

#include <memory>

namespace shouli::tests {

/// What all offices of the little county share: the real catalogue, calendar and schema.
struct CountyBooks {
    core::changes::Schema schema = core::changes::Schema::load().value();
    std::shared_ptr<const core::catalogue::CatalogueLibrary> catalogues =
        std::make_shared<core::catalogue::CatalogueLibrary>(
            core::catalogue::CatalogueLibrary::load(QStringLiteral(":/catalogue/zichang")).value());
    std::shared_ptr<const core::calendar::WorkCalendar> calendar = std::make_shared<core::calendar::WorkCalendar>(
        core::calendar::WorkCalendar::load(QStringLiteral(":/calendar/cn")).value());

    static const CountyBooks &shared()
    {
        static const CountyBooks books;
        return books;
    }
};

/// One PC of one office, enrolled at the county server, on a real encrypted database.
class MiniOffice {
public:
    MiniOffice(TestCounty &county, quint64 seed, const sync::server::County::OfficeDescription &description,
               core::changes::ScopeId existing = {}, int pc = 1)
        : random(seed)
        , m_county(county)
        , log(CountyBooks::shared().schema, clock, random)
        , audit(clock, random)
        , store(CountyBooks::shared().catalogues, CountyBooks::shared().calendar)
        , progress(CountyBooks::shared().catalogues)
        , desk(log, audit, clock, random, store)
        , db(core::storage::Database::create(m_dir.filePath(QStringLiteral("office.db")), m_dataKey).value())
    {
        using namespace core;
        expect(storage::Migrations::load(QStringLiteral(":/schema/office"))->apply(db));
        const changes::ScopeId scope = !existing.isNull()
            ? existing
            : county
                  .administer([&](sync::server::County &c, TestCounty::Transaction &tx) {
                      return c.addOffice(tx, description);
                  })
                  .value();
        const auto code = county
                              .administer([&](sync::server::County &c, TestCounty::Transaction &tx) {
                                  return c.issueCode(tx, scope);
                              })
                              .value();
        sync::protocol::EnrolRequest request;
        request.codeName = code.name();
        request.publicKey = m_key.publicKey();
        request.nonce = random.bytes(16);
        request.machine = QStringLiteral("窗口");
        request.proof = code.prove(request.proofInput(county.pin));
        m_enrolled = sync::protocol::EnrolResponse::fromCbor(county.server->enrol(request.toCbor()).value()).value();
        auto tx = storage::Transaction::begin(db).value();
        expect(changes::log::ChangeLog::setUp(tx, m_enrolled.replica, m_enrolled.office, m_enrolled.deviceNumber));
        expect(cases::numbers::NumberBlocks::give(tx, cases::numbers::NumberBlock::ofPc(m_enrolled.replica, pc)));
        expect(tx.commit());
        log.addListener(progress);
        office.id = base::idCast<staff::OfficeId>(m_enrolled.office);
        office.name = description.name;
        office.division = description.division;
        office.roles = description.roles;
    }

    [[nodiscard]] core::cases::Actor as(core::staff::Role role, const char *name = "冯志军")
    {
        core::staff::StaffMember person;
        person.id = *core::staff::StaffId::fromBytes(QByteArray(16, static_cast<char>('a' + static_cast<int>(role))));
        person.name = QString::fromUtf8(name);
        person.role = role;
        person.office = office.id;
        return {person, office};
    }
    /// Who does an office's everyday work.
    [[nodiscard]] core::cases::Actor usual()
    {
        using core::staff::Role;
        if (office.roles.contains(QStringLiteral("community")))
            return as(Role::Counter, "王秀兰");
        return as(office.roles.contains(QStringLiteral("street")) ? Role::Reviewer : Role::Approver);
    }

    /// Runs `job(Transaction &)` and commits if it succeeds.
    template <class Job>
    auto run(Job job)
    {
        auto tx = core::storage::Transaction::begin(db).value();
        auto result = job(tx);
        if (result)
            expect(tx.commit());
        return result;
    }
    /// Until nothing moves any more.
    void sync()
    {
        sync::client::Exchange exchange(log, clock);
        for (int i = 0; i < 100; ++i) {
            const auto packed = exchange.pack(db, exchange.request(db).value(), m_key).value();
            const auto answer = m_county.server->sync(packed.body);
            if (tap && answer)
                tap(packed.body, *answer);
            if (!answer && packed.poll) { // the county has started anew
                exchange.forget();
                continue;
            }
            const auto response = sync::client::Exchange::unpack(answer.value()).value();
            const auto outcome = exchange.take(db, response).value();
            if (!outcome.more && outcome.waiting == 0)
                return;
        }
        qFatal("sync does not come to rest");
    }

    [[nodiscard]] core::cases::CaseRecord open(core::cases::CaseId id) const { return store.load(db, id).value(); }
    [[nodiscard]] core::cases::CaseState state(core::cases::CaseId id) const { return open(id).state; }
    [[nodiscard]] core::cases::Queue queue() const { return store.queue(db, office.id, clock.today()).value(); }
    [[nodiscard]] bool holds(core::residents::ResidentId id) const
    {
        return core::residents::ResidentStore::find(db, id).has_value();
    }
    [[nodiscard]] std::int64_t rows(const char *table) const
    {
        auto query = db.prepare(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table))).value();
        return query.step().value() ? query.integer(0) : -1;
    }
    [[nodiscard]] const core::crypto::SecretBytes &dataKey() const { return m_dataKey; }
    [[nodiscard]] core::changes::ReplicaId replica() const { return m_enrolled.replica; }

    template <class T>
    static void expect(const core::base::Result<T> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }

    TestClock clock;
    TestRandom random;
    core::staff::Office office;
    std::function<void(const QByteArray &up, const QByteArray &down)> tap; ///< sees each round trip

private:
    TestCounty &m_county;
    QTemporaryDir m_dir;
    core::crypto::SecretBytes m_dataKey = core::crypto::SecretBytes::random(32);
    core::crypto::SigningKey m_key = core::crypto::SigningKey::generate();
    sync::protocol::EnrolResponse m_enrolled;

public:
    core::changes::log::ChangeLog log;
    core::audit::AuditLog audit;
    core::cases::CaseStore store;
    core::cases::CaseProgress progress;
    core::cases::desk::CaseDesk desk;
    core::storage::Database db;
};

/// A community, its street and the county bureau, with one family in the community's register.
class MiniCounty {
public:
    MiniCounty()
        : county(CountyBooks::shared().schema)
        , bureau(county, 3,
                 describe("民政局", "610681000000",
                          {QStringLiteral("county"), QStringLiteral("county_check_center"),
                           QStringLiteral("county_federation"), QStringLiteral("county_org"), QStringLiteral("police")},
                          {}))
        , street(county, 2, describe("瓦窑堡街道", "610681001000", {QStringLiteral("street")}, bureau.office.scope()))
        , community(county, 1,
                    describe("齐家湾社区", "610681001003", {QStringLiteral("community")}, street.office.scope()))
    {
        using namespace core;
        household.id = residents::HouseholdId::create(community.clock, community.random);
        household.number = QStringLiteral("610623047");
        applicant = person("贺玉梅");
        son = person("李建军");
        membership.id = residents::MembershipId::create(community.clock, community.random);
        membership.resident = applicant.id;
        membership.group = QStringLiteral("CANJI");
        MiniOffice::expect(community.run([&](storage::Transaction &tx) -> base::Result<void> {
            SHOULI_TRY(auto act, community.log.begin(tx, community.usual().staff.author()));
            SHOULI_CHECK(residents::HouseholdStore::create(act, community.office.scope(), household));
            SHOULI_CHECK(residents::ResidentStore::create(act, community.office.scope(), applicant));
            SHOULI_CHECK(residents::ResidentStore::create(act, community.office.scope(), son));
            SHOULI_CHECK(residents::GroupStore::create(act, community.office.scope(), membership));
            return act.finish();
        }));
        syncAll();
    }

    void syncAll()
    {
        for (int round = 0; round < 2; ++round) {
            for (MiniOffice *one : {&community, &street, &bureau})
                one->sync();
        }
    }
    void setDate(QDate day)
    {
        for (MiniOffice *one : {&community, &street, &bureau})
            one->clock.setDate(day);
    }
    MiniOffice &officeOf(core::staff::OfficeId id)
    {
        return id == community.office.id ? community : id == street.office.id ? street : bureau;
    }

    /// All papers there, nothing to ask.
    [[nodiscard]] core::cases::Acceptance acceptance(const char *service = "MZ-01") const
    {
        core::cases::Acceptance acceptance;
        acceptance.service = QString::fromLatin1(service);
        acceptance.catalogue = CountyBooks::shared().catalogues->versions().last();
        acceptance.applicant = applicant.id;
        acceptance.household = household.id;
        acceptance.step.materials = {{QStringLiteral("ID"), core::cases::MaterialStatus::FromRegister, {}},
                                     {QStringLiteral("INCOME"), core::cases::MaterialStatus::Brought, {}}};
        return acceptance;
    }
    [[nodiscard]] core::base::Result<core::cases::CaseFile> tryAccept(const core::cases::Acceptance &acceptance)
    {
        return community.run(
            [&](core::storage::Transaction &tx) { return community.desk.accept(tx, community.usual(), acceptance); });
    }
    [[nodiscard]] core::cases::CaseId accept(const char *service = "MZ-01")
    {
        return tryAccept(acceptance(service)).value().id;
    }

    /// The usual person of `office` completes a stage.
    [[nodiscard]] core::base::Result<core::cases::EventId> done(
        MiniOffice &office, core::cases::CaseId id, const char *stage,
        core::cases::StageDone::Outcome outcome = core::cases::StageDone::Outcome::Done)
    {
        core::cases::desk::CaseDesk::Done request;
        request.step.stage = QString::fromLatin1(stage);
        request.step.outcome = outcome;
        return office.run(
            [&](core::storage::Transaction &tx) { return office.desk.completeStage(tx, office.usual(), id, request); });
    }
    /// Completes stage after stage, each at its office and synced, until `stage` is open.
    void advanceTo(core::cases::CaseId id, const char *stage)
    {
        for (int step = 0; step < 30; ++step) {
            syncAll();
            const core::cases::CaseState state = community.state(id);
            const auto open = state.open();
            for (const auto &one : open) {
                if (one.id == QLatin1String(stage))
                    return;
            }
            if (open.isEmpty())
                break;
            MiniOffice::expect(done(officeOf(open.first().office), id, qPrintable(open.first().id)));
        }
        qFatal("%s never opens", stage);
    }
    [[nodiscard]] core::base::Result<core::cases::EventId> deliver(core::cases::CaseId id)
    {
        using core::cases::Delivered;
        return community.run([&](core::storage::Transaction &tx) {
            return community.desk.deliver(
                tx, community.usual(), id,
                {Delivered::Way::Home, QStringLiteral("贺玉梅"), QStringLiteral("self"), true});
        });
    }

    TestCounty county;
    MiniOffice bureau; // the superior offices first: each names its parent
    MiniOffice street;
    MiniOffice community;
    core::residents::Household household;
    core::residents::Resident applicant;
    core::residents::Resident son;
    core::residents::GroupMembership membership;

    /// Of the family's household, known to nobody yet.
    core::residents::Resident person(const char *name)
    {
        core::residents::Resident resident;
        resident.id = core::residents::ResidentId::create(community.clock, community.random);
        resident.name = QString::fromUtf8(name);
        resident.household = household.id;
        resident.phone = QStringLiteral("13809115127");
        return resident;
    }

private:
    static sync::server::County::OfficeDescription describe(const char *name, const char *division,
                                                            const QStringList &roles, core::changes::ScopeId parent)
    {
        return {QString::fromUtf8(name), {}, QString::fromLatin1(division), roles, parent, {}};
    }
};

} // namespace shouli::tests
