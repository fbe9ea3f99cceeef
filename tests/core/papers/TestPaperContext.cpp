// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/papers/PapersOffice.h"
#include "tests/support/TestMain.h"

using namespace shouli::core;
using shouli::tests::PapersOffice;

class TestPaperContext : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCommunityIsNamedWithItsStreet()
    {
        const PapersOffice office;
        QCOMPARE(office.context().officeName(), QStringLiteral("瓦窑堡街道齐家湾社区"));
    }
    void aStreetIsNotNamedWithTheCountyAbove()
    {
        PapersOffice office;
        office.office = office.directory.offices.at(1);
        QCOMPARE(office.context().officeName(), QStringLiteral("瓦窑堡街道"));
        office.office = office.directory.offices.at(0);
        QCOMPARE(office.context().officeName(), QStringLiteral("子长市民政局"));
    }
    void anOfficeWhoseStreetIsNotHereYetStandsAlone()
    {
        PapersOffice office;
        office.directory.offices.clear();
        QCOMPARE(office.context().officeName(), QStringLiteral("齐家湾社区"));
    }
};

SHOULI_TEST(TestPaperContext)
#include "TestPaperContext.moc"
