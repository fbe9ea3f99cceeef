// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Compression.h"

#include <QFile>

#define ZSTD_STATIC_LINKING_ONLY // for frames without the magic number: four bytes of every message
#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;

namespace {

constexpr int level = 3;
constexpr int windowLog = 23; // 8 MiB
constexpr qsizetype mebibyte = 1 << 20;

enum Form : char {
    AsIs = 0,
    Plain = 1,
    FirstDictionary = 2,
};
constexpr int dictionaries = 1; ///< 2 … dictionaries + 1

struct Free {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_CDict *dictionary) const { ZSTD_freeCDict(dictionary); }
    void operator()(ZSTD_DDict *dictionary) const { ZSTD_freeDDict(dictionary); }
};

/// Prepared once: it costs more than a message.
struct Dictionary {
    std::unique_ptr<ZSTD_CDict, Free> to;
    std::unique_ptr<ZSTD_DDict, Free> from;

    explicit Dictionary(int number)
    {
        QFile file(QStringLiteral(":/wire/dictionary-%1.zdict").arg(number));
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QByteArray bytes = file.readAll();
        to.reset(ZSTD_createCDict(bytes.constData(), static_cast<size_t>(bytes.size()), level));
        from.reset(ZSTD_createDDict(bytes.constData(), static_cast<size_t>(bytes.size())));
    }
};

/// Null where this program has none of that number.
const Dictionary *dictionary(int number)
{
    static const std::array<Dictionary, dictionaries> all{Dictionary(FirstDictionary)};
    const int at = number - FirstDictionary;
    return at >= 0 && at < dictionaries && all.at(static_cast<size_t>(at)).to ? &all.at(static_cast<size_t>(at))
                                                                              : nullptr;
}

} // namespace

int newestDictionary()
{
    for (int number = FirstDictionary + dictionaries - 1; number >= FirstDictionary; --number) {
        if (dictionary(number) != nullptr)
            return number;
    }
    return 0;
}

int dictionaryOf(const QByteArray &compressed)
{
    const int form = compressed.isEmpty() ? 0 : static_cast<std::uint8_t>(compressed.at(0));
    return form >= FirstDictionary ? form : 0;
}

QByteArray compress(const QByteArray &bytes, int number)
{
    const Dictionary *with = dictionary(number);
    const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_format, ZSTD_f_zstd1_magicless);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_dictIDFlag, 0);
    if (with != nullptr)
        ZSTD_CCtx_refCDict(context.get(), with->to.get());
    QByteArray out(1 + static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(bytes.size()))),
                   Qt::Uninitialized);
    out[0] = static_cast<char>(with != nullptr ? number : Plain);
    const size_t size = ZSTD_compress2(context.get(), out.data() + 1, static_cast<size_t>(out.size() - 1),
                                       bytes.constData(), static_cast<size_t>(bytes.size()));
    if (ZSTD_isError(size) || static_cast<qsizetype>(size) >= bytes.size()) // it cannot fail with that bound
        return QByteArray(1, AsIs) + bytes;
    out.truncate(1 + static_cast<qsizetype>(size));
    return out;
}

Result<QByteArray> decompress(const QByteArray &bytes)
{
    const auto malformed = [] { return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("zstd")); };
    const qsizetype limit = std::min(8 * mebibyte, std::max(mebibyte, 50 * bytes.size()));
    if (bytes.isEmpty())
        return malformed();
    if (bytes.at(0) == AsIs)
        return bytes.mid(1);
    const int number = dictionaryOf(bytes);
    const Dictionary *with = dictionary(number);
    if (number > 0 && with == nullptr)
        return core::base::failure(ErrorCode::Unsupported, QStringLiteral("dictionary %1").arg(number));
    const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, windowLog);
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_format, ZSTD_f_zstd1_magicless);
    if (with != nullptr)
        ZSTD_DCtx_refDDict(context.get(), with->from.get());
    ZSTD_inBuffer in{bytes.constData() + 1, static_cast<size_t>(bytes.size() - 1), 0};
    QByteArray out;
    QByteArray piece(static_cast<qsizetype>(ZSTD_DStreamOutSize()), Qt::Uninitialized);
    for (;;) {
        ZSTD_outBuffer to{piece.data(), static_cast<size_t>(piece.size()), 0};
        const size_t left = ZSTD_decompressStream(context.get(), &to, &in);
        if (ZSTD_isError(left))
            return malformed();
        if (out.size() + static_cast<qsizetype>(to.pos) > limit)
            return core::base::failure(ErrorCode::MessageTooLarge, QStringLiteral("zstd"));
        out.append(piece.constData(), static_cast<qsizetype>(to.pos));
        if (left == 0 && in.pos == in.size)
            return out;
        if (left == 0 || (in.pos == in.size && to.pos < to.size)) // trailing bytes, or cut short
            return malformed();
    }
}

} // namespace shouli::sync::protocol
