// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"

#include "core/base/Mutant.h"
#include "core/changes/Value.h"

#include <QStringDecoder>

#include <limits>

namespace shouli::core::changes {

namespace {

constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
constexpr int depthLimit = 16;
constexpr auto nullByte = static_cast<char>(0xf6);

enum Major {
    Unsigned = 0,
    Negative = 1,
    Bytes = 2,
    Text = 3,
    Array = 4,
    Map = 5,
    Tag = 6,
    Simple = 7,
};

} // namespace

void CborWriter::head(int major, std::uint64_t argument)
{
    const int first = major << 5;
    if (argument < 24) {
        m_bytes += static_cast<char>(first | static_cast<int>(argument));
        return;
    }
    const int power = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xffff'ffff ? 2 : 3;
    m_bytes += static_cast<char>(first | (24 + power));
    for (int shift = (8 << power) - 8; shift >= 0; shift -= 8)
        m_bytes += static_cast<char>(argument >> shift);
}

void CborWriter::number(std::int64_t number)
{
    if (base::mutant(base::Mutant::NumberThroughDouble))
        number = static_cast<std::int64_t>(static_cast<double>(number));
    // -1 - n of a negative number is its complement: -2^63 has no positive counterpart
    number < 0 ? head(Negative, ~static_cast<std::uint64_t>(number))
               : head(Unsigned, static_cast<std::uint64_t>(number));
}

void CborWriter::text(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    head(Text, static_cast<std::uint64_t>(utf8.size()));
    m_bytes += utf8;
}

void CborWriter::blob(const QByteArray &bytes)
{
    head(Bytes, static_cast<std::uint64_t>(bytes.size()));
    m_bytes += bytes;
}

void CborWriter::null()
{
    m_bytes += nullByte;
}

void CborWriter::value(const Value &value)
{
    if (value.isNumber())
        number(value.number());
    else if (value.isText())
        text(value.text());
    else if (value.isBytes())
        blob(value.bytes());
    else
        null();
}

CborReader::Head CborReader::head()
{
    if (!m_ok || left() == 0) {
        fail();
        return {};
    }
    const auto first = static_cast<std::uint8_t>(m_bytes.at(m_position++));
    Head head{first >> 5, first & 0x1fU};
    if (head.argument < 24)
        return head;
    const auto power = static_cast<unsigned>(head.argument) - 24; // 1, 2, 4 or 8 bytes follow
    if (power > 3 || left() < (1U << power)) {
        fail();
        return {};
    }
    head.argument = 0;
    for (unsigned i = 0; i < (1U << power); ++i)
        head.argument = head.argument << 8 | static_cast<std::uint8_t>(m_bytes.at(m_position++));
    const std::uint64_t least = power == 0 ? 24 : 1ULL << (8 << (power - 1));
    if (head.argument < least && head.major != Simple)
        fail();
    return m_ok ? head : Head();
}

int CborReader::majorAhead() const
{
    return m_ok && left() > 0 ? static_cast<std::uint8_t>(m_bytes.at(m_position)) >> 5 : -1;
}

qint64 CborReader::container(int major, int itemsEach)
{
    const Head h = head();
    // each item takes a byte at least: a longer claim is a lie
    if (h.major != major || h.argument > left() / static_cast<unsigned>(itemsEach))
        fail();
    return m_ok ? static_cast<qint64>(h.argument) : 0;
}

void CborReader::arrayOf(qint64 count)
{
    if (array() != count)
        fail();
}

std::int64_t CborReader::number()
{
    const Head h = head();
    if ((h.major != Unsigned && h.major != Negative) || h.argument > largest)
        fail();
    if (!m_ok)
        return 0;
    return static_cast<std::int64_t>(h.major == Negative ? ~h.argument : h.argument);
}

std::int64_t CborReader::numberIn(std::int64_t least, std::int64_t most)
{
    const std::int64_t n = number();
    if (n < least || n > most)
        fail();
    return m_ok ? n : 0;
}

QByteArray CborReader::string(int major)
{
    const Head h = head();
    if (h.major != major || h.argument > left())
        fail();
    if (!m_ok)
        return {};
    const auto size = static_cast<qsizetype>(h.argument);
    m_position += size;
    return m_bytes.mid(m_position - size, size);
}

QString CborReader::text()
{
    const QByteArray utf8 = string(Text);
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(utf8);
    if (decode.hasError())
        fail();
    return m_ok ? text : QString();
}

bool CborReader::isNull() const
{
    return m_ok && left() > 0 && m_bytes.at(m_position) == nullByte;
}

void CborReader::skipNull()
{
    if (!isNull())
        fail();
    else
        ++m_position;
}

void CborReader::skipItem(int depth)
{
    const Head h = head();
    std::uint64_t items = 0;
    switch (h.major) {
    case Bytes:
    case Text:
        if (h.argument > left())
            fail();
        else
            m_position += static_cast<qsizetype>(h.argument);
        return;
    case Array:
    case Map:
        items = h.major == Map ? h.argument * 2 : h.argument;
        if (h.argument > left() || items > left())
            fail();
        break;
    case Tag:
        items = 1;
        break;
    default:
        return;
    }
    if (items > 0 && depth == 0)
        fail();
    for (; items > 0 && m_ok; --items)
        skipItem(depth - 1);
}

QByteArray CborReader::raw()
{
    const qsizetype start = m_position;
    skipItem(depthLimit);
    return m_ok ? m_bytes.mid(start, m_position - start) : QByteArray();
}

Value CborReader::value()
{
    switch (majorAhead()) {
    case Unsigned:
    case Negative:
        return Value(number());
    case Text:
        return Value(text());
    case Bytes:
        return Value(blob());
    default:
        skipNull();
        return {};
    }
}

} // namespace shouli::core::changes
