// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/ResultModel.h"
#include "app/office/Session.h"
#include "core/residents/search/ResidentSearch.h"

#include <QCoreApplication>

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

private:
    const office::Session &m_session;
    core::residents::search::ResidentSearch m_search;
};

} // namespace shouli::app::people
