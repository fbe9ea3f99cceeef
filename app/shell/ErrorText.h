// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/ErrorBanner.h"
#include "core/base/Error.h"

#include <QCoreApplication>

namespace shouli::app::shell {

/// The sentences for every kind of failure: what happened, what was kept, what to do; in the language
/// of the program at the time of the call. The one place where an ErrorCode becomes words; a new code
/// does not compile until it has some.
class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    [[nodiscard]] static frame::ErrorMessage of(const core::base::Error &error);

private:
    static frame::ErrorMessage sentences(core::base::ErrorCode code);
};

} // namespace shouli::app::shell
