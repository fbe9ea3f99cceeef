// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/ResidentSearch.h"

#include "core/residents/search/SearchRun.h"

namespace shouli::core::residents::search {

using base::Result;

ResidentSearch::ResidentSearch(Pinyin pinyin)
    : m_pinyin(std::move(pinyin))
{
}

Result<SearchResult> ResidentSearch::find(const storage::Database &db, const QString &typed,
                                          const Options &options) const
{
    const SearchQuery query = SearchQuery::parse(typed);
    if (query.isEmpty() || options.limit <= 0)
        return SearchResult{};
    // One snapshot for the whole search: SQLite would otherwise look for a newer one at every step,
    // and a commit in between would empty the page cache.
    SHOULI_CHECK(db.execute(QStringLiteral("SAVEPOINT search")));
    auto result = SearchRun(db, m_pinyin, query, options).run();
    if (auto released = db.execute(QStringLiteral("RELEASE search")); !released && result)
        return base::failure(released);
    return result;
}

} // namespace shouli::core::residents::search
