// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cards/CardCode.h"
#include "core/cards/CardKeyring.h"
#include "core/cards/CardSigner.h"
#include "core/cards/CardVerifier.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestRandom.h"

#include <map>

namespace shouli::tests {

class FakeKeyring final : public core::cards::CardKeyring {
public:
    std::map<std::uint16_t, core::cards::CardKey> keys;
    [[nodiscard]] std::optional<core::cards::CardKey> find(std::uint16_t keyId) const override
    {
        const auto it = keys.find(keyId);
        return it == keys.end() ? std::nullopt : std::optional(it->second);
    }
};

/// A county with one office PC, number 7, enrolled on 2026-09-01; today is 2026-11-23.
struct CardFixture {
    static constexpr std::uint16_t keyId = 7;

    TestClock clock;
    TestRandom random;
    core::staff::OfficeId office = core::staff::OfficeId::create(clock, random);
    core::crypto::SigningKey key = core::crypto::SigningKey::generate();
    core::cards::CardSigner signer{key, keyId};
    FakeKeyring keyring;
    core::cards::CardVerifier verifier{keyring, clock};
    core::cards::CardCode code = *core::cards::CardCode::forHost(QStringLiteral("s.zichang.gov.cn"));

    CardFixture() { keyring.keys[keyId] = {key.publicKey(), {}, office}; }

    core::cards::CardPayload card(QDate issued = QDate(2026, 11, 23), std::uint16_t service = 26,
                                  std::uint8_t flags = 1)
    {
        return signer.sign(core::cards::CardToken::create(random), issued, service, flags).value();
    }
};

} // namespace shouli::tests
