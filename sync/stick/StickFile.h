// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>
#include <QList>

namespace shouli::sync::stick {

/// One sealed file. A request is sealed to the county's stick key; the key of its answer is derived by the PC from its
/// own secret and the request's nonce, and travels inside the request. So only the county reads a request, only the PC
/// that asked reads the answer, and nobody who did not read the request can write one. Layout in PROTOCOL.md.
class StickFile {
public:
    enum class Kind : char {
        Request = 'R',
        Answer = 'A',
    };

    /// In the clear: whose it is.
    struct Header {
        Kind kind = Kind::Request;
        QByteArray county; ///< countyMark()
        core::changes::ReplicaId replica;
        QByteArray nonce; ///< 16 bytes; the answer has that of the request
        bool operator==(const Header &) const = default;
    };
    static constexpr qsizetype nonceSize = 16;
    static constexpr qsizetype mostParts = 100'000;

    /// The first 8 bytes of the SHA-256 of the county server's pin.
    [[nodiscard]] static QByteArray countyMark(const QByteArray &pin);
    /// Of the answer to the request with that nonce. `seed`: of the PC's signing key.
    [[nodiscard]] static core::crypto::SecretBytes answerKey(const core::crypto::SecretBytes &seed,
                                                             const QByteArray &nonce);

    /// MessageMalformed for what is no such file; Unsupported for a newer one's.
    [[nodiscard]] static core::base::Result<Header> headerOf(const QByteArray &file);

    /// A request, in parts. `stickKey`: the county's X25519 public key. KeyMalformed.
    [[nodiscard]] static core::base::Result<QByteArray> sealRequest(const Header &header, const QByteArray &stickKey,
                                                                    const QList<QByteArray> &parts);
    /// MessageMalformed, Unsupported; DecryptionFailed for another county's, and for one that was cut or altered.
    [[nodiscard]] static core::base::Result<QList<QByteArray>> openRequest(const core::crypto::SecretBytes &secretKey,
                                                                           const QByteArray &file);

    [[nodiscard]] static core::base::Result<QByteArray> sealAnswer(const Header &header,
                                                                   const core::crypto::SecretBytes &answerKey,
                                                                   const QList<QByteArray> &parts);
    /// As openRequest().
    [[nodiscard]] static core::base::Result<QList<QByteArray>> openAnswer(const core::crypto::SecretBytes &answerKey,
                                                                          const QByteArray &file);
};

} // namespace shouli::sync::stick
