// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/SetUp.h"
#include "app/office/Unlock.h"
#include "app/office/Session.h"
#include "core/base/SystemClock.h"
#include "core/crypto/SealedBox.h"
#include "core/crypto/SystemRandom.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"

#include <QTemporaryDir>
#include <QTest>

namespace shouli::tests {

using app::office::OfficeFolder;
using app::office::Reference;
using app::office::Session;
using core::base::Result;
using core::crypto::SecretBytes;
using core::residents::Resident;

inline SecretBytes passphrase(const char *text)
{
    QByteArray bytes(text);
    return SecretBytes::takeFrom(bytes);
}

template <class T>
void expect(const Result<T> &result)
{
    if (!result)
        qFatal("unexpected error %d %s", static_cast<int>(result.error().code), qPrintable(result.error().detail));
}

/// An office PC as enrolment and set-up leave it, with two neighbours in its register.
class Office {
public:
    Office()
        : reference(Reference::load().value())
        , folder(dir.filePath(QStringLiteral("office")))
        , enrolled{{}, {}, core::crypto::SigningKey::generate()}
    {
        enrolled.answer.replica = core::changes::ReplicaId::create(clock, random);
        enrolled.answer.deviceNumber = 3;
        enrolled.answer.office = core::changes::ScopeId::create(clock, random);
        enrolled.answer.recoveryKey = core::crypto::SealedBox::generateKeys().publicKey;
        enrolled.installation = {QStringLiteral("127.0.0.1"),         9, QByteArray(32, 'p'), QStringLiteral("子长市"),
                                 QStringLiteral("S.ZICHANG.EXAMPLE"), 1};
        const app::office::SetUp setUp(reference, clock, random);
        const auto first = setUp.run(folder, enrolled, {QStringLiteral("王秀兰"), core::staff::Role::Counter},
                                     passphrase("counter-2026"), core::crypto::PassphraseKey::floor);
        expect(first);
        who = first->id;
    }
    std::unique_ptr<Session> session()
    {
        auto unlocked = app::office::unlock(folder, reference, clock, who, passphrase("counter-2026"));
        expect(unlocked);
        auto begun = Session::begin(std::move(*unlocked), reference, clock, random);
        expect(begun);
        return std::move(*begun);
    }
    void fill(Session &session)
    {
        core::staff::Office community;
        community.id = core::base::idCast<core::staff::OfficeId>(enrolled.answer.office);
        community.name = QStringLiteral("齐家湾社区");
        community.division = QStringLiteral("610681001003");
        community.roles = {QStringLiteral("community"), QStringLiteral("street"), QStringLiteral("county"),
                           QStringLiteral("county_check_center")};
        core::residents::Household household;
        household.id = core::residents::HouseholdId::create(clock, random);
        applicant.id = core::residents::ResidentId::create(clock, random);
        applicant.name = QStringLiteral("贺玉𬭚");
        applicant.sex = core::residents::Sex::Female;
        applicant.birthDate = core::residents::PartialDate(1959, 3, 7);
        applicant.documentType = *core::residents::DocumentTypeCode::parse(QStringLiteral("10"));
        applicant.documentNumber = QStringLiteral("610699195903079426");
        applicant.phone = QStringLiteral("13900005127");
        applicant.hukouDivision = applicant.livingDivision = community.division;
        applicant.hukouAddress = applicant.livingAddress = QStringLiteral("齐家湾社区3排12号");
        applicant.household = household.id;
        applicant.relation = core::residents::codes::head;
        const auto written = session.write([&](app::office::Writing &w) -> Result<void> {
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.create(community.ref(), core::changes::commonScope(), community.values()));
            SHOULI_CHECK(core::residents::HouseholdStore::create(act, enrolled.answer.office, household));
            SHOULI_CHECK(core::residents::ResidentStore::create(act, enrolled.answer.office, applicant));
            return act.finish();
        });
        QTRY_VERIFY(written.isFinished());
        expect(written.result());
    }

    core::base::SystemClock clock;
    core::crypto::SystemRandom random;
    QTemporaryDir dir;
    Reference reference;
    OfficeFolder folder;
    sync::client::Enrolled enrolled;
    core::staff::StaffId who;
    Resident applicant;
};

} // namespace shouli::tests
