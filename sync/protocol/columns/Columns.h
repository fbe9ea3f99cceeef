// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <cstdint>

namespace shouli::sync::protocol::columns {

using Column = QList<std::uint64_t>;

/// The difference of two numbers as a small unsigned one: 0, -1, 1, -2, … become 0, 1, 2, 3, …
/// Any two numbers have one, and `after(before, difference)` gives the second back.
[[nodiscard]] std::uint64_t difference(std::int64_t before, std::int64_t now);
[[nodiscard]] std::int64_t after(std::int64_t before, std::uint64_t difference);

/// Writes numbers column by column: LEB128, shortest; a column is one byte when all of it is 0, its
/// one value when all are equal, else runs or plain, whichever is shorter. One use, one thread.
class ColumnWriter {
public:
    void number(std::uint64_t number);
    void column(const Column &column); ///< the reader must know how many there are
    void bytes(const QByteArray &bytes) { m_bytes += bytes; }
    void blobs(const QList<QByteArray> &blobs); ///< their lengths, then all of them

    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

/// Reads the same, of untrusted origin. After the first thing that does not fit ok() is false and
/// everything is empty. A column is as long as the caller asks for, so the caller bounds it.
class ColumnReader {
public:
    explicit ColumnReader(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    std::uint64_t number();
    std::uint64_t numberUpTo(std::uint64_t most);
    Column column(qsizetype count);
    QByteArray bytes(std::uint64_t count);
    QList<QByteArray> blobs(qsizetype count);

    void fail() { m_ok = false; }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_ok && m_position == m_bytes.size(); }

private:
    QByteArray m_bytes;
    qsizetype m_position = 0;
    bool m_ok = true;
};

} // namespace shouli::sync::protocol::columns
