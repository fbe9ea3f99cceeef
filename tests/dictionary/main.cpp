// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "tests/dictionary/Traffic.h"

#define ZDICT_STATIC_LINKING_ONLY
#define ZSTD_STATIC_LINKING_ONLY
#include <zdict.h>
#include <zstd.h>

#include <QCoreApplication>

#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace shouli::core;
using base::Result;
using shouli::tests::dictionary::Traffic;

namespace {

constexpr std::uint64_t trainingSeed = 20261123;
constexpr std::uint64_t tryingSeed = 7;
constexpr qsizetype longestSample = 4096; ///< a longer message finds its words in itself

/// Number `number` of so many bytes, from messages. The same for the same messages.
Result<QByteArray> train(const QList<QByteArray> &messages, int number, size_t size)
{
    QByteArray all;
    std::vector<size_t> sizes;
    for (const QByteArray &message : messages) {
        if (message.size() > longestSample)
            continue;
        all += message;
        sizes.push_back(static_cast<size_t>(message.size()));
    }
    ZDICT_cover_params_t how{};
    how.k = 256;
    how.d = 8;
    how.nbThreads = 1;
    how.splitPoint = 1.0;
    how.zParams.compressionLevel = 3;
    how.zParams.dictID = static_cast<unsigned>(number);
    QByteArray out(static_cast<qsizetype>(size), Qt::Uninitialized);
    const size_t made = ZDICT_trainFromBuffer_cover(out.data(), size, all.constData(), sizes.data(),
                                                    static_cast<unsigned>(sizes.size()), how);
    if (ZDICT_isError(made))
        return base::failure(base::ErrorCode::InvalidArgument, QString::fromLatin1(ZDICT_getErrorName(made)));
    out.truncate(static_cast<qsizetype>(made));
    return out;
}

/// Bytes of all messages with a dictionary (or none).
qint64 packed(const QList<QByteArray> &messages, const QByteArray &dictionary)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3);
    ZSTD_CCtx_setParameter(context, ZSTD_c_format, ZSTD_f_zstd1_magicless);
    ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0);
    ZSTD_CCtx_loadDictionary(context, dictionary.constData(), static_cast<size_t>(dictionary.size()));
    qint64 bytes = 0;
    for (const QByteArray &message : messages) {
        QByteArray out(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(message.size()))),
                       Qt::Uninitialized);
        const size_t size = ZSTD_compress2(context, out.data(), static_cast<size_t>(out.size()), message.constData(),
                                           static_cast<size_t>(message.size()));
        bytes += std::min<qint64>(static_cast<qint64>(size), message.size()) + 1;
    }
    ZSTD_freeCCtx(context);
    return bytes;
}

Result<void> make(const QString &path, int number, int visits, size_t size)
{
    Traffic seen(trainingSeed);
    SHOULI_CHECK(seen.run(visits));
    SHOULI_TRY(const QByteArray dictionary, train(seen.messages(), number, size));
    SHOULI_CHECK(base::AtomicFile::write(path, dictionary));

    Traffic other(tryingSeed); // other people, other days
    SHOULI_CHECK(other.run(visits / 4));
    qint64 plain = 0;
    for (const QByteArray &message : other.messages())
        plain += message.size();
    const auto count = static_cast<double>(other.messages().size());
    std::printf("%lld messages seen; dictionary %d of %lld bytes\n", static_cast<long long>(seen.messages().size()),
                number, static_cast<long long>(dictionary.size()));
    std::printf("another %lld messages: %.1f B each as they are, %.1f B packed, %.1f B packed with it\n",
                static_cast<long long>(other.messages().size()), static_cast<double>(plain) / count,
                static_cast<double>(packed(other.messages(), {})) / count,
                static_cast<double>(packed(other.messages(), dictionary)) / count);
    return {};
}

} // namespace

/// Messages say which dictionary their sender has: here none, so that the same traffic makes the same dictionary.
void hideDictionaries()
{
    Q_CLEANUP_RESOURCE(shouli_wire);
}

/// shouli-train-dictionary FILE [NUMBER [VISITS [BYTES]]]: makes resources/wire/dictionary-NUMBER.zdict. What was given
/// out once is never made again: offices have it. A new one gets the next number (sync/protocol/Compression.cpp).
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    hideDictionaries();
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2) {
        std::fputs("shouli-train-dictionary FILE [NUMBER [VISITS [BYTES]]]\n", stderr);
        return 2;
    }
    const auto made = make(arguments.at(1), arguments.value(2, u"2"_s).toInt(), arguments.value(3, u"2000"_s).toInt(),
                           arguments.value(4, u"16384"_s).toULongLong());
    if (!made)
        std::fprintf(stderr, "%s\n", qPrintable(made.error().detail));
    return made ? 0 : 1;
}
