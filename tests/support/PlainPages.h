// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/SecretBytes.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QStringList>
#include <QtEndian>

#include <openssl/evp.h>

#include <utility>

namespace shouli::tests {

/// Whoever has the key and reads the files themselves, past SQLite: every page in plain, the free ones too, what is left
/// between rows, and every frame of the write-ahead log, those that count no more too. SQLCipher 4 with a raw key:
/// AES-256-CBC, the IV and the HMAC in the last 80 bytes of a page. Link OpenSSL::SSL.
class PlainPages {
public:
    PlainPages(const QString &database, const core::crypto::SecretBytes &key)
        : m_key(reinterpret_cast<const char *>(key.data()), key.size())
    {
        const QByteArray file = read(database);
        for (qsizetype at = 0; at + pageSize <= file.size(); at += pageSize)
            add(file.mid(at, pageSize), at == 0);
        const QByteArray log = read(database + QStringLiteral("-wal"));
        for (qsizetype at = 32; at + 24 + pageSize <= log.size(); at += 24 + pageSize)
            add(log.mid(at + 24, pageSize), qFromBigEndian<quint32>(log.constData() + at) == 1);
    }

    /// Those of `texts` that stand somewhere, in UTF-8 or UTF-16 of either order.
    [[nodiscard]] QStringList found(const QStringList &texts) const
    {
        QStringList there;
        for (const QString &text : texts) {
            const QByteArray little(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
            QByteArray big = little;
            for (qsizetype i = 0; i + 1 < big.size(); i += 2)
                std::swap(big[i], big[i + 1]);
            if (m_plain.contains(text.toUtf8()) || m_plain.contains(little) || m_plain.contains(big))
                there.append(text);
        }
        return there;
    }
    [[nodiscard]] qsizetype size() const { return m_plain.size(); }

private:
    static constexpr int pageSize = 4096;
    static constexpr int reserved = 80;
    static constexpr int saltSize = 16; ///< instead of the file's first bytes

    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void add(const QByteArray &page, bool first)
    {
        const int from = first ? saltSize : 0;
        const int size = pageSize - reserved - from;
        const auto *bytes = reinterpret_cast<const unsigned char *>(page.constData());
        QByteArray plain(size + EVP_MAX_BLOCK_LENGTH, '\0');
        int made = 0;
        EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
        EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr,
                           reinterpret_cast<const unsigned char *>(m_key.constData()), bytes + pageSize - reserved);
        EVP_CIPHER_CTX_set_padding(context, 0);
        EVP_DecryptUpdate(context, reinterpret_cast<unsigned char *>(plain.data()), &made, bytes + from, size);
        EVP_CIPHER_CTX_free(context);
        m_plain += plain.left(made);
    }

    QByteArray m_key;
    QByteArray m_plain;
};

} // namespace shouli::tests
