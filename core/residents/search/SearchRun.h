// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/search/RecordMatcher.h"
#include "core/residents/search/ResidentSearch.h"
#include "core/residents/search/SearchQuery.h"
#include "core/residents/search/SearchReader.h"

#include <QHash>
#include <QSet>

#include <cstdint>
#include <functional>
#include <optional>

namespace shouli::core::residents::search {

/// One search: reads candidates from the key blocks in the order in which a clerk wants to see
/// them, looks at each record and keeps those that fit. Part of ResidentSearch.
class SearchRun {
public:
    SearchRun(const storage::Database &db, const Pinyin &pinyin, const SearchQuery &query,
              const ResidentSearch::Options &options);

    [[nodiscard]] base::Result<SearchResult> run();

private:
    using Way = RecordMatcher::Way;
    using Rows = QHash<std::uint32_t, Nearness>;

    /// Whom one word may mean.
    struct WordRows {
        Rows rows;
        bool isComplete = true; ///< nobody was left out for their number
        bool isAll = false;     ///< the index knows everybody whom it fits: whoever is not here can be left out
    };
    struct Taken {
        SearchHit hit;
        int rank = 0;
        int recent = 0; ///< 0 for who was served last; many for the others
        bool isHead = false;
    };

    [[nodiscard]] base::Result<void> byRecent();
    [[nodiscard]] base::Result<void> byDocument();
    [[nodiscard]] base::Result<void> byNumber(const QString &number);
    [[nodiscard]] base::Result<void> byName(const NameMatcher &name);
    [[nodiscard]] base::Result<void> byInitials(const NameMatcher &name, Nearness nearness);
    [[nodiscard]] base::Result<void> byAnyOrder();
    [[nodiscard]] base::Result<void> byPlace();
    [[nodiscard]] base::Result<void> byWords();
    [[nodiscard]] base::Result<void> byWordsOfHeads(const QList<WordRows> &words);
    [[nodiscard]] base::Result<void> byHeads();

    [[nodiscard]] base::Result<WordRows> rowsOf(const SearchQuery::Word &word);
    /// Numbers of the places that a text may begin, or be a part of.
    [[nodiscard]] base::Result<QList<std::uint32_t>> placesFor(const QString &typed);
    [[nodiscard]] base::Result<void> membersOf(const SearchHit &head,
                                               const std::function<bool(const SearchRecord &)> &fits);

    /// Everybody under a key text, or under any text that begins with it.
    [[nodiscard]] base::Result<void> take(KeyKind kind, Nearness nearness, const QByteArray &text, bool whole);
    [[nodiscard]] base::Result<void> takeDigits(KeyKind kind, Nearness nearness, const QString &digits);
    [[nodiscard]] base::Result<void> takeRows(const SearchReader::RowList &rows);

    /// Looks at one record and keeps it if it fits in one of the present ways.
    [[nodiscard]] base::Result<void> consider(std::uint32_t row, std::optional<Nearness> nearness);
    void keep(std::uint32_t row, const SearchRecord &record, const RecordMatcher::Fit &fit,
              std::optional<Nearness> nearness);
    [[nodiscard]] Nearness nearnessOf(const SearchRecord &record) const;

    /// Another way to fit: who did not fit so far may.
    void begin(const QList<Way> &ways);

    const Pinyin &m_pinyin;
    const SearchQuery &m_query;
    const ResidentSearch::Options &m_options;
    RecordMatcher m_matcher;
    SearchReader m_reader;
    QList<Way> m_ways;
    std::optional<QString> m_area;   ///< what the index was made for
    QHash<ResidentId, int> m_recent; ///< place in the list of the lately served
    QSet<std::uint32_t> m_seen;      ///< rows looked at
    QSet<std::uint32_t> m_taken;     ///< rows that are hits
    QList<Taken> m_hits;
    QString m_householdNumber; ///< reading the members of the household with the typed number
};

} // namespace shouli::core::residents::search
