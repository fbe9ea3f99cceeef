// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demonstration/DemonstrationCounty.h"
#include "app/look/Languages.h"

#include <QFile>
#include <QTextStream>

namespace shouli::app::demonstration {

/// A clerk's morning without a display, through the real window, key by key: sign in, find a
/// resident, accept a case, print; then the street office receives it. Leaves transcript.txt, the papers and
/// pictures of the pages in a folder.
class Story {
public:
    Story(DemonstrationCounty &county, const office::Reference &reference, const core::base::Clock &clock, core::base::Random &random, look::Languages &languages, QString folder);

    /// ServerFailure and the like from the offices; Cancelled, naming the step that did not come about.
    [[nodiscard]] core::base::Result<void> play();

private:
    [[nodiscard]] core::base::Result<void> counter();
    [[nodiscard]] core::base::Result<void> street();
    void tell(const QString &line);

    DemonstrationCounty &m_county;
    const office::Reference &m_reference;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    look::Languages &m_languages;
    QString m_folder;
    QFile m_transcript;
};

} // namespace shouli::app::demonstration
