// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/search/KeyBlocks.h"
#include "core/residents/search/RecordMatcher.h"
#include "core/residents/search/ResidentSearch.h"
#include "core/residents/search/SearchKeys.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace shouli::core::residents::search {

/// What one search reads, and how much of it: keys, records, and an end where a typist would have to wait.
/// Part of ResidentSearch.
class SearchReader {
public:
    using RowList = QList<std::uint32_t>;
    using Visit = std::function<base::Result<bool>()>;

    SearchReader(const storage::Database &db, const ResidentSearch::Options &options);

    /// Every statement that a search may run, for tests of how SQLite goes about it.
    [[nodiscard]] static QStringList statements();

    /// What the index was made for; nothing where there is none.
    [[nodiscard]] base::Result<std::optional<QString>> area() const;

    /// Every key that begins so, until `visit` says false or there is enough.
    [[nodiscard]] base::Result<void> each(const QByteArray &from, const Visit &visit);
    /// The same for packed digits, which may end within a byte.
    [[nodiscard]] base::Result<void> eachDigits(KeyKind kind, Nearness nearness, const QString &digits,
                                                const Visit &visit);
    /// The key that is being visited.
    [[nodiscard]] QByteArrayView text() const { return m_cursor.text(); }
    [[nodiscard]] std::uint32_t row() const { return m_cursor.row(); }
    /// The visited key had to be read as a name: that costs more than passing it.
    void countReading();

    /// Nothing where the row is no longer there. Counts as a look.
    [[nodiscard]] base::Result<std::optional<SearchRecord>> load(std::uint32_t row);
    [[nodiscard]] base::Result<RowList> rowOf(ResidentId id) const;
    /// At most so many as may be looked at, in order of the number.
    [[nodiscard]] base::Result<RowList> rowsOfDocument(const QString &head, bool whole) const;
    [[nodiscard]] base::Result<RowList> rowsOfHouseholdNumber(const QString &number) const;
    /// The head first.
    [[nodiscard]] base::Result<RowList> rowsOfHousehold(HouseholdId household) const;
    [[nodiscard]] base::Result<std::int64_t> blocksFrom(const QByteArray &text) const;

    /// A hit more.
    void countHit() { --m_wanted; }
    void forgetLooks() { m_looks = 0; }
    /// So many in all, in place of the usual number.
    void allowLooks(int most) { m_mostLooks = most; }
    /// Enough found, or enough looked at.
    [[nodiscard]] bool isDone() const;
    /// The same, remembering that something is left unread.
    [[nodiscard]] bool stops();
    [[nodiscard]] bool isCut() const { return m_isCut; }

private:
    [[nodiscard]] base::Result<RowList> rows(storage::Statement &query) const;

    const storage::Database &m_db;
    ResidentSearch::Effort m_effort;
    KeyBlocks::Cursor m_cursor;
    int m_wanted;
    int m_mostLooks = 120;
    int m_looks = 0; ///< records read
    int m_steps = 0; ///< keys read, in what passing one costs
    bool m_isCut = false;
};

} // namespace shouli::core::residents::search
