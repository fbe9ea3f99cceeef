// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Directory.h"
#include "core/staff/Permissions.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

using namespace shouli::core::staff;

class TestDirectory : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random;

    Office office(const char *roles, OfficeId parent = {})
    {
        Office o;
        o.id = OfficeId::create(m_clock, m_random);
        o.roles = QString::fromLatin1(roles).split(u',');
        o.parent = parent;
        return o;
    }

private Q_SLOTS:
    void aStageGoesToTheNearestOfficeThatCarriesItsRole()
    {
        const Office county = office("county,police");
        const Office street = office("street", county.id);
        const Office otherStreet = office("street", county.id);
        const Office community = office("community", street.id);
        Directory d;
        d.offices = {county, otherStreet, street, community};
        QCOMPARE(d.responsible(community.id, QStringLiteral("community"))->id, community.id);
        QCOMPARE(d.responsible(community.id, QStringLiteral("street"))->id, street.id);
        QCOMPARE(d.responsible(community.id, QStringLiteral("police"))->id, county.id);
        QVERIFY(!d.responsible(community.id, QStringLiteral("hospital")));
        QVERIFY(!d.responsible(county.id, QStringLiteral("street"))); // two of them: a person must say which
        QCOMPARE(d.responsible(street.id, QStringLiteral("community"))->id, community.id);
    }
    void aLoopOfParentsDoesNotHang()
    {
        Office a = office("x");
        const Office b = office("y", a.id);
        a.parent = b.id;
        Directory d;
        d.offices = {a, b};
        QVERIFY(!d.responsible(a.id, QStringLiteral("none")));
    }
    void rolesRoundTrip()
    {
        for (const Role role : allRoles())
            QVERIFY(parseRole(toString(role)) == role);
        QVERIFY(!parseRole(QStringLiteral("root")));
    }
    void theAuditorChangesNothingAndReviewersDoNotAccept()
    {
        for (const Deed deed : allDeeds())
            QCOMPARE(mayDo(Role::Auditor, deed), deed == Deed::ReadAudit || deed == Deed::SeeStatistics);
        QVERIFY(!mayDo(Role::Reviewer, Deed::AcceptCase));
        QVERIFY(!mayDo(Role::Counter, Deed::ReviewCase));
        QVERIFY(!mayDo(Role::Reviewer, Deed::ApproveCase));
    }
};

SHOULI_TEST(TestDirectory)
#include "TestDirectory.moc"
