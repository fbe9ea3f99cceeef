// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "app/office/SetUp.h"
#include "app/office/Unlock.h"
#include "core/cards/CardCode.h"
#include "core/crypto/SealedBox.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <QTemporaryDir>
#include <QTest>

namespace shouli::tests {

/// An office PC as enrolment and set-up leave it, signed in, with a family in its register. The office
/// carries every stage, so that one PC sees a case through; the person who is signed in has one role,
/// and colleagues of other roles act through write(). Offline. Link shouli::app::office.
class OfficeSession {
public:
    explicit OfficeSession(core::staff::Role role)
        : reference(app::office::Reference::load().value())
        , m_enrolled{{}, {}, core::crypto::SigningKey::generate()}
    {
        using namespace core;
        m_enrolled.answer.replica = changes::ReplicaId::create(clock, random);
        m_enrolled.answer.deviceNumber = 3;
        m_enrolled.answer.office = changes::ScopeId::create(clock, random);
        m_enrolled.answer.recoveryKey = crypto::SealedBox::generateKeys().publicKey;
        m_enrolled.installation = {QStringLiteral("127.0.0.1"), 9,      QByteArray(32, 'p'),
                                   QStringLiteral("子长市"),    host(), 1};
        m_enrolled.installation.stickKey = crypto::SealedBox::generateKeys().publicKey;
        const app::office::OfficeFolder folder(path());
        const app::office::SetUp setUp(reference, clock, random);
        const auto first = setUp.run(folder, m_enrolled, {QStringLiteral("冯志军"), role}, passphrase(),
                                     crypto::PassphraseKey::floor);
        expect(first);
        signedIn = first->id;
        open(folder, signedIn);
        fill();
        reopen(); // the office's own row is read with the next session
    }

    [[nodiscard]] QString path() const { return m_dir.filePath(QStringLiteral("office")); }
    static core::crypto::SecretBytes passphrase()
    {
        QByteArray bytes("counter-2026");
        return core::crypto::SecretBytes::takeFrom(bytes);
    }
    static QString host() { return QStringLiteral("S.ZICHANG.EXAMPLE"); }

