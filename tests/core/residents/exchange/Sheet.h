// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/ResidentStore.h"
#include "core/residents/exchange/ImportFile.h"
#include "core/residents/exchange/ImportPlan.h"
#include "core/residents/exchange/ImportRun.h"
#include "tests/support/OfficeDatabase.h"

#include <QFile>
#include <QTemporaryDir>

namespace shouli::tests {

/// A file to import, and an office to import it into.
class Sheet {
public:
    using Outcome = core::residents::exchange::Outcome;

    QString write(const QString &text, const QString &name = QStringLiteral("人员.csv")) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(text.toUtf8());
        return file.fileName();
    }
    [[nodiscard]] core::residents::exchange::RowJudge::Settings settings() const
    {
        return {{office.clock.today(), QStringLiteral("0911")}, QStringLiteral("610681001003")};
    }
    core::residents::exchange::ImportPlan plan(const QString &text)
    {
        const auto file = core::residents::exchange::ImportFile::look(write(text)).value();
        auto plan = core::residents::exchange::ImportPlan::make(file, file.guess, office.db, settings(), office.clock,
                                                                office.random, [](double) { return true; });
        OfficeDatabase::expect(plan);
        return *plan;
    }
    std::unique_ptr<core::residents::exchange::ImportRun> open(const QString &path)
    {
        const auto file = core::residents::exchange::ImportFile::look(path).value();
        auto run = core::residents::exchange::ImportRun::open(file, file.guess, office.db, settings(), office.clock,
                                                              office.random, [](double) { return true; });
        OfficeDatabase::expect(run);
        return std::move(*run);
    }
    /// One batch, kept.
    core::residents::exchange::ImportState batch(core::residents::exchange::ImportRun &run)
    {
        core::audit::AuditLog audit(office.clock, office.random);
        auto tx = core::storage::Transaction::begin(office.db).value();
        const auto state = run.batch(tx, office.log, audit, {office.author, office.scope});
        OfficeDatabase::expect(state);
        OfficeDatabase::expect(tx.commit());
        return *state;
    }
    /// To the end.
    core::residents::exchange::ImportState import(const QString &path)
    {
        const auto run = open(path);
        for (;;) {
            if (const auto state = batch(*run); state.finished)
                return state;
        }
    }
    core::residents::exchange::ImportState importText(const QString &text) { return import(write(text)); }

    void add(const core::residents::Resident &person)
    {
        office.act([&](core::changes::Act &act) {
            OfficeDatabase::expect(core::residents::ResidentStore::create(act, office.scope, person));
        });
    }
    [[nodiscard]] core::residents::Resident person(const QString &number) const
    {
        return core::residents::ResidentStore::findByDocument(office.db, number).value().value(0);
    }
    [[nodiscard]] std::int64_t count(const char *table) const
    {
        auto query = office.db.prepare(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table))).value();
        OfficeDatabase::expect(query.step());
        return query.integer(0);
    }
    /// A citizen number that can be one and is nobody's: of an area that is assigned to nobody.
    [[nodiscard]] static QString number(int n, core::residents::Sex sex = core::residents::Sex::Male,
                                        QDate born = QDate(1952, 3, 7));

    QTemporaryDir folder;
    OfficeDatabase office;
};

} // namespace shouli::tests
