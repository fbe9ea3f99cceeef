// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/storage/Database.h"
#include "core/storage/Transaction.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QStringList>

#include <compare>
#include <cstdint>

namespace shouli::core::residents::search {

/// One key of one person. Ordered by the bytes of the text, then by row.
struct KeyEntry {
    QByteArray text;
    std::uint32_t row = 0;

    bool operator==(const KeyEntry &) const = default;
};

/// The ordered set of all keys, kept in the table resident_key_block: front-coded runs of about
/// 200 keys, one to a database page. Beside a table row per key this takes half the space and a
/// tenth of the time to make (300,000 residents: 2.1 million keys), which is what decides how long
/// a new PC waits for its register; a seek costs the same.
/// Holds no state.
class KeyBlocks {
public:
    struct Change {
        KeyEntry entry;
        bool added = true; ///< false: taken out

        bool operator==(const Change &) const = default;
    };

    /// Puts in and takes out; what is there already, or not there, is left so. Any order.
    [[nodiscard]] static base::Result<void> apply(storage::Transaction &tx, QList<Change> changes);

    [[nodiscard]] static base::Result<void> clear(storage::Transaction &tx);

    /// About how many blocks hold entries that begin with `text`, which must not be empty. Reads no block.
    [[nodiscard]] static base::Result<std::int64_t> blocksFrom(const storage::Database &db, const QByteArray &text);

    /// What is asked of the table while reading, for tests of how SQLite goes about it.
    [[nodiscard]] static QStringList readingStatements();

    class Cursor;
    class Builder;
};

/// Reads entries in order, from a given text on. The connection must outlive it.
class KeyBlocks::Cursor {
public:
    explicit Cursor(const storage::Database &db)
        : m_db(&db)
    {
    }

    /// Moves to the first entry whose bytes are not before `text`.
    [[nodiscard]] base::Result<void> seek(QByteArrayView text);
    [[nodiscard]] base::Result<void> next();
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

    /// Valid until the next move.
    [[nodiscard]] QByteArrayView text() const;
    [[nodiscard]] std::uint32_t row() const;

private:
    [[nodiscard]] base::Result<bool> load(const QString &sql, const QByteArray &first);
    [[nodiscard]] base::Result<void> advance();

    const storage::Database *m_db;
    QByteArray m_first;
    QByteArray m_block;
    qsizetype m_at = 0;
    QByteArray m_entry; ///< text and row as they are compared
    bool m_atEnd = true;
};

/// Fills an empty table from entries that come in order; much quicker than apply().
class KeyBlocks::Builder {
public:
    explicit Builder(storage::Transaction &tx)
        : m_tx(&tx)
    {
    }

    /// Entries in order, none twice. `text` followed by the row in four bytes, the highest first.
    [[nodiscard]] base::Result<void> add(QByteArrayView textAndRow);
    [[nodiscard]] base::Result<void> finish();

private:
    [[nodiscard]] base::Result<void> flush();

    storage::Transaction *m_tx;
    QByteArray m_first;
    QByteArray m_last;
    QByteArray m_block;
};

} // namespace shouli::core::residents::search
