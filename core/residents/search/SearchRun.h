// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/search/KeyBlocks.h"
#include "core/residents/search/NameMatcher.h"
#include "core/residents/search/ResidentSearch.h"
#include "core/residents/search/SearchQuery.h"

#include <QSet>

#include <cstdint>
#include <optional>

namespace shouli::core::residents::search {

/// One search: reads candidates from the key blocks in the order in which a clerk wants to see
/// them, looks at each record and keeps those that fit every word. Part of ResidentSearch.
class SearchRun {
public:
    SearchRun(const storage::Database &db, const Pinyin &pinyin, const SearchQuery &query,
              const ResidentSearch::Options &options);

    [[nodiscard]] base::Result<SearchResult> run();

private:
    struct Record;
    struct Fit;

    [[nodiscard]] base::Result<void> byNumber(const QString &number);
    [[nodiscard]] base::Result<void> byName(const NameMatcher &name);
    [[nodiscard]] base::Result<void> byInitials(const NameMatcher &name, Nearness nearness);

    /// Everybody under a key text, or under any text that begins with it.
    [[nodiscard]] base::Result<void> take(KeyKind kind, Nearness nearness, const QByteArray &text, bool whole);
    [[nodiscard]] base::Result<void> takeDigits(KeyKind kind, Nearness nearness, const QString &digits);
    [[nodiscard]] base::Result<void> takeRows(const QString &sql, const QString &from, const QString &to);

    /// Looks at one record and keeps it if every word fits.
    [[nodiscard]] base::Result<void> consider(std::uint32_t row, std::optional<Nearness> nearness);
    [[nodiscard]] base::Result<std::optional<Record>> load(std::uint32_t row);
    [[nodiscard]] std::optional<Fit> fitOf(const Record &record) const;
    [[nodiscard]] std::optional<Fit> fitOfName(const Record &record, const NameMatcher &name, bool narrowing) const;
    [[nodiscard]] std::optional<Fit> fitOfNumber(const Record &record, const QString &number, bool narrowing) const;
    [[nodiscard]] SearchHit hit(const Record &record, const Fit &fit, Nearness nearness) const;

    /// Enough found, or enough looked at.
    [[nodiscard]] bool isDone() const;

    const storage::Database &m_db;
    const Pinyin &m_pinyin;
    const SearchQuery &m_query;
    const ResidentSearch::Options &m_options;
    QList<NameMatcher> m_names; ///< for each name word
    NameMatcher m_joined;
    KeyBlocks::Cursor m_cursor;
    QSet<std::uint32_t> m_seen;  ///< rows looked at
    QSet<std::uint32_t> m_taken; ///< rows that are hits
    SearchResult m_result;
    bool m_wordsApart = false;  ///< each name word by itself, not all as one name
    bool m_isHousehold = false; ///< reading the members of the household with the typed number
    int m_looks = 0;            ///< records read
    int m_steps = 0;            ///< keys read
    bool m_isCut = false;       ///< something was left unread
};

} // namespace shouli::core::residents::search
