// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Reference.h"
#include "core/base/Result.h"

namespace shouli::tests::e2e {

/// Puts the people of a JSON list (tests/data/e2e/people.json) into the register of an office that is
/// set up in `folder` and not open.
[[nodiscard]] core::base::Result<void> fillRegister(const app::office::Reference &reference, const QString &folder,
                                                    const QString &passphrase, const QString &people);

/// Columns of the office's database, opened with its key, in which any of `texts` stands, as text or within bytes.
[[nodiscard]] core::base::Result<QStringList> whereStands(const app::office::Reference &reference,
                                                          const QString &folder, const QString &passphrase,
                                                          const QStringList &texts);

} // namespace shouli::tests::e2e
