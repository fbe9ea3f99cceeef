// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/ResultModel.h"
#include "app/office/Session.h"
#include "core/residents/search/ResidentSearch.h"

#include <QCoreApplication>
#include <QObject>

namespace shouli::app::people {

/// What is typed into the box, as rows of people, masked as lists are. GUI thread.
class PersonSearch {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::people::PersonSearch)

public:
    explicit PersonSearch(const office::Session &session);

    struct Found {
        QList<frame::ResultRow> rows;
        QString note; ///< how many, or what to do when nobody was found
    };
    [[nodiscard]] core::base::Result<Found> find(const QString &typed) const;

    /// The citizen number that a scanner read; empty where it read something else.
    [[nodiscard]] static QString documentIn(const QString &scanned);
    /// Whose document has this number; more than one where the register is wrong.
    [[nodiscard]] core::base::Result<QList<core::residents::ResidentId>> bearersOf(const QString &number) const;

private:
    /// Where those of this whole name or number went who are not here any more; empty for nobody.
    [[nodiscard]] core::base::Result<QString> movedAway(const QString &typed) const;
    [[nodiscard]] static QString reason(const core::residents::search::SearchHit &hit);
    [[nodiscard]] static frame::ResultRow row(const core::residents::search::SearchHit &hit);

    const office::Session &m_session;
    core::residents::search::ResidentSearch m_search;
    mutable QList<core::residents::ResidentId> m_recent; ///< who came with a case lately
    mutable bool m_knowsRecent = false;
    QObject m_context; ///< of the connection
};

} // namespace shouli::app::people
