// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/ResidentStore.h"
#include "core/residents/search/ResidentSearch.h"
#include "core/residents/search/SearchIndex.h"
#include "tests/support/OfficeDatabase.h"

#include <QStringList>

namespace shouli::tests {

/// A community office with an index that follows its register.
class SearchOffice : public OfficeDatabase {
public:
    explicit SearchOffice(const QString &area = QStringLiteral("610681001003"), quint64 seed = 1)
        : OfficeDatabase(seed)
        , pinyin(core::residents::search::Pinyin::load().value())
        , index(pinyin, area)
        , search(pinyin)
    {
        log.addListener(index);
    }

    core::residents::ResidentId add(core::residents::Resident resident)
    {
        resident.id = core::residents::ResidentId::create(clock, random);
        act([&](core::changes::Act &one) { expect(core::residents::ResidentStore::create(one, scope, resident)); });
        return resident.id;
    }
    core::residents::ResidentId add(const QString &name)
    {
        core::residents::Resident resident;
        resident.name = name;
        return add(resident);
    }
    template <class Edit>
    void edit(core::residents::ResidentId id, Edit change)
    {
        const auto seen = core::residents::ResidentStore::find(db, id).value();
        auto wanted = seen;
        change(wanted);
        act([&](core::changes::Act &one) { expect(core::residents::ResidentStore::update(one, seen, wanted)); });
    }

    [[nodiscard]] core::residents::search::SearchResult find(
        const QString &typed, core::residents::search::ResidentSearch::Options options = {}) const
    {
        options.today = QDate(2026, 11, 23);
        return search.find(db, typed, options).value();
    }
    /// Names in the order of the result.
    [[nodiscard]] QStringList names(const QString &typed) const
    {
        QStringList list;
        for (const auto &hit : find(typed).hits)
            list.append(hit.name);
        return list;
    }
    /// All keys, as text, in order.
    [[nodiscard]] QList<core::residents::search::KeyEntry> keys() const
    {
        QList<core::residents::search::KeyEntry> all;
        core::residents::search::KeyBlocks::Cursor cursor(db);
        for (expect(cursor.seek({})); !cursor.atEnd(); expect(cursor.next()))
            all.append({cursor.text().toByteArray(), cursor.row()});
        return all;
    }

    core::residents::search::Pinyin pinyin;
    core::residents::search::SearchIndex index;
    core::residents::search::ResidentSearch search;
};

} // namespace shouli::tests
