// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/staff/Permissions.h"
#include "tests/support/TestMain.h"

#include <QStringList>

using namespace shouli::core::staff;

/// Every deed with every role, against a table of its own: whoever changes a right changes it here as well.
class TestPermissions : public QObject {
    Q_OBJECT

    struct Row {
        Deed deed;
        const char *may; ///< in the order of `roles`
    };
    static QList<Role> roles()
    {
        using enum Role;
        return {Counter, Reviewer, Approver, GridWorker, OfficeAdmin, CountyIt, Auditor};
    }
    static QList<Row> rows()
    {
        return {
            //                        C R A G O I U
            {Deed::SearchResidents, "y y y y y - -"},                                            //
            {Deed::OpenResident, "y y y - y - -"},                                               //
            {Deed::CorrectResident, "y - - - y - -"},                                            //
            {Deed::RegisterResident, "y - - - y - -"}, {Deed::ImportResidents, "- - - - y - -"}, //
            {Deed::ExportResidents, "y y y - y - -"},  {Deed::ExportWhole, "- - - - y - -"},     //
            {Deed::EraseResident, "- - - - y - -"},                                              //
            {Deed::AcceptCase, "y - - - y - -"},                                                 //
            {Deed::ReviewCase, "- y - - - - -"},                                                 //
            {Deed::ApproveCase, "- - y - - - -"},      {Deed::PrintPapers, "y y y - y - -"},     //
            {Deed::SeeStatistics, "y y y - y y y"},    {Deed::ReadAudit, "- - - - - - y"},       //
            {Deed::ManageStaff, "- - - - y y -"},
        };
    }

private Q_SLOTS:
    void eachRoleMayDoWhatItsTaskNeedsAndNothingElse()
    {
        for (const Row &row : rows()) {
            const QStringList may = QString::fromLatin1(row.may).split(u' ');
            QCOMPARE(may.size(), roles().size());
            for (qsizetype i = 0; i < may.size(); ++i)
                QVERIFY2(mayDo(roles().at(i), row.deed) == (may.at(i) == u"y"),
                         qPrintable(QStringLiteral("deed %1, role %2").arg(static_cast<int>(row.deed)).arg(i)));
        }
    }
    void noDeedAndNoRoleIsForgotten()
    {
        QList<Deed> deeds;
        for (const Row &row : rows())
            deeds.append(row.deed);
        QVERIFY(allDeeds() == deeds);
        QVERIFY(allRoles() == roles());
    }
};

SHOULI_TEST(TestPermissions)
#include "TestPermissions.moc"
