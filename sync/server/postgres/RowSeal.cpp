// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/postgres/RowSeal.h"

#include "core/crypto/Hash.h"
#include "core/crypto/SecretBox.h"

#include <QtEndian>

namespace shouli::sync::server::postgres {

using core::base::Result;
using core::crypto::SecretBox;
using core::crypto::SecretBytes;

namespace {

void addNumber(QByteArray &out, std::int64_t number)
{
    const auto big = qToBigEndian(number);
    out.append(reinterpret_cast<const char *>(&big), sizeof big);
}

SecretBytes rowKey(const SecretBytes &countyKey)
{
    if (countyKey.size() != SecretBox::keySize)
        return {};
    QByteArray key = core::crypto::hmacSha256(countyKey, QByteArrayLiteral("shouli: values in rows"));
    return SecretBytes::takeFrom(key);
}

} // namespace

RowSeal::RowSeal(const SecretBytes &countyKey, QByteArray county)
    : m_key(rowKey(countyKey))
    , m_county(std::move(county))
{
}

QByteArray RowSeal::associated(const engine::Place &place) const
{
    QByteArray out = QByteArrayLiteral("shouli-row") + m_county + place.column;
    out.append('\0');
    addNumber(out, place.first);
    addNumber(out, place.second);
    return out + place.name;
}

Result<QByteArray> RowSeal::seal(const QByteArray &plain, const engine::Place &place) const
{
    return SecretBox::sealBytes(m_key, plain, associated(place));
}

Result<QByteArray> RowSeal::open(const QByteArray &box, const engine::Place &place) const
{
    return SecretBox::openBytes(m_key, box, associated(place));
}

} // namespace shouli::sync::server::postgres
