// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/sample/SampleLoader.h"

#include "core/residents/GroupStore.h"
#include "core/residents/HouseholdStore.h"
#include "core/residents/ResidentStore.h"
#include "core/storage/Transaction.h"

#include <optional>

namespace shouli::core::residents::sample {

using base::Result;
using changes::Act;

namespace {

/// As small as what people do, so that whoever takes them in need not hold the write lock for long.
constexpr int actSize = 100;

} // namespace

SampleLoader::SampleLoader(changes::log::ChangeLog &log, changes::AuthorId author, changes::ScopeId home)
    : m_log(log)
    , m_author(author)
    , m_home(home)
{
}

Result<void> SampleLoader::settle(Act &act, changes::ScopeId home, const SampleHousehold &household)
{
    SHOULI_CHECK(HouseholdStore::create(act, home, household.household));
    for (const Resident &member : household.members)
        SHOULI_CHECK(ResidentStore::create(act, home, member));
    for (const GroupMembership &membership : household.groups)
        SHOULI_CHECK(GroupStore::create(act, home, membership));
    return {};
}

Result<std::int64_t> SampleLoader::load(storage::Database &writer, const SampleRegister &sample,
                                        const SampleRegister::Settings &settings)
{
    std::optional<storage::Transaction> tx;
    std::optional<Act> act;
    int changes = 0;         // in the act
    std::int64_t inside = 0; // people in the transaction
    std::int64_t people = 0;
    const auto open = [&]() -> Result<void> {
        if (!tx) {
            SHOULI_TRY(auto begun, storage::Transaction::begin(writer));
            tx.emplace(std::move(begun));
        }
        if (!act) {
            SHOULI_TRY(auto begun, m_log.begin(*tx, m_author));
            act.emplace(std::move(begun));
        }
        return {};
    };
    const auto close = [&](bool all) -> Result<void> {
        if (act && (all || changes >= actSize)) {
            SHOULI_CHECK(act->finish());
            act.reset();
            changes = 0;
        }
        if (tx && (all || (inside >= peopleAtATime && !act))) {
            SHOULI_CHECK(tx->commit());
            tx.reset();
            inside = 0;
        }
        return {};
    };
    Result<void> done;
    const auto made = sample.make(settings, [&](const SampleHousehold &household) {
        done = open();
        if (done)
            done = settle(*act, m_home, household);
        changes += static_cast<int>(1 + household.members.size() + household.groups.size());
        inside += household.members.size();
        people += household.members.size();
        if (done)
            done = close(false);
        return done.has_value();
    });
    SHOULI_CHECK(made);
    SHOULI_CHECK(done);
    SHOULI_CHECK(close(true));
    return people;
}

} // namespace shouli::core::residents::sample
