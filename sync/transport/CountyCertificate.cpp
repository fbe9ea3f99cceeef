// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/transport/CountyCertificate.h"

#include "core/base/AtomicFile.h"
#include "core/crypto/Hash.h"

#include <QHostAddress>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace shouli::sync::transport {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::base::Timestamp;
using core::crypto::SecretBytes;

namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using PublicKeyDer = std::unique_ptr<unsigned char, decltype([](unsigned char *p) { OPENSSL_free(p); })>;

constexpr int serialBytes = 16;

tl::unexpected<core::base::Error> malformed(const char *what)
{
    return failure(ErrorCode::KeyMalformed, QLatin1String(what));
}

Bio reading(const unsigned char *bytes, qsizetype size)
{
    return Bio(BIO_new_mem_buf(bytes, static_cast<int>(size)));
}

Bio reading(const QByteArray &bytes)
{
    return reading(reinterpret_cast<const unsigned char *>(bytes.constData()), bytes.size());
}

QByteArray contentOf(const Bio &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

/// DNS names by their letters (RFC 1123, and '_' and '*' as some use), addresses by Qt.
QByteArray alternativeName(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return "IP:" + address.toString().toLatin1();
    const bool plain = !host.isEmpty() && host.size() <= 253 && std::ranges::all_of(host, [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') || u == '-' || u == '.'
            || u == '_' || u == '*';
    });
    return plain ? "DNS:" + host.toLatin1() : QByteArray();
}

bool addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509 *certificate)
{
    unsigned char bytes[serialBytes];
    if (RAND_bytes(bytes, serialBytes) != 1)
        return false;
    bytes[0] &= 0x7f; // positive, RFC 5280 4.1.2.2
    bytes[0] |= 0x40;
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(BN_bin2bn(bytes, serialBytes, nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setTime(ASN1_TIME *field, Timestamp time)
{
    return ASN1_TIME_adj(field, static_cast<time_t>(time.ms / 1000), 0, 0) != nullptr;
}

bool fill(X509 *certificate, EVP_PKEY *key, const QByteArray &commonName, const QByteArray &names,
          const CountyCertificate::Validity &validity)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    return X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate)
        && setTime(X509_getm_notBefore(certificate), validity.from)
        && setTime(X509_getm_notAfter(certificate), validity.until)
        && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(commonName.constData()),
                                      static_cast<int>(commonName.size()), -1, 0)
        == 1
        && X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1
        && addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate, NID_ext_key_usage, "serverAuth")
        && addExtension(certificate, NID_subject_alt_name, names) && X509_sign(certificate, key, EVP_sha256()) > 0;
}

Result<QByteArray> pinOf(const X509 *certificate)
{
    unsigned char *der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    const PublicKeyDer owner(der);
    if (size <= 0)
        return malformed("public key of a certificate");
    return core::crypto::sha256(QByteArray(reinterpret_cast<const char *>(der), size));
}

Timestamp toTimestamp(const ASN1_TIME *time)
{
    tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    const QDateTime utc(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                        QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
    return {utc.toMSecsSinceEpoch()};
}

int noPassphrase(char *, int, int, void *)
{
    return 0; // never ask on the terminal
}

Key readKey(const SecretBytes &pem)
{
    const Bio bio = reading(pem.data(), pem.size());
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr));
}

} // namespace

CountyCertificate::Validity CountyCertificate::tenYears(const core::base::Clock &clock)
{
    constexpr std::int64_t dayMs = 24LL * 3600 * 1000;
    const Timestamp now = clock.now();
    return {{now.ms - dayMs}, {now.ms + 3653 * dayMs}};
}

Result<CountyCertificate> CountyCertificate::create(const QStringList &hosts, const Validity &validity)
{
    QByteArray names;
    for (const QString &host : hosts) {
        const QByteArray name = alternativeName(host);
        if (name.isEmpty())
            return failure(ErrorCode::InvalidArgument, QStringLiteral("host name '%1'").arg(host));
        names += (names.isEmpty() ? "" : ",") + name;
    }
    if (names.isEmpty())
        return failure(ErrorCode::InvalidArgument, QStringLiteral("a certificate without host names"));

    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const QByteArray commonName = hosts.first().toLatin1().first(std::min<qsizetype>(64, hosts.first().size()));
    if (!key || !certificate || !fill(certificate.get(), key.get(), commonName, names, validity))
        return malformed("OpenSSL could not make a certificate");

    const Bio certificateBio(BIO_new(BIO_s_mem()));
    const Bio keyBio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_X509(certificateBio.get(), certificate.get()) != 1
        || PEM_write_bio_PKCS8PrivateKey(keyBio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return malformed("OpenSSL could not write a certificate");
    }
    QByteArray pem = contentOf(certificateBio) + contentOf(keyBio);
    auto made = fromPem(pem);
    OPENSSL_cleanse(pem.data(), static_cast<size_t>(pem.size()));
    return made;
}

