// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>
#include <QStringList>

struct ssl_ctx_st;

namespace shouli::sync::transport {

/// The county server's own certificate and key: ECDSA on P-256 (FIPS 186-4), self-signed (X.509 v3,
/// RFC 5280), so that a county needs no certificate authority. Offices trust not its issuer but its
/// key: they keep the pin they were given when they were enrolled. A new certificate on the same key
/// has the same pin.
class CountyCertificate {
public:
    /// The time a certificate says it holds. Clients that have the pin do not mind it.
    struct Validity {
        core::base::Timestamp from;
        core::base::Timestamp until;
    };

    /// From a day before `clock` says it is (other clocks lag) for ten years.
    [[nodiscard]] static Validity tenYears(const core::base::Clock &clock);

    /// `hosts`: names and IP addresses, the first also as common name; at least one.
    /// InvalidArgument for none, an empty one, or one with a character that no host name has.
    [[nodiscard]] static core::base::Result<CountyCertificate> create(const QStringList &hosts,
                                                                      const Validity &validity);

    /// From PEM holding one certificate and its key, in either order. KeyMalformed where one is
    /// missing or damaged, or they do not belong together.
    [[nodiscard]] static core::base::Result<CountyCertificate> fromPem(const QByteArray &pem);

    /// One file, readable by its owner only, never half written. Errors as AtomicFile::write().
    [[nodiscard]] core::base::Result<void> save(const QString &path) const;
    /// Errors as AtomicFile::read() and fromPem().
    [[nodiscard]] static core::base::Result<CountyCertificate> load(const QString &path);

    /// What may be shown to anybody.
    [[nodiscard]] QByteArray certificatePem() const { return m_certificatePem; }
    [[nodiscard]] QByteArray certificateDer() const { return m_certificateDer; }
    /// SHA-256 of the public key (SubjectPublicKeyInfo, as in RFC 7469): 32 bytes.
    [[nodiscard]] QByteArray pin() const { return m_pin; }
    [[nodiscard]] core::base::Timestamp validUntil() const { return m_validUntil; }

    /// The pin of any certificate in DER. KeyMalformed where it is none.
    [[nodiscard]] static core::base::Result<QByteArray> pinOf(const QByteArray &certificateDer);

    /// ECDSA with SHA-256 by its key; empty where OpenSSL refuses.
    [[nodiscard]] QByteArray sign(const QByteArray &message) const;
    /// SubjectPublicKeyInfo in DER: what pin() is the SHA-256 of.
    [[nodiscard]] QByteArray publicKeyDer() const;
    /// Whether the holder of the pinned key signed `message`. False for a key of another pin or kind.
    [[nodiscard]] static bool verify(const QByteArray &pin, const QByteArray &publicKeyDer, const QByteArray &message,
                                     const QByteArray &signature);

    /// Makes a TLS server speak with it. False where OpenSSL refuses.
    [[nodiscard]] bool useIn(ssl_ctx_st *context) const;

private:
    CountyCertificate() = default;

    QByteArray m_certificatePem;
    QByteArray m_certificateDer;
    QByteArray m_pin;
    core::base::Timestamp m_validUntil;
    core::crypto::SecretBytes m_keyPem;
};

} // namespace shouli::sync::transport
