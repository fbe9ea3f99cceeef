// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/log/ChangeTable.h"
#include "core/changes/log/ReplicaState.h"
#include "tests/support/OfficeDatabase.h"

namespace shouli::tests {

/// An office whose database holds things besides: kind 1 `thing` with the fields 1 `name` (park) and 2 `note`
/// (last), made of events too. For what knows neither residents nor cases; needs no resources.
class TestOffice : public OfficeDatabase {
public:
    explicit TestOffice(quint64 seed)
        : OfficeDatabase(seed, things(),
                         qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/resources/schema/office"))
    {
        expect(db.execute(QStringLiteral("CREATE TABLE thing (id BLOB PRIMARY KEY, name TEXT, note TEXT)")));
    }

    static constexpr core::changes::Kind thing{1};
    static constexpr core::changes::Field name{1};
    static constexpr core::changes::Field note{2};

    core::changes::EntityRef newRef() { return {thing, core::changes::EntityId::create(clock, random)}; }

    [[nodiscard]] QString column(core::changes::EntityRef ref, const char *column)
    {
        auto query = db.prepare(QStringLiteral("SELECT %1 FROM thing WHERE id = ?").arg(QLatin1String(column))).value();
        query.bind(ref.id);
        return query.step().value() ? query.text(0) : QStringLiteral("(gone)");
    }
    [[nodiscard]] QList<core::changes::LoggedChange> pending()
    {
        return core::changes::log::ChangeTable::pending(db, replica, 1'000'000).value();
    }
    /// What a county would say of a thing that nobody held before.
    [[nodiscard]] static std::int64_t standsAfter(const core::changes::Change &change)
    {
        using core::changes::Operation;
        return change.operation == Operation::Create || change.operation == Operation::Enter ? 1 : 0;
    }
    [[nodiscard]] std::int64_t rows(const char *table)
    {
        auto query = db.prepare(QStringLiteral("SELECT count(*) FROM %1").arg(QLatin1String(table))).value();
        return query.step().value() ? query.integer(0) : -1;
    }

private:
    static core::changes::Schema things()
    {
        return core::changes::Schema::parse(R"({"schema":1,"kinds":[{"kind":1,"name":"thing","table":"thing","fields":[
            {"field":1,"column":"name","policy":"park"},{"field":2,"column":"note","policy":"last"}]}]})")
            .value();
    }
};

} // namespace shouli::tests
