// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/TextSource.h"

#include "core/exchange/TableReader.h"

#include <QByteArray>

#include <unicode/ucnv.h>

#include <cstdint>
#include <utility>

namespace shouli::core::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr qsizetype blockSize = 64 * 1024;
/// Of a UTF-8 text with some bytes spoilt far more is whole; of GB18030 read as UTF-8 hardly anything is.
constexpr std::int64_t wholeToBroken = 20;

/// How much of the bytes could be characters of UTF-8.
struct Utf8Count {
    std::int64_t whole = 0; ///< of more than one byte
    std::int64_t broken = 0;
    std::int64_t nuls = 0;
    std::int64_t bytes = 0;

    void feed(const QByteArray &block)
    {
        bytes += block.size();
        for (const char c : block) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte == 0)
                ++nuls;
            if (m_following > 0 && (byte & 0xC0) == 0x80) {
                if (--m_following == 0)
                    ++whole;
                continue;
            }
            if (m_following > 0)
                ++broken;
            m_following = 0;
            if (byte < 0x80)
                continue;
            if (byte >= 0xC2 && byte <= 0xDF)
                m_following = 1;
            else if (byte >= 0xE0 && byte <= 0xEF)
                m_following = 2;
            else if (byte >= 0xF0 && byte <= 0xF4)
                m_following = 3;
            else
                ++broken;
        }
    }

private:
    int m_following = 0;
};

const char *nameOf(TextSource::Encoding encoding)
{
    switch (encoding) {
    case TextSource::Encoding::Utf8:
        return "UTF-8";
    case TextSource::Encoding::Gb18030:
        return "gb18030";
    case TextSource::Encoding::Utf16Le:
        return "UTF-16LE";
    case TextSource::Encoding::Utf16Be:
        return "UTF-16BE";
    }
    Q_UNREACHABLE();
}

Result<TextSource::Encoding> encodingOf(QIODevice &device)
{
    using Encoding = TextSource::Encoding;
    const QByteArray mark = device.peek(3);
    if (mark == "\xEF\xBB\xBF")
        return Encoding::Utf8;
    if (mark.startsWith("\xFF\xFE"))
        return Encoding::Utf16Le;
    if (mark.startsWith("\xFE\xFF"))
        return Encoding::Utf16Be;
    Utf8Count count;
    while (!device.atEnd()) {
        const QByteArray block = device.read(blockSize);
        if (block.isEmpty())
            return failure(ErrorCode::FileUnreadable, device.errorString());
        count.feed(block);
    }
    if (!device.seek(0))
        return failure(ErrorCode::FileUnreadable, device.errorString());
    if (count.nuls > 16 && count.nuls * 20 > count.bytes) // a stray one is a cell's trouble
        return refusal(TableTrouble::NoTable);
    const bool utf8 = count.broken == 0 || count.whole > count.broken * wholeToBroken;
    return utf8 ? Encoding::Utf8 : Encoding::Gb18030;
}

} // namespace

Result<std::unique_ptr<TextSource>> TextSource::open(std::unique_ptr<QIODevice> device)
{
    SHOULI_TRY(const Encoding encoding, encodingOf(*device));
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(nameOf(encoding), &status);
    if (U_FAILURE(status))
        return failure(ErrorCode::FileUnreadable, QLatin1String(u_errorName(status)));
    return std::unique_ptr<TextSource>(new TextSource(std::move(device), encoding, converter));
}

TextSource::TextSource(std::unique_ptr<QIODevice> device, Encoding encoding, UConverter *converter)
    : m_device(std::move(device))
    , m_encoding(encoding)
    , m_converter(converter)
{
}

TextSource::~TextSource()
{
    ucnv_close(m_converter);
}

Result<QString> TextSource::read()
{
    QString text;
    while (text.isEmpty() && !m_atEnd) {
        const QByteArray block = m_device->read(blockSize);
        if (block.isEmpty() && !m_device->atEnd())
            return failure(ErrorCode::FileUnreadable, m_device->errorString());
        m_atEnd = m_device->atEnd();
        // at most one code unit for each byte, and what was kept back from the block before
        text.resize(block.size() + 16);
        auto *to = reinterpret_cast<UChar *>(text.data());
        UChar *const start = to;
        const char *from = block.constData();
        UErrorCode status = U_ZERO_ERROR;
        ucnv_toUnicode(m_converter, &to, start + text.size(), &from, from + block.size(), nullptr, m_atEnd, &status);
        if (U_FAILURE(status))
            return failure(ErrorCode::FileUnreadable, QLatin1String(u_errorName(status)));
        text.resize(to - start);
        if (m_first && text.startsWith(QChar(0xFEFF)))
            text.remove(0, 1);
        if (!text.isEmpty())
            m_first = false;
    }
    if (m_encoding == Encoding::Gb18030)
        modernise(text);
    return text;
}

double TextSource::progress() const
{
    const qint64 size = m_device->size();
    return size > 0 ? static_cast<double>(m_device->pos()) / static_cast<double>(size) : 1.0;
}

void TextSource::modernise(QString &text)
{
    static constexpr std::pair<char16_t, char16_t> pairs[] = {
        {0xE78D, 0xFE10}, {0xE78E, 0xFE12}, {0xE78F, 0xFE11}, {0xE790, 0xFE13}, {0xE791, 0xFE14}, {0xE792, 0xFE15},
        {0xE793, 0xFE16}, {0xE794, 0xFE17}, {0xE795, 0xFE18}, {0xE796, 0xFE19}, {0xE81E, 0x9FB4}, {0xE826, 0x9FB5},
        {0xE82B, 0x9FB6}, {0xE82C, 0x9FB7}, {0xE832, 0x9FB8}, {0xE843, 0x9FB9}, {0xE854, 0x9FBA}, {0xE864, 0x9FBB}};
    for (QChar &c : text) {
        if (c.unicode() < 0xE78D || c.unicode() > 0xE864)
            continue;
        for (const auto &[was, is] : pairs) {
            if (c.unicode() == was)
                c = QChar(is);
        }
    }
}

} // namespace shouli::core::exchange
