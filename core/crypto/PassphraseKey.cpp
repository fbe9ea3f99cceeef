// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/PassphraseKey.h"

#include "core/crypto/Sodium.h"

#include <sodium.h>

#include <array>
#include <limits>

namespace shouli::core::crypto {

using base::ErrorCode;
using base::Result;

static_assert(PassphraseKey::saltSize == crypto_pwhash_argon2id_SALTBYTES);

namespace {

// Each rung is at most 1.7 times the work of the one below (work = memory x passes), so one of them
// always falls between 300 and 800 ms. Memory stops at 256 MiB: office PCs have 4 GB and a browser open.
constexpr std::uint64_t MiB = 1ULL << 20;
constexpr std::array<PassphraseCost, 12> ladder{{{2, 19 * MiB},
                                                 {2, 32 * MiB},
                                                 {3, 32 * MiB},
                                                 {2, 64 * MiB},
                                                 {3, 64 * MiB},
                                                 {3, 96 * MiB},
                                                 {3, 128 * MiB},
                                                 {3, 192 * MiB},
                                                 {3, 256 * MiB},
                                                 {4, 256 * MiB},
                                                 {6, 256 * MiB},
                                                 {9, 256 * MiB}}};
static_assert(ladder.front() == PassphraseKey::floor);
constexpr std::size_t firstRung = 4; // the default cost
static_assert(ladder[firstRung] == PassphraseCost{});

} // namespace

PassphraseParameters PassphraseParameters::create(const PassphraseCost &cost)
{
    ensureSodium();
    PassphraseParameters parameters{cost, QByteArray(PassphraseKey::saltSize, Qt::Uninitialized)};
    randombytes_buf(parameters.salt.data(), static_cast<size_t>(parameters.salt.size()));
    return parameters;
}

bool PassphraseKey::isAllowed(const PassphraseCost &cost)
{
    return cost.passes >= floor.passes && cost.memory >= floor.memory && cost.passes <= ceiling.passes
        && cost.memory <= ceiling.memory;
}

Result<SecretBytes> PassphraseKey::derive(const SecretBytes &passphrase, const PassphraseParameters &parameters)
{
    ensureSodium();
    if (!isAllowed(parameters.cost) || parameters.salt.size() != saltSize)
        return base::failure(ErrorCode::KeyMalformed, QStringLiteral("Argon2id parameters"));
    SecretBytes key(keySize);
    if (crypto_pwhash(key.data(), keySize, reinterpret_cast<const char *>(passphrase.data()),
                      static_cast<unsigned long long>(passphrase.size()),
                      reinterpret_cast<const unsigned char *>(parameters.salt.constData()), parameters.cost.passes,
                      static_cast<size_t>(parameters.cost.memory), crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return base::failure(ErrorCode::OutOfMemory, QStringLiteral("Argon2id"));
    return key;
}

PassphraseCost PassphraseKey::calibrate(const base::Clock &clock)
{
    const SecretBytes sample = SecretBytes::random(16);
    return calibrate([&](const PassphraseCost &cost) {
        const auto begin = clock.monotonicMs();
        const auto key = derive(sample, PassphraseParameters::create(cost));
        // A cost the PC has no memory for counts as too slow.
        return key ? clock.monotonicMs() - begin : std::numeric_limits<std::int64_t>::max();
    });
}

PassphraseCost PassphraseKey::calibrate(const std::function<std::int64_t(const PassphraseCost &)> &measureMs)
{
    std::size_t rung = firstRung;
    std::int64_t ms = measureMs(ladder[rung]);
    while (ms < wantedMs && rung + 1 < ladder.size()) {
        const std::int64_t above = measureMs(ladder[rung + 1]);
        if (above > allowedMs)
            break;
        ms = above;
        ++rung;
    }
    while (ms > allowedMs && rung > 0)
        ms = measureMs(ladder[--rung]);
    return ladder[rung];
}

} // namespace shouli::core::crypto
