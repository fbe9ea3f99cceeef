// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"

#include "core/changes/Value.h"

#include <QStringDecoder>

#include <limits>

namespace shouli::core::changes {

CborWriter::CborWriter()
    : m_writer(&m_bytes)
{
}

void CborWriter::array(qsizetype count)
{
    m_writer.startArray(static_cast<quint64>(count));
    m_open.append({count, false});
    open(count);
}

void CborWriter::map(qsizetype count)
{
    m_writer.startMap(static_cast<quint64>(count));
    m_open.append({count * 2, true});
    open(count);
}

void CborWriter::open(qsizetype items)
{
    if (items == 0) {
        const Container empty = m_open.takeLast();
        empty.isMap ? m_writer.endMap() : m_writer.endArray();
        written();
    }
}

void CborWriter::written()
{
    while (!m_open.isEmpty()) {
        if (--m_open.last().left > 0)
            return;
        const Container full = m_open.takeLast();
        full.isMap ? m_writer.endMap() : m_writer.endArray();
    }
}

void CborWriter::number(std::int64_t number)
{
    m_writer.append(static_cast<qint64>(number));
    written();
}

void CborWriter::text(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    m_writer.appendTextString(utf8.constData(), utf8.size());
    written();
}

void CborWriter::blob(const QByteArray &bytes)
{
    m_writer.appendByteString(bytes.constData(), bytes.size());
    written();
}

void CborWriter::null()
{
    m_writer.appendNull();
    written();
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

CborReader::CborReader(const QByteArray &bytes)
    : m_bytes(bytes)
    , m_reader(m_bytes)
{
}

bool CborReader::ready()
{
    while (m_ok && m_reader.containerDepth() > 0 && !m_reader.hasNext()) {
        if (m_reader.lastError() != QCborError::NoError || !m_reader.leaveContainer())
            fail();
    }
    if (m_reader.lastError() != QCborError::NoError || !m_reader.isValid())
        fail();
    return m_ok;
}

qint64 CborReader::container(bool map)
{
    if (!ready() || (map ? !m_reader.isMap() : !m_reader.isArray()) || !m_reader.isLengthKnown()
        || m_reader.containerDepth() >= depthLimit) {
        fail();
        return 0;
    }
    const quint64 length = m_reader.length();
    // each item takes a byte at least: a longer claim is a lie
    if (length > static_cast<quint64>(m_bytes.size() - m_reader.currentOffset()) || !m_reader.enterContainer()) {
        fail();
        return 0;
    }
    return static_cast<qint64>(length);
}

qint64 CborReader::array()
{
    return container(false);
}

qint64 CborReader::map()
{
    return container(true);
}

void CborReader::arrayOf(qint64 count)
{
    if (array() != count)
        fail();
}

std::int64_t CborReader::number()
{
    if (!ready() || !m_reader.isInteger()) {
        fail();
        return 0;
    }
    std::int64_t number = 0;
    constexpr auto most = static_cast<quint64>(std::numeric_limits<std::int64_t>::max());
    if (m_reader.isUnsignedInteger()) {
        if (m_reader.toUnsignedInteger() > most)
            fail();
        else
            number = static_cast<std::int64_t>(m_reader.toUnsignedInteger());
    } else {
        // QCborNegativeInteger n stands for -n; 0 for -2^64
        const auto negative = static_cast<quint64>(m_reader.toNegativeInteger());
        if (negative == 0 || negative > most + 1)
            fail();
        else
            number = -1 - static_cast<std::int64_t>(negative - 1); // -2^63 has no positive counterpart
    }
    if (m_ok && !m_reader.next())
        fail();
    return m_ok ? number : 0;
}

std::int64_t CborReader::numberIn(std::int64_t least, std::int64_t most)
{
    const std::int64_t n = number();
    if (n < least || n > most)
        fail();
    return m_ok ? n : 0;
}

bool CborReader::takeString(QByteArray &out)
{
    if (!m_reader.isLengthKnown()
        || m_reader.length() > static_cast<quint64>(m_bytes.size() - m_reader.currentOffset()))
        return false;
    out.resize(static_cast<qsizetype>(m_reader.length()));
    qsizetype done = 0;
    for (;;) {
        const auto chunk = m_reader.readStringChunk(out.data() + done, out.size() - done);
        if (chunk.status == QCborStreamReader::EndOfString)
            return done == out.size();
        if (chunk.status == QCborStreamReader::Error)
            return false;
        done += chunk.data;
    }
}

QString CborReader::text()
{
    QByteArray utf8;
    if (!ready() || !m_reader.isString() || !takeString(utf8)) {
        fail();
        return {};
    }
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(utf8);
    if (decode.hasError())
        fail();
    return m_ok ? text : QString();
}

QByteArray CborReader::blob()
{
    QByteArray bytes;
    if (!ready() || !m_reader.isByteArray() || !takeString(bytes)) {
        fail();
        return {};
    }
    return bytes;
}

bool CborReader::isNull()
{
    return ready() && m_reader.isNull();
}

void CborReader::skipNull()
{
    if (!isNull() || !m_reader.next())
        fail();
}

void CborReader::skip()
{
    if (!ready() || !m_reader.next(depthLimit))
        fail();
}

Value CborReader::value()
{
    if (isNull()) {
        skipNull();
        return {};
    }
    if (!m_ok)
        return {};
    if (m_reader.isInteger())
        return Value(number());
    if (m_reader.isString())
        return Value(text());
    return Value(blob());
}

bool CborReader::atEnd()
{
    while (m_ok && m_reader.containerDepth() > 0) {
        if (m_reader.hasNext() || !m_reader.leaveContainer())
            fail();
    }
    return m_ok && m_reader.lastError() != QCborError::EndOfFile && m_reader.currentOffset() == m_bytes.size();
}

} // namespace shouli::core::changes
