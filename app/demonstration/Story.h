// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demonstration/DemonstrationCounty.h"
#include "app/demonstration/Seat.h"
#include "app/demonstration/StoryClock.h"
#include "app/look/Languages.h"

#include <QFile>

#include <functional>

namespace shouli::app::demonstration {

/// The whole way of one request without a display, through the real windows, key by key: accepted at
/// the counter, sent back by the street office, put right, reviewed, confirmed by the bureau, brought
/// home. Leaves transcript.txt, the papers and pictures of the pages in a folder.
class Story {
public:
    Story(DemonstrationCounty &county, const office::Reference &reference, StoryClock &clock,
          core::base::Random &random, look::Languages &languages, QString folder);

    /// ServerFailure and the like from the offices; Cancelled, naming the step that did not come about.
    [[nodiscard]] core::base::Result<void> play();

private:
    using Work = std::function<core::base::Result<void>(Seat &)>;

    /// Somebody signs in at `where`, fetches what is new, does `work` and sends it.
    [[nodiscard]] core::base::Result<void> sit(DemonstrationCounty::Seat where, const Work &work);
    /// The first time: a household moves to the neighbour community, and a case that was not the community's to
    /// decide is transferred there.
    [[nodiscard]] core::base::Result<void> moveOn();
    [[nodiscard]] core::base::Result<void> moveHousehold(Seat &seat);
    [[nodiscard]] core::base::Result<void> transferCase(Seat &seat);
    [[nodiscard]] core::base::Result<void> findMoved(Seat &seat);
    [[nodiscard]] core::base::Result<void> findNoMore(Seat &seat);
    [[nodiscard]] core::base::Result<std::int64_t> peopleAt(DemonstrationCounty::Seat where);
    /// From the box to the printed card; the case's number.
    [[nodiscard]] core::base::Result<QString> acceptFor(Seat &seat, const QString &typed, const QString &name);
    /// Of all residents an office has those whose cases it has.
    [[nodiscard]] core::base::Result<void> countAt(DemonstrationCounty::Seat where);
    [[nodiscard]] core::base::Result<void> accept(Seat &seat);
    [[nodiscard]] core::base::Result<void> sendBack(Seat &seat);
    [[nodiscard]] core::base::Result<void> putRight(Seat &seat);
    /// Presses F12 for the story's case until it has left this office, answering what each stage asks.
    [[nodiscard]] core::base::Result<void> carryOn(Seat &seat);
    /// The community and the street office, which has no link that day, write down another telephone number each.
    [[nodiscard]] core::base::Result<void> disagree();
    [[nodiscard]] core::base::Result<void> correctPhone(Seat &seat, const QString &phone);
    /// What the street office wrote came later and waits; a person decides.
    [[nodiscard]] core::base::Result<void> settle(Seat &seat, const QString &phone);
    /// The certificate is collected, handed over and signed for.
    [[nodiscard]] core::base::Result<void> deliver(Seat &seat);
    void tell(const QString &line);
    void picture(const Seat &seat, const QString &name);

    DemonstrationCounty &m_county;
    const office::Reference &m_reference;
    StoryClock &m_clock;
    core::base::Random &m_random;
    look::Languages &m_languages;
    QString m_folder;
    QFile m_transcript;
    QString m_number;   ///< of the case
    QString m_handedOn; ///< number of the one that is transferred
    int m_pictures = 0;
};

} // namespace shouli::app::demonstration
