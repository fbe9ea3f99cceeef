// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/desk/CaseRoute.h"
#include "tests/core/cases/MiniCounty.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using namespace shouli::core::cases;
using namespace shouli::core::cases::desk;
using catalogue::Catalogue;
using shouli::tests::CountyBooks;
using staff::Deed;
using staff::Directory;
using staff::Office;

class TestCaseRoute : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random;
    std::shared_ptr<const Catalogue> m_catalogue =
        CountyBooks::shared().catalogues->catalogue(CountyBooks::shared().catalogues->versions().last()).value();

    Office office(const char *name, const QStringList &roles, const Office &parent = {})
    {
        Office o;
        o.id = staff::OfficeId::create(m_clock, m_random);
        o.name = QString::fromLatin1(name);
        o.roles = roles;
        o.parent = parent.id;
        return o;
    }
    static Carrier carrierOf(const QList<Carrier> &route, const char *stage)
    {
        for (const Carrier &carrier : route) {
            if (carrier.stage == QLatin1String(stage))
                return carrier;
        }
        return {};
    }
    const catalogue::Service &service(const char *code) const
    {
        return *m_catalogue->byCode(QString::fromLatin1(code));
    }

private Q_SLOTS:
    void eachStageGoesToTheOfficeOfItsRoleAndDepartment()
    {
        const Office county = office("county", {});
        const Office civil = office(
            "civil affairs", {QStringLiteral("county/civil_affairs"), QStringLiteral("county_check_center")}, county);
        const Office work = office("human resources", {QStringLiteral("county/human_resources")}, county);
        const Office street = office("street", {QStringLiteral("street")}, county);
        const Office home = office("community", {QStringLiteral("community")}, street);
        const Directory directory{{county, civil, work, street, home}, {}, {}};
        const auto allowance = CaseRoute(*m_catalogue, service("MZ-01"), directory, home).all();
        QCOMPARE(allowance.size(), qsizetype(service("MZ-01").stages.size()));
        QCOMPARE(carrierOf(allowance, "COMM_ACCEPT").office, home.id);
        QCOMPARE(carrierOf(allowance, "HOME_VISIT").office, street.id);
        QCOMPARE(carrierOf(allowance, "DATA_CHECK").office, civil.id);
        QCOMPARE(carrierOf(allowance, "COUNTY_CONFIRM").office, civil.id);
        QVERIFY(!carrierOf(allowance, "COUNTY_CONFIRM").outside);
        const auto pension = CaseRoute(*m_catalogue, service("RS-01"), directory, home).all();
        QCOMPARE(carrierOf(pension, "COUNTY_CONFIRM").office,
                 service("RS-01").department == QLatin1String("human_resources")
                     ? work.id
                     : carrierOf(pension, "TOWN_REVIEW").office);
    }
    void whatNobodyCarriesIsRecordedByWhoeverItIsLeftTo()
    {
        const Office federation = office("federation", {QStringLiteral("county_federation")});
        const Office home = office("community", {QStringLiteral("community")}, federation);
        const auto route = CaseRoute(*m_catalogue, service("CL-01"), {{federation, home}, {}, {}}, home).all();
        QCOMPARE(carrierOf(route, "ASSESS").office, federation.id); // the hospital's, recorded by the federation
        QVERIFY(carrierOf(route, "ASSESS").outside);
        const auto alone = CaseRoute(*m_catalogue, service("CL-01"), {{home}, {}, {}}, home).all();
        for (const Carrier &carrier : alone) {
            QCOMPARE(carrier.office, home.id); // the office of the stage before, down to the first
            QCOMPARE(carrier.outside, !carrier.stage.startsWith(QLatin1String("COMM_")));
        }
    }
    void onlyWhatTheCatalogueAllowsIsDelegated()
    {
        const Office street = office("street", {QStringLiteral("street")});
        const Office home = office("community", {QStringLiteral("community")}, street);
        const Directory directory{{street, home}, {}, {}};
        const CaseRoute route(*m_catalogue, service("MZ-04"), directory, home);
        QCOMPARE(route.delegated(QStringLiteral("COUNTY_APPROVE"))->office, street.id);
        QVERIFY(!route.delegated(QStringLiteral("STREET_REVIEW")));
        QVERIFY(!route.delegated(QStringLiteral("NOWHERE")));
        const Directory noStreet{{home}, {}, {}};
        QVERIFY(!CaseRoute(*m_catalogue, service("MZ-04"), noStreet, home).delegated(QStringLiteral("COUNTY_APPROVE")));
    }
    void whoMayActFollowsFromTheOfficesLevel()
    {
        const Office home = office("community", {QStringLiteral("community")});
        const Office street = office("street", {QStringLiteral("street")});
        const Office bureau = office("bureau", {QStringLiteral("county/civil_affairs")});
        const auto deed = [&](const char *role, const Office &at) {
            return CaseRoute::deedOf(*m_catalogue, QString::fromLatin1(role), at);
        };
        QCOMPARE(deed("community", home), Deed::AcceptCase);
        QCOMPARE(deed("community", street), Deed::AcceptCase); // accepted at the street's own counter
        QCOMPARE(deed("street", street), Deed::ReviewCase);
        QCOMPARE(deed("county", street), Deed::ReviewCase); // delegated
        QCOMPARE(deed("county", bureau), Deed::ApproveCase);
        QCOMPARE(deed("hospital", bureau), Deed::ApproveCase);
        QCOMPARE(deed("hospital", home), Deed::AcceptCase);
    }
};

SHOULI_TEST(TestCaseRoute)
#include "TestCaseRoute.moc"
