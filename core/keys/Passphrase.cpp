// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/Passphrase.h"

#include <bitset>

namespace shouli::core::keys {

using base::ErrorCode;
using base::Result;
using crypto::SecretBytes;

Result<void> checkPassphrase(const SecretBytes &passphrase, PassphraseRule rule)
{
    enum Class { Lower, Capital, Digit, OtherAscii, BeyondAscii, Classes };
    std::bitset<Classes> seen;
    int characters = 0;
    for (qsizetype i = 0; i < passphrase.size(); ++i) {
        const unsigned char c = passphrase.data()[i];
        if ((c & 0xc0) != 0x80) // not the continuation of a UTF-8 sequence
            ++characters;
        if (c >= 'a' && c <= 'z')
            seen.set(Lower);
        else if (c >= 'A' && c <= 'Z')
            seen.set(Capital);
        else if (c >= '0' && c <= '9')
            seen.set(Digit);
        else
            seen.set(c < 0x80 ? OtherAscii : BeyondAscii);
    }
    if (characters < rule.characters || static_cast<int>(seen.count()) < rule.classes)
        return base::failure(ErrorCode::PassphraseTooWeak,
                             QStringLiteral("%1 characters of %2 classes").arg(rule.characters).arg(rule.classes));
    return {};
}

SecretBytes takePassphrase(QString &typed)
{
    QString composed = typed.normalized(QString::NormalizationForm_C);
    QByteArray utf8 = composed.toUtf8();
    SecretBytes passphrase = SecretBytes::takeFrom(utf8);
    if (composed.constData() == typed.constData())
        composed.clear(); // shared: wiped with the original
    composed.fill(QChar());
    typed.fill(QChar());
    typed.clear();
    return passphrase;
}

} // namespace shouli::core::keys
