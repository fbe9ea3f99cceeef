// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"
#include "core/crypto/SecretBytes.h"

#include <QByteArray>
#include <QString>

namespace shouli::sync::protocol {

/// The one-time code that county IT gives to an office: 80 random bits as 16 Crockford characters,
/// typed as XXXX-XXXX-XXXX-XXXX. It never travels: both ends prove that they know it over what they
/// see, the server's key included, so that nobody in between can enrol or be taken for the county.
class EnrolmentCode {
public:
    [[nodiscard]] static EnrolmentCode fromRandom(const QByteArray &tenBytes);
    /// Lower case, missing hyphens and blanks are fine; O is 0, I and L are 1. EnrolmentCodeWrong.
    [[nodiscard]] static core::base::Result<EnrolmentCode> parse(const QString &typed);

    [[nodiscard]] QString toString() const;
    /// Says which code is meant and nothing about it (first 8 bytes of a SHA-256 of 80 random bits).
    [[nodiscard]] QByteArray name() const;
    [[nodiscard]] QByteArray bytes() const { return m_bytes; }
    /// HMAC-SHA-256 under the code.
    [[nodiscard]] QByteArray prove(const QByteArray &what) const;

    bool operator==(const EnrolmentCode &) const = default;

private:
    QByteArray m_bytes;
};

/// Up: who wants to join.
struct EnrolRequest {
    QByteArray codeName;  ///< 8 bytes
    QByteArray publicKey; ///< Ed25519, made on the PC
    QByteArray nonce;     ///< 16 bytes
    QString machine;      ///< for county IT's list
    QByteArray proof;     ///< over all above and the server's key as this PC sees it

    bool operator==(const EnrolRequest &) const = default;
    [[nodiscard]] QByteArray proofInput(const QByteArray &serverPin) const;
    [[nodiscard]] QByteArray toCbor() const;
    [[nodiscard]] static core::base::Result<EnrolRequest> fromCbor(const QByteArray &bytes);
};

/// Down: what the PC now is.
struct EnrolResponse {
    core::changes::ReplicaId replica;
    int deviceNumber = 0; ///< key id on cards
    core::changes::ScopeId office;
    QString officeName;
    QString officeRoles;   ///< comma-separated stage roles that the office carries
    int officeOrdinal = 0; ///< 1, 2, … within the office: which block of case numbers is this PC's
    QString countyName;
    QString host;           ///< of the public status page, as printed in QR codes
    QByteArray recoveryKey; ///< the county's X25519 public key
    QByteArray stickKey;    ///< another one, of the server's: for requests that come by stick
    QByteArray epoch;
    QByteArray proof; ///< over the request's proof and all above

    bool operator==(const EnrolResponse &) const = default;
    [[nodiscard]] QByteArray proofInput(const QByteArray &requestProof) const;
    [[nodiscard]] QByteArray toCbor() const;
    [[nodiscard]] static core::base::Result<EnrolResponse> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::protocol
