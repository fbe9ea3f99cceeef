// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/KeyBlocks.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace shouli::core::residents::search {

using base::ErrorCode;
using base::failure;
using base::Result;
using storage::Transaction;

namespace {

/// A block and its key fit one page of SQLCipher (4,096 bytes less its reserve) without overflow.
constexpr qsizetype fullSize = 3800;
/// Filled so far when built or split, so that the next few additions do not split it again.
constexpr qsizetype builtSize = 3000;
constexpr qsizetype rowSize = 4;
/// A text that could be longer would not fit the length byte; names have at most 50 characters.
constexpr qsizetype longestText = 250;

/// The bytes that entries are ordered by.
QByteArray bytesOf(const KeyEntry &entry)
{
    QByteArray bytes = entry.text.left(longestText);
    char row[rowSize];
    qToBigEndian(entry.row, row);
    return bytes.append(row, rowSize);
}

/// Adds an entry to a block: how many bytes it has in common with the one before, how many follow, those.
void append(QByteArray &block, QByteArrayView last, QByteArrayView entry)
{
    qsizetype shared = 0;
    const qsizetype most = std::min(last.size(), entry.size());
    while (shared < most && last[shared] == entry[shared])
        ++shared;
    block += static_cast<char>(shared);
    block += static_cast<char>(entry.size() - shared);
    block.append(entry.sliced(shared));
}

/// Turns `entry` into the one at `at` and moves on; false at the end, or where the block is damaged.
bool readNext(const QByteArray &block, qsizetype &at, QByteArray &entry)
{
    if (at + 2 > block.size())
        return false;
    const auto shared = static_cast<quint8>(block[at]);
    const auto rest = static_cast<quint8>(block[at + 1]);
    if (shared > entry.size() || at + 2 + rest > block.size())
        return false;
    entry.truncate(shared);
    entry.append(block.constData() + at + 2, rest);
    at += 2 + rest;
    return true;
}

QList<QByteArray> entriesOf(const QByteArray &block)
{
    QList<QByteArray> entries;
    QByteArray entry;
    for (qsizetype at = 0; readNext(block, at, entry);)
        entries.append(QByteArray(entry.constData(), entry.size()));
    return entries;
}

const QString &blockAt()
{
    static const QString sql = QStringLiteral(
        "SELECT first, keys FROM resident_key_block WHERE first <= ? ORDER BY first DESC LIMIT 1");
    return sql;
}
const QString &blockAfter()
{
    static const QString sql = QStringLiteral(
        "SELECT first, keys FROM resident_key_block WHERE first > ? ORDER BY first LIMIT 1");
    return sql;
}
const QString &blocksBetween()
{
    static const QString sql = QStringLiteral("SELECT count(*) FROM resident_key_block WHERE first > ? AND first < ?");
    return sql;
}

struct Block {
    std::int64_t number = 0; ///< 0: not in the table
    QByteArray first;        ///< not above any of its entries, above all of the block before
    QByteArray keys;
};

Result<Block> blockFor(Transaction &tx, const QByteArray &entry)
{
    SHOULI_TRY(auto query,
               tx.prepare(QStringLiteral(
                   "SELECT block, first, keys FROM resident_key_block WHERE first <= ? ORDER BY first DESC LIMIT 1")));
    query.bind(entry);
    SHOULI_TRY(const bool found, query.step());
    return found ? Block{query.integer(0), query.blob(1), query.blob(2)} : Block{};
}

/// Where the next block begins; empty after the last.
Result<QByteArray> endOf(Transaction &tx, const Block &block)
{
    SHOULI_TRY(
        auto query,
        tx.prepare(QStringLiteral("SELECT first FROM resident_key_block WHERE first > ? ORDER BY first LIMIT 1")));
    query.bind(block.first);
    SHOULI_TRY(const bool found, query.step());
    return found ? query.blob(0) : QByteArray();
}

Result<void> insert(Transaction &tx, const QByteArray &first, const QByteArray &keys)
{
    SHOULI_TRY(auto statement,
               tx.prepare(QStringLiteral("INSERT INTO resident_key_block (first, keys) VALUES (?, ?)")));
    statement.bindAll(first, keys);
    return statement.run();
}

/// Writes what has become of a block: in place, in several pieces, or not at all.
Result<void> store(Transaction &tx, const Block &before, const QList<QByteArray> &entries)
{
    QList<Block> pieces;
    qsizetype total = 0;
    for (const QByteArray &entry : entries)
        total += entry.size() + 2;
    QByteArray last;
    for (const QByteArray &entry : entries) {
        const bool full = !pieces.isEmpty() && total > fullSize && pieces.last().keys.size() + entry.size() > builtSize;
        if (pieces.isEmpty() || full) {
            pieces.append({0, pieces.isEmpty() ? before.first : entry, {}});
            last.clear();
        }
        append(pieces.last().keys, last, entry);
        last = entry;
    }
    if (pieces.isEmpty() && before.first.isEmpty())
        pieces.append({0, {}, {}}); // the first block stays, so that every key has one before it
    qsizetype from = 0;
    if (before.number != 0 && !pieces.isEmpty()) {
        SHOULI_TRY(auto update, tx.prepare(QStringLiteral("UPDATE resident_key_block SET keys = ? WHERE block = ?")));
        update.bindAll(pieces.first().keys, before.number);
        SHOULI_CHECK(update.run());
        from = 1;
    } else if (before.number != 0) {
        SHOULI_TRY(auto remove, tx.prepare(QStringLiteral("DELETE FROM resident_key_block WHERE block = ?")));
        remove.bind(before.number);
        SHOULI_CHECK(remove.run());
    }
    for (qsizetype i = from; i < pieces.size(); ++i)
        SHOULI_CHECK(insert(tx, pieces.at(i).first, pieces.at(i).keys));
    return {};
}

} // namespace

