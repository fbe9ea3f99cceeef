// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Scrub.h"

namespace shouli::core::storage {

using base::Result;

Result<void> Scrub::run(const Database &writer)
{
    SHOULI_CHECK(writer.execute(QStringLiteral("VACUUM")));
    return emptyLog(writer);
}

Result<void> Scrub::emptyLog(const Database &writer)
{
    return writer.checkpoint();
}

} // namespace shouli::core::storage