    /// Runs `job(Writing &)` and waits for it.
    template <class Job>
    auto write(Job job)
    {
        auto future = session->write(std::move(job));
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("a write does not end");
        return future.result();
    }
    /// The same person's next shift.
    void reopen()
    {
        session.reset();
        open(app::office::OfficeFolder(path()), signedIn);
    }
    /// Nothing is being written, and pages have read what was.
    void settle()
    {
        if (!QTest::qWaitFor([&] { return !session->isWriting(); }, 20'000))
            qFatal("writing does not end");
    }

    [[nodiscard]] core::cases::Actor as(core::staff::Role role, const char *name = "王秀兰") const
    {
        core::staff::StaffMember person;
        person.id = *core::staff::StaffId::fromBytes(QByteArray(16, static_cast<char>('a' + static_cast<int>(role))));
        person.name = QString::fromUtf8(name);
        person.role = role;
        person.office = session->office().id;
        return {person, session->office()};
    }

    /// Accepted at the counter; all papers there but those given in `materials`.
    core::cases::CaseFile accept(const char *service = "MZ-01", const QList<core::cases::MaterialState> &materials = {},
                                 const core::residents::Resident *who = nullptr)
    {
        core::cases::Acceptance acceptance;
        acceptance.service = QString::fromLatin1(service);
        acceptance.catalogue = reference.catalogues->versions().last();
        acceptance.applicant = who != nullptr ? who->id : applicant.id;
        acceptance.household = household.id;
        acceptance.step.materials = {{QStringLiteral("ID"), core::cases::MaterialStatus::FromRegister, {}},
                                     {QStringLiteral("INCOME"), core::cases::MaterialStatus::Brought, {}}};
        acceptance.step.materials += materials;
        const auto file = write([&, actor = as(core::staff::Role::Counter)](app::office::Writing &w) {
            return w.desk.accept(w.tx, actor, acceptance);
        });
        expect(file);
        return *file;
    }
    /// Somebody of the right role completes the stage.
    void complete(core::cases::CaseId id, const char *stage)
    {
        using core::staff::Role;
        for (const Role role : {Role::Counter, Role::Reviewer, Role::Approver}) {
            const auto done = write([&, actor = as(role)](app::office::Writing &w) {
                core::cases::desk::CaseDesk::Done request;
                request.step.stage = QString::fromLatin1(stage);
                return w.desk.completeStage(w.tx, actor, id, request);
            });
            if (done)
                return;
            if (done.error().code != core::base::ErrorCode::PermissionDenied)
                expect(done);
        }
        qFatal("nobody may complete %s", stage);
    }
    [[nodiscard]] core::cases::CaseRecord load(core::cases::CaseId id) const
    {
        return session->caseStore().load(session->reader(), id).value();
    }
    [[nodiscard]] core::cases::Queue queue() const
    {
        return session->caseStore().queue(session->reader(), session->office().id, clock.today()).value();
    }
    /// What is in the QR code of a case's card.
    [[nodiscard]] QString cardOf(const core::cases::CaseFile &file) const
    {
        return textOf(session->cardSigner(), file, clock.today());
    }
    [[nodiscard]] static QString textOf(const core::cards::CardSigner &signer, const core::cases::CaseFile &file,
                                        QDate issued, const QString &onHost = host())
    {
        const auto card = signer.sign(core::cards::CardToken::fromBytes(file.token).value(), issued, 7, 0);
        return core::cards::CardCode::forHost(onHost)->toText(card.value());
    }

    core::residents::Resident person(const char *name, int bornIn)
    {
        core::residents::Resident resident;
        resident.id = core::residents::ResidentId::create(clock, random);
        resident.name = QString::fromUtf8(name);
        resident.sex = core::residents::Sex::Female;
        resident.birthDate = core::residents::PartialDate(bornIn, 3, 7);
        resident.household = household.id;
        resident.phone = QStringLiteral("13809115127");
        return resident;
    }

    template <class T>
    static void expect(const core::base::Result<T> &result)
    {
        if (!result)
            qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
    }

    TestClock clock;
    TestRandom random;
    app::office::Reference reference;
    core::staff::StaffId signedIn;
    core::residents::Household household;
    core::residents::Resident applicant;
    core::residents::Resident neighbour;
    core::residents::Resident son;

private:
    void open(const app::office::OfficeFolder &folder, core::staff::StaffId who)
    {
        auto unlocked = app::office::unlock(folder, reference, clock, who, passphrase());
        expect(unlocked);
        auto begun = app::office::Session::begin(std::move(*unlocked), reference, clock, random);
        expect(begun);
        session = std::move(*begun);
    }
    void fill()
    {
        using namespace core;
        staff::Office office;
        office.id = base::idCast<staff::OfficeId>(m_enrolled.answer.office);
        office.name = QStringLiteral("齐家湾社区");
        office.division = QStringLiteral("610681001003");
        office.roles = {QStringLiteral("community"), QStringLiteral("street"), QStringLiteral("county"),
                        QStringLiteral("county_check_center")};
        staff::Device device;
        device.id = base::idCast<staff::DeviceId>(m_enrolled.answer.replica);
        device.number = m_enrolled.answer.deviceNumber;
        device.office = office.id;
        device.publicKey = m_enrolled.key.publicKey();
        device.validFrom = QDate(2026, 1, 1);
        staff::Device withdrawn = device; // a PC that was stolen in the summer
        withdrawn.id = staff::DeviceId::create(clock, random);
        withdrawn.number = 4;
        withdrawn.publicKey = withdrawnKey.publicKey();
        withdrawn.revokedFrom = QDate(2026, 7, 1);
        household.id = residents::HouseholdId::create(clock, random);
        applicant = person("贺玉梅", 1959);
        neighbour = person("折建国", 1950);
        son = person("李建军", 1985);
        son.awayPlace = QStringLiteral("西安");
        residents::GroupMembership membership;
        membership.id = residents::MembershipId::create(clock, random);
        membership.resident = applicant.id;
        membership.group = QStringLiteral("CANJI");
        expect(write([&](app::office::Writing &w) -> base::Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.create(office.ref(), changes::commonScope(), office.values()));
            SHOULI_CHECK(act.create(device.ref(), changes::commonScope(), device.values()));
            SHOULI_CHECK(act.create(withdrawn.ref(), changes::commonScope(), withdrawn.values()));
            SHOULI_CHECK(residents::HouseholdStore::create(act, office.scope(), household));
            for (const residents::Resident &one : {applicant, neighbour, son})
                SHOULI_CHECK(residents::ResidentStore::create(act, office.scope(), one));
            SHOULI_CHECK(residents::GroupStore::create(act, office.scope(), membership));
            return act.finish();
        }));
    }

    QTemporaryDir m_dir;
    sync::client::Enrolled m_enrolled;

public:
    core::crypto::SigningKey withdrawnKey = core::crypto::SigningKey::generate();
    std::unique_ptr<app::office::Session> session;
};

} // namespace shouli::tests