Result<CountyCertificate> CountyCertificate::fromPem(const QByteArray &pem)
{
    const Bio certificateBio = reading(pem);
    const Certificate certificate(PEM_read_bio_X509(certificateBio.get(), nullptr, noPassphrase, nullptr));
    if (!certificate)
        return malformed("no certificate in the PEM file");
    const Bio keyBio = reading(pem);
    const Key key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, noPassphrase, nullptr));
    if (!key)
        return malformed("no key in the PEM file");
    if (X509_check_private_key(certificate.get(), key.get()) != 1)
        return malformed("certificate and key do not belong together");

    CountyCertificate out;
    const Bio certificateOut(BIO_new(BIO_s_mem()));
    const Bio derOut(BIO_new(BIO_s_mem()));
    const Bio keyOut(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_X509(certificateOut.get(), certificate.get()) != 1
        || i2d_X509_bio(derOut.get(), certificate.get()) != 1
        || PEM_write_bio_PKCS8PrivateKey(keyOut.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return malformed("OpenSSL could not write a certificate");
    }
    out.m_certificatePem = contentOf(certificateOut);
    out.m_certificateDer = contentOf(derOut);
    QByteArray keyPem = contentOf(keyOut);
    out.m_keyPem = SecretBytes::takeFrom(keyPem);
    SHOULI_TRY(out.m_pin, transport::pinOf(certificate.get()));
    out.m_validUntil = toTimestamp(X509_get0_notAfter(certificate.get()));
    return out;
}

Result<void> CountyCertificate::save(const QString &path) const
{
    QByteArray pem = m_certificatePem
        + QByteArray::fromRawData(reinterpret_cast<const char *>(m_keyPem.data()), m_keyPem.size());
    const auto written = core::base::AtomicFile::write(path, pem);
    OPENSSL_cleanse(pem.data(), static_cast<size_t>(pem.size()));
    return written;
}

Result<CountyCertificate> CountyCertificate::load(const QString &path)
{
    SHOULI_TRY(QByteArray pem, core::base::AtomicFile::read(path, 1 << 20));
    auto loaded = fromPem(pem);
    OPENSSL_cleanse(pem.data(), static_cast<size_t>(pem.size()));
    if (!loaded)
        return failure(loaded.error().code, path + QStringLiteral(": ") + loaded.error().detail);
    return loaded;
}

Result<QByteArray> CountyCertificate::pinOf(const QByteArray &certificateDer)
{
    const auto *start = reinterpret_cast<const unsigned char *>(certificateDer.constData());
    const Certificate certificate(d2i_X509(nullptr, &start, static_cast<long>(certificateDer.size())));
    if (!certificate)
        return malformed("no certificate");
    return transport::pinOf(certificate.get());
}

QByteArray CountyCertificate::sign(const QByteArray &message) const
{
    const Key key = readKey(m_keyPem);
    const DigestContext context(EVP_MD_CTX_new());
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.constData());
    size_t size = 0;
    if (!key || !context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1
        || EVP_DigestSign(context.get(), nullptr, &size, bytes, static_cast<size_t>(message.size())) != 1)
        return {};
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytes,
                       static_cast<size_t>(message.size()))
        != 1)
        return {};
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

QByteArray CountyCertificate::publicKeyDer() const
{
    const Key key = readKey(m_keyPem);
    unsigned char *der = nullptr;
    const int size = key ? i2d_PUBKEY(key.get(), &der) : 0;
    const PublicKeyDer owner(der);
    return size > 0 ? QByteArray(reinterpret_cast<const char *>(der), size) : QByteArray();
}

bool CountyCertificate::verify(const QByteArray &pin, const QByteArray &publicKeyDer, const QByteArray &message,
                               const QByteArray &signature)
{
    if (pin.size() != 32 || core::crypto::sha256(publicKeyDer) != pin)
        return false;
    const auto *start = reinterpret_cast<const unsigned char *>(publicKeyDer.constData());
    const Key key(d2i_PUBKEY(nullptr, &start, static_cast<long>(publicKeyDer.size())));
    const DigestContext context(EVP_MD_CTX_new());
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1
        && EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char *>(signature.constData()),
                            static_cast<size_t>(signature.size()),
                            reinterpret_cast<const unsigned char *>(message.constData()),
                            static_cast<size_t>(message.size()))
        == 1;
}

bool CountyCertificate::useIn(ssl_ctx_st *context) const
{
    const Bio certificateBio = reading(m_certificatePem);
    const Certificate certificate(PEM_read_bio_X509(certificateBio.get(), nullptr, noPassphrase, nullptr));
    const Key key = readKey(m_keyPem);
    return certificate && key && SSL_CTX_use_certificate(context, certificate.get()) == 1
        && SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
}

} // namespace shouli::sync::transport
