// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/CountyCopy.h"

#include "core/base/AtomicFile.h"
#include "core/crypto/SealedBox.h"
#include "sync/server/CountyLog.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>

namespace shouli::sync::server::operations {

using core::base::AtomicFile;
using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using core::base::Timestamp;
using core::crypto::SealedBox;
using core::crypto::SecretBytes;

namespace {

constexpr int format = 1;
constexpr qsizetype keySize = 32;
constexpr qint64 mostSmall = 1 << 20;

Result<QString> sha256Of(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorCode::FileMissing, path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return failure(ErrorCode::FileUnreadable, path + QStringLiteral(": ") + file.errorString());
    return QString::fromLatin1(hash.result().toHex());
}

QByteArray hexOf(const QJsonObject &object, const char *key)
{
    return QByteArray::fromHex(object.value(QLatin1String(key)).toString().toLatin1());
}

} // namespace

Result<void> CountyCopy::seal(const About &about, const Secrets &secrets, const QByteArray &recoveryPublicKey) const
{
    SecretBytes plain(keySize + secrets.certificate.size());
    std::copy_n(secrets.databaseKey.data(), keySize, plain.data());
    std::memcpy(plain.data() + keySize, secrets.certificate.constData(),
                static_cast<size_t>(secrets.certificate.size()));
    SHOULI_TRY(const QByteArray box, SealedBox::seal(recoveryPublicKey, plain));
    SHOULI_CHECK(AtomicFile::write(this->secrets(), box));
    QJsonObject files;
    for (const QString &path : {database(), this->secrets(), configuration()}) {
        if (path == configuration() && !QFile::exists(path))
            continue;
        SHOULI_TRY(const QString sum, sha256Of(path));
        files.insert(path.section(u'/', -1), sum);
    }
    const QJsonObject json{{QStringLiteral("shouli_copy"), format},
                           {QStringLiteral("county"), about.county},
                           {QStringLiteral("made_at"), about.madeAt.inChina().toString(Qt::ISODate)},
                           {QStringLiteral("made_at_ms"), static_cast<qint64>(about.madeAt.ms)},
                           {QStringLiteral("position"), static_cast<qint64>(about.position)},
                           {QStringLiteral("head_hash"), QString::fromLatin1(about.headHash.toHex())},
                           {QStringLiteral("epoch"), QString::fromLatin1(about.epoch.toHex())},
                           {QStringLiteral("sha256"), files}};
    return AtomicFile::write(manifest(), QJsonDocument(json).toJson());
}

Result<CountyCopy::About> CountyCopy::inspect() const
{
    SHOULI_TRY(const QByteArray text, AtomicFile::read(manifest(), mostSmall));
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    const int version = json.value(u"shouli_copy").toInt();
    if (version > format)
        return failure(ErrorCode::Unsupported, manifest());
    const QJsonObject files = json.value(u"sha256").toObject();
    if (version < 1 || !files.contains(u"county.db") || !files.contains(u"secrets.box"))
        return failure(ErrorCode::DatabaseDamaged, manifest());
    for (auto it = files.begin(); it != files.end(); ++it) {
        const QString path = m_folder + u'/' + it.key();
        SHOULI_TRY(const QString sum, sha256Of(path));
        if (it.key().contains(u'/') || sum != it.value().toString())
            return failure(ErrorCode::DatabaseDamaged, path);
    }
    return About{json.value(u"county").toString(),
                 {json.value(u"made_at_ms").toInteger()},
                 json.value(u"position").toInteger(),
                 hexOf(json, "head_hash"),
                 hexOf(json, "epoch")};
}

Result<CountyCopy::Secrets> CountyCopy::unseal(const SecretBytes &recoverySecretKey) const
{
    SHOULI_TRY(const QByteArray box, AtomicFile::read(secrets(), mostSmall));
    SHOULI_TRY(const SecretBytes plain, SealedBox::open(recoverySecretKey, box));
    if (plain.size() <= keySize)
        return failure(ErrorCode::DatabaseDamaged, secrets());
    Secrets opened{SecretBytes(keySize), {}};
    std::copy_n(plain.data(), keySize, opened.databaseKey.data());
    opened.certificate = {reinterpret_cast<const char *>(plain.data()) + keySize, plain.size() - keySize};
    return opened;
}

Result<void> CountyCopy::check(engine::Connection &db, const About &about)
{
    db.settle();
    SHOULI_CHECK(db.verify());
    SHOULI_TRY(const merge::LogHead head, CountyLog::head(db));
    if (head.seq != about.position || head.hash != about.headHash || head.epoch != about.epoch)
        return failure(ErrorCode::ChainBroken, QStringLiteral("log head of the copy"));
    SHOULI_CHECK(CountyLog::verify(db));
    return {};
}

QString CountyCopy::nameFor(Timestamp madeAt)
{
    return QStringLiteral("shouli-") + madeAt.inChina().toString(QStringLiteral("yyyyMMdd-HHmmsszzz"));
}

QStringList CountyCopy::namesIn(const QString &folder, const QString &county)
{
    static const QRegularExpression form(QStringLiteral("^shouli-\\d{8}-\\d{9}$"));
    QStringList names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name).filter(form);
    names.removeIf([&](const QString &name) {
        const auto text = AtomicFile::read(CountyCopy(folder + u'/' + name).manifest(), mostSmall);
        return !text || QJsonDocument::fromJson(*text).object().value(u"county").toString() != county;
    });
    std::reverse(names.begin(), names.end());
    return names;
}

} // namespace shouli::sync::server::operations