Result<void> KeyBlocks::apply(Transaction &tx, QList<Change> changes)
{
    struct Step {
        QByteArray entry;
        bool added;
    };
    QList<Step> steps;
    steps.reserve(changes.size());
    for (const Change &change : std::as_const(changes))
        steps.append({bytesOf(change.entry), change.added});
    std::stable_sort(steps.begin(), steps.end(), [](const Step &a, const Step &b) { return a.entry < b.entry; });
    for (qsizetype i = 0; i < steps.size();) {
        SHOULI_TRY(const Block block, blockFor(tx, steps.at(i).entry));
        SHOULI_TRY(const QByteArray end, endOf(tx, block));
        QList<QByteArray> entries = entriesOf(block.keys);
        bool touched = false;
        for (; i < steps.size() && (end.isEmpty() || steps.at(i).entry < end); ++i) {
            const auto at = std::lower_bound(entries.begin(), entries.end(), steps.at(i).entry);
            const bool there = at != entries.end() && *at == steps.at(i).entry;
            if (there == steps.at(i).added)
                continue;
            if (steps.at(i).added)
                entries.insert(at, steps.at(i).entry);
            else
                entries.erase(at);
            touched = true;
        }
        if (touched)
            SHOULI_CHECK(store(tx, block, entries));
    }
    return {};
}

Result<void> KeyBlocks::clear(Transaction &tx)
{
    SHOULI_TRY(auto statement, tx.prepare(QStringLiteral("DELETE FROM resident_key_block")));
    return statement.run();
}

Result<std::int64_t> KeyBlocks::blocksFrom(const storage::Database &db, const QByteArray &text)
{
    QByteArray end = text;
    while (end.size() > 1 && static_cast<quint8>(end.back()) == 0xFF)
        end.chop(1);
    end.back() = static_cast<char>(static_cast<quint8>(end.back()) + 1);
    SHOULI_TRY(auto query, db.prepare(blocksBetween()));
    query.bindAll(text, end);
    SHOULI_TRY(const bool found, query.step());
    return found ? query.integer(0) : 0;
}

QStringList KeyBlocks::readingStatements()
{
    return {blockAt(), blockAfter(), blocksBetween()};
}

Result<bool> KeyBlocks::Cursor::load(const QString &sql, const QByteArray &first)
{
    SHOULI_TRY(auto query, m_db->prepare(sql));
    query.bind(first);
    SHOULI_TRY(const bool found, query.step());
    m_at = 0;
    m_entry.clear();
    if (!found) {
        m_atEnd = true;
        return false;
    }
    m_first = query.blob(0);
    m_block = query.blob(1);
    m_atEnd = false;
    return true;
}

Result<void> KeyBlocks::Cursor::advance()
{
    while (!readNext(m_block, m_at, m_entry)) {
        if (m_at != m_block.size())
            return failure(ErrorCode::DatabaseDamaged, QStringLiteral("resident_key_block"));
        SHOULI_TRY(const bool found, load(blockAfter(), QByteArray(m_first)));
        if (!found)
            return {};
    }
    if (m_entry.size() < rowSize)
        return failure(ErrorCode::DatabaseDamaged, QStringLiteral("resident_key_block"));
    return {};
}

Result<void> KeyBlocks::Cursor::seek(QByteArrayView text)
{
    const QByteArray from = text.toByteArray();
    SHOULI_TRY(const bool found, load(blockAt(), from));
    if (!found)
        return {};
    do {
        SHOULI_CHECK(advance());
    } while (!m_atEnd && m_entry < from);
    return {};
}

Result<void> KeyBlocks::Cursor::next()
{
    return advance();
}

QByteArrayView KeyBlocks::Cursor::text() const
{
    return QByteArrayView(m_entry).chopped(rowSize);
}

std::uint32_t KeyBlocks::Cursor::row() const
{
    return qFromBigEndian<std::uint32_t>(m_entry.constData() + m_entry.size() - rowSize);
}

Result<void> KeyBlocks::Builder::add(QByteArrayView textAndRow)
{
    if (m_block.size() + textAndRow.size() > builtSize) {
        SHOULI_CHECK(flush());
        m_first = textAndRow.toByteArray();
    }
    append(m_block, m_last, textAndRow);
    m_last.truncate(0);
    m_last.append(textAndRow);
    return {};
}

Result<void> KeyBlocks::Builder::flush()
{
    SHOULI_CHECK(insert(*m_tx, m_first, m_block));
    m_block.truncate(0);
    m_last.truncate(0);
    return {};
}

Result<void> KeyBlocks::Builder::finish()
{
    return flush();
}

} // namespace shouli::core::residents::search
