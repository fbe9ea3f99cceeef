// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/CatalogueLibrary.h"
#include "core/papers/ApplicationData.h"
#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "tests/support/OfficeDatabase.h"

namespace shouli::tests {

/// A community's register on a real encrypted database, with one family in it, and the real
/// catalogue: what papers are made of. The clock stands at 2026-11-23.
class PapersOffice : public OfficeDatabase {
public:
    using Resident = core::residents::Resident;

    PapersOffice()
        : catalogues(core::catalogue::CatalogueLibrary::load(QStringLiteral(":/catalogue/zichang")).value())
        , catalogue(catalogues.current(clock.today()).value())
    {
        using core::base::idCast;
        using core::staff::OfficeId;
        core::staff::Office county;
        county.id = OfficeId::create(clock, random);
        county.name = QStringLiteral("子长市民政局");
        core::staff::Office street;
        street.id = OfficeId::create(clock, random);
        street.name = QStringLiteral("瓦窑堡街道");
        street.parent = county.id;
        office.id = idCast<OfficeId>(scope);
        office.name = QStringLiteral("齐家湾社区");
        office.parent = street.id;
        office.phone = QStringLiteral("0911-7110000");
        directory.offices = {county, street, office};

        book.id = core::residents::HouseholdId::create(clock, random);
        book.number = QStringLiteral("610623047");
        book.address = QStringLiteral("齐家湾社区3排12号");
        book.dwelling = QStringLiteral("石窑洞");
        book.rooms = 3;
        act([&](core::changes::Act &one) { expect(core::residents::HouseholdStore::create(one, scope, book)); });
    }

    /// A person of the household, not yet in the register.
    [[nodiscard]] Resident person(const char *name, core::residents::Sex sex, QDate born,
                                  core::residents::RelationCode relation)
    {
        Resident r;
        r.id = core::residents::ResidentId::create(clock, random);
        r.name = QString::fromUtf8(name);
        r.sex = sex;
        r.birthDate = core::residents::PartialDate(born);
        r.documentType = core::residents::codes::residentCard;
        r.household = book.id;
        r.relation = relation;
        return r;
    }
    void store(const Resident &resident)
    {
        act([&](core::changes::Act &one) { expect(core::residents::ResidentStore::create(one, scope, resident)); });
    }
    core::residents::GroupMembership belongs(const Resident &resident, const char *group, QDate until = {})
    {
        core::residents::GroupMembership membership;
        membership.id = core::residents::MembershipId::create(clock, random);
        membership.resident = resident.id;
        membership.group = QString::fromLatin1(group);
        membership.validFrom = QDate(2020, 1, 1);
        membership.validTo = until;
        return membership;
    }
    void store(const core::residents::GroupMembership &membership)
    {
        act([&](core::changes::Act &one) { expect(core::residents::GroupStore::create(one, scope, membership)); });
    }

    [[nodiscard]] core::papers::PaperContext context() const
    {
        return {*catalogue, directory, office, QStringLiteral("子长市"), QStringLiteral("王秀兰"), clock.today()};
    }
    [[nodiscard]] const core::catalogue::Service &service(const char *code) const
    {
        return *catalogue->byCode(QString::fromLatin1(code));
    }
    [[nodiscard]] core::cases::CaseFile file(const Resident &applicant) const
    {
        core::cases::CaseFile file;
        file.number = QStringLiteral("61068100100320261123-00047");
        file.applicant = applicant.id;
        file.applicantName = applicant.name;
        file.household = book.id;
        file.acceptedOn = clock.today();
        return file;
    }
    /// The form's data as the counter makes it: everything read from the register.
    [[nodiscard]] core::forms::FormData form(const core::cases::CaseFile &file,
                                             const QList<core::cases::MaterialState> &materials = {},
                                             const char *code = "MZ-01") const
    {
        const auto family = core::residents::family::FamilyView::load(db, file.applicant).value();
        QHash<core::residents::ResidentId, QList<core::residents::GroupMembership>> groups;
        for (const auto &member : family.members)
            groups.insert(member.resident.id,
                          core::residents::GroupStore::of(db, member.resident.id, member.resident.household).value());
        return core::papers::ApplicationData::of(context(), service(code), file, materials, family, groups);
    }

    core::catalogue::CatalogueLibrary catalogues;
    std::shared_ptr<const core::catalogue::Catalogue> catalogue;
    core::staff::Directory directory;
    core::staff::Office office;
    core::residents::Household book;
};

} // namespace shouli::tests
