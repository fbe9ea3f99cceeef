// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cards/DeviceKeyring.h"

namespace shouli::core::cards {

DeviceKeyring::DeviceKeyring(const QList<staff::Device> &devices)
{
    for (const staff::Device &device : devices) {
        CardKey key{device.publicKey, {}, device.office};
        if (device.revokedFrom.isValid())
            key.revokedFrom = device.revokedFrom;
        m_keys.insert(device.number, key);
    }
}

std::optional<CardKey> DeviceKeyring::find(std::uint16_t keyId) const
{
    const auto it = m_keys.constFind(keyId);
    return it == m_keys.constEnd() ? std::nullopt : std::optional<CardKey>(*it);
}

} // namespace shouli::core::cards
