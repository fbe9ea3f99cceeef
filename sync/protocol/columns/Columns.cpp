// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/columns/Columns.h"

#include <algorithm>

namespace shouli::sync::protocol::columns {

namespace {

enum Form : std::uint64_t {
    AllZero = 0,
    AllEqual = 1, ///< the value
    Runs = 2,     ///< [value, length - 1] until the column is full
    Plain = 3,    ///< each value
};

qsizetype lengthOf(std::uint64_t number)
{
    qsizetype length = 1;
    while ((number >>= 7) > 0)
        ++length;
    return length;
}

} // namespace

std::uint64_t difference(std::int64_t before, std::int64_t now)
{
    const std::uint64_t up = static_cast<std::uint64_t>(now) - static_cast<std::uint64_t>(before);
    return (up << 1) ^ (up >> 63 == 1 ? ~0ULL : 0);
}

std::int64_t after(std::int64_t before, std::uint64_t difference)
{
    const std::uint64_t up = (difference >> 1) ^ ((difference & 1) == 1 ? ~0ULL : 0);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(before) + up);
}

void ColumnWriter::number(std::uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        m_bytes += static_cast<char>(number | 0x80);
    m_bytes += static_cast<char>(number);
}

void ColumnWriter::column(const Column &column)
{
    if (column.isEmpty())
        return;
    QList<std::pair<std::uint64_t, std::uint64_t>> runs;
    qsizetype plain = 0;
    for (const std::uint64_t value : column) {
        plain += lengthOf(value);
        if (!runs.isEmpty() && runs.last().first == value)
            ++runs.last().second;
        else
            runs.append({value, 0});
    }
    if (runs.size() == 1) {
        number(column.first() == 0 ? AllZero : AllEqual);
        if (column.first() != 0)
            number(column.first());
        return;
    }
    qsizetype inRuns = 0;
    for (const auto &[value, more] : std::as_const(runs))
        inRuns += lengthOf(value) + lengthOf(more);
    number(inRuns < plain ? Runs : Plain);
    if (inRuns < plain) {
        for (const auto &[value, more] : std::as_const(runs)) {
            number(value);
            number(more);
        }
    } else {
        for (const std::uint64_t value : column)
            number(value);
    }
}

void ColumnWriter::blobs(const QList<QByteArray> &blobs)
{
    Column lengths;
    for (const QByteArray &blob : blobs)
        lengths.append(static_cast<std::uint64_t>(blob.size()));
    column(lengths);
    for (const QByteArray &blob : blobs)
        bytes(blob);
}

std::uint64_t ColumnReader::number()
{
    std::uint64_t value = 0;
    for (int shift = 0; m_ok && shift < 64; shift += 7) {
        if (m_position == m_bytes.size())
            break;
        const auto byte = static_cast<std::uint8_t>(m_bytes.at(m_position++));
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) {
            if ((byte == 0 && shift > 0) || (shift == 63 && byte > 1)) // a longer spelling, or beyond 64 bits
                break;
            return value;
        }
    }
    fail();
    return 0;
}

std::uint64_t ColumnReader::numberUpTo(std::uint64_t most)
{
    const std::uint64_t value = number();
    if (value > most)
        fail();
    return m_ok ? value : 0;
}

Column ColumnReader::column(qsizetype count)
{
    if (count == 0)
        return {};
    Column column;
    switch (numberUpTo(Plain)) {
    case AllZero:
        column.fill(0, count);
        break;
    case AllEqual:
        column.fill(number(), count);
        break;
    case Runs:
        while (m_ok && column.size() < count) {
            const std::uint64_t value = number();
            const std::uint64_t more = numberUpTo(static_cast<std::uint64_t>(count - column.size() - 1));
            column.insert(column.size(), static_cast<qsizetype>(more) + 1, value);
        }
        break;
    default:
        while (m_ok && column.size() < count)
            column.append(number());
    }
    return m_ok ? column : Column(count, 0);
}

QByteArray ColumnReader::bytes(std::uint64_t count)
{
    if (!m_ok || count > static_cast<std::uint64_t>(m_bytes.size() - m_position)) {
        fail();
        return {};
    }
    m_position += static_cast<qsizetype>(count);
    return m_bytes.mid(m_position - static_cast<qsizetype>(count), static_cast<qsizetype>(count));
}

QList<QByteArray> ColumnReader::blobs(qsizetype count)
{
    const Column lengths = column(count);
    QList<QByteArray> blobs;
    for (const std::uint64_t length : lengths)
        blobs.append(bytes(length));
    return blobs;
}

} // namespace shouli::sync::protocol::columns
