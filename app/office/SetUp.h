// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/OfficeFolder.h"
#include "app/office/Reference.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/crypto/PassphraseKey.h"
#include "core/crypto/SecretBytes.h"
#include "core/keys/DatabaseId.h"
#include "core/staff/StaffMember.h"
#include "sync/client/Enrol.h"

namespace shouli::app::office {

/// Makes a PC into an office's PC: after the county has let it in, a vault under the first person's
/// passphrase, an encrypted database, and that person as its first member of staff. All or nothing:
/// what was begun is removed again, on an error at once, after a power cut at the next try. Blocks for a second or two: on a worker thread.
class SetUp {
public:
    SetUp(const Reference &reference, const core::base::Clock &clock, core::base::Random &random)
        : m_reference(reference)
        , m_clock(clock)
        , m_random(random)
    {
    }

    struct Person {
        QString name;
        core::staff::Role role = core::staff::Role::Counter;
    };

    /// Errors: InvalidArgument where the folder is set up already, PassphraseTooWeak, DiskFull, ….
    [[nodiscard]] core::base::Result<core::staff::StaffMember> run(const OfficeFolder &folder,
                                                                   const sync::client::Enrolled &enrolled,
                                                                   const Person &first,
                                                                   const core::crypto::SecretBytes &passphrase,
                                                                   const core::crypto::PassphraseCost &cost = {}) const;

private:
    [[nodiscard]] core::base::Result<void> fill(const OfficeFolder &folder, const sync::client::Enrolled &enrolled,
                                                const core::staff::StaffMember &first,
                                                const core::crypto::SecretBytes &passphrase,
                                                const core::crypto::PassphraseCost &cost) const;

    const Reference &m_reference;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
};

} // namespace shouli::app::office
