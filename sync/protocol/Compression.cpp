// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Compression.h"

#include <zstd.h>

#include <algorithm>
#include <memory>

namespace shouli::sync::protocol {

using core::base::ErrorCode;
using core::base::Result;

namespace {

constexpr int level = 3;
constexpr int windowLog = 23; // 8 MiB
constexpr qsizetype mebibyte = 1 << 20;

struct FreeContext {
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};

} // namespace

QByteArray compress(const QByteArray &bytes)
{
    QByteArray out(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(bytes.size()))), Qt::Uninitialized);
    const size_t size = ZSTD_compress(out.data(), static_cast<size_t>(out.size()), bytes.constData(),
                                      static_cast<size_t>(bytes.size()), level);
    out.truncate(ZSTD_isError(size) ? 0 : static_cast<qsizetype>(size)); // cannot fail with that bound
    return out;
}

Result<QByteArray> decompress(const QByteArray &bytes)
{
    const qsizetype limit = std::min(8 * mebibyte, std::max(mebibyte, 50 * bytes.size()));
    const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, windowLog);
    ZSTD_inBuffer in{bytes.constData(), static_cast<size_t>(bytes.size()), 0};
    QByteArray out;
    QByteArray piece(static_cast<qsizetype>(ZSTD_DStreamOutSize()), Qt::Uninitialized);
    for (;;) {
        ZSTD_outBuffer to{piece.data(), static_cast<size_t>(piece.size()), 0};
        const size_t left = ZSTD_decompressStream(context.get(), &to, &in);
        if (ZSTD_isError(left))
            return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("zstd"));
        if (out.size() + static_cast<qsizetype>(to.pos) > limit)
            return core::base::failure(ErrorCode::MessageTooLarge, QStringLiteral("zstd"));
        out.append(piece.constData(), static_cast<qsizetype>(to.pos));
        if (left == 0 && in.pos == in.size)
            return out;
        if (left == 0 || (in.pos == in.size && to.pos < to.size)) // trailing bytes, or cut short
            return core::base::failure(ErrorCode::MessageMalformed, QStringLiteral("zstd"));
    }
}

} // namespace shouli::sync::protocol
