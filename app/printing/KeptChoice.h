// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintSink.h"

namespace shouli::app::printing {

/// The printer of this PC and how askew it feeds, in a small file beside the office's data. Nothing
/// secret, and nothing that travels: another PC has another printer. The number of copies is not kept.
class KeptChoice {
public:
    explicit KeptChoice(QString file)
        : m_file(std::move(file))
    {
    }

    /// Nothing chosen where there is no file, or none that can be read.
    [[nodiscard]] PrintChoice load() const;
    /// Errors as AtomicFile::write.
    [[nodiscard]] core::base::Result<void> store(const PrintChoice &choice) const;

private:
    QString m_file;
};

} // namespace shouli::app::printing
