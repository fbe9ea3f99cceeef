// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cards/CardKeyring.h"
#include "core/staff/Device.h"

#include <QHash>
#include <QList>

namespace shouli::core::cards {

/// The keyring of the county's devices as this PC knows them (staff::Directory::devices): a snapshot,
/// made anew after a sync that touched them. Thread-safe once made.
class DeviceKeyring final : public CardKeyring {
public:
    explicit DeviceKeyring(const QList<staff::Device> &devices);
    [[nodiscard]] std::optional<CardKey> find(std::uint16_t keyId) const override;

private:
    QHash<int, CardKey> m_keys;
};

} // namespace shouli::core::cards
