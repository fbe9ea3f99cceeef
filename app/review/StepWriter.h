// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "app/review/StepQuestions.h"

#include <QObject>

namespace shouli::app::review {

/// One step taken with one case, and its number, by which it can be taken back.
struct Taken {
    core::cases::CaseId id;
    core::cases::EventId event;
    bool operator==(const Taken &) const = default;
};

/// Takes a step with one case or with several together: all of them in one transaction, or none. Takes
/// it back the same way. One at a time; answers come in the GUI thread. `session` must outlive it.
class StepWriter : public QObject {
    Q_OBJECT

public:
    explicit StepWriter(office::Session &session, QObject *parent = nullptr);

    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// Ignored while busy.
    void take(const QList<core::cases::CaseId> &cases, const Taking &taking);
    void takeBack(const QList<Taken> &steps);

Q_SIGNALS:
    /// What was written, in order.
    void taken(const QList<shouli::app::review::Taken> &steps);
    void takenBack();
    /// Nothing was written; the error's detail names the case where there are several.
    void failed(const shouli::core::base::Error &error);

private:
    office::Session &m_session;
    bool m_busy = false;
};

} // namespace shouli::app::review
