// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/review/StepWriter.h"

#include <algorithm>

namespace shouli::app::review {

using core::base::Result;
using core::cases::CaseId;
using core::cases::EventId;
using core::cases::MaterialReceived;
using core::cases::Paused;
using core::cases::Rejected;
using core::cases::Resubmitted;
using core::cases::Resumed;
using core::cases::Returned;
using core::cases::desk::CaseDesk;
using office::Writing;

namespace {

/// One step with one case, as the desk offers it.
struct AtDesk {
    Writing &w;
    CaseId id;
    QList<Taken> &taken;

    Result<void> add(const Result<EventId> &event) const
    {
        if (!event)
            return core::base::failure(event);
        taken.append({id, *event});
        return {};
    }
    Result<void> operator()(const CaseDesk::Done &s) const { return add(w.desk.completeStage(w.tx, w.actor, id, s)); }
    Result<void> operator()(const Returned &s) const { return add(w.desk.returnForCorrection(w.tx, w.actor, id, s)); }
    Result<void> operator()(const Rejected &s) const { return add(w.desk.reject(w.tx, w.actor, id, s)); }
    Result<void> operator()(const Paused &s) const { return add(w.desk.pause(w.tx, w.actor, id, s)); }
    Result<void> operator()(const Resumed &s) const { return add(w.desk.resume(w.tx, w.actor, id, s)); }
    Result<void> operator()(const Resubmitted &s) const { return add(w.desk.resubmit(w.tx, w.actor, id, s)); }
    Result<void> operator()(const CaseDesk::Transfer &s) const { return add(w.desk.transfer(w.tx, w.actor, id, s)); }
    Result<void> operator()(const QList<MaterialReceived> &papers) const
    {
        for (const MaterialReceived &one : papers)
            SHOULI_CHECK(add(w.desk.receiveMaterial(w.tx, w.actor, id, one)));
        return {};
    }
};

} // namespace

StepWriter::StepWriter(office::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

void StepWriter::take(const QList<CaseId> &cases, const Taking &taking)
{
    if (m_busy || cases.isEmpty())
        return;
    m_busy = true;
    m_session.holdForTakeBack();
    m_session
        .write([cases, taking](Writing &w) -> Result<QList<Taken>> {
            QList<Taken> taken;
            for (const CaseId &id : cases) {
                auto done = std::visit(AtDesk{w, id, taken}, taking);
                if (done)
                    continue;
                core::base::Error error = done.error();
                if (const auto file = core::cases::CaseStore::find(w.tx.database(), id); file && cases.size() > 1)
                    error.detail = QStringLiteral("%1 %2 %3").arg(file->number, file->applicantName, error.detail);
                return tl::unexpected(error);
            }
            return taken;
        })
        .then(this, [this](const Result<QList<Taken>> &outcome) {
            m_busy = false;
            if (outcome)
                Q_EMIT taken(*outcome);
            else
                Q_EMIT failed(outcome.error());
        });
}

void StepWriter::takeBack(const QList<Taken> &steps)
{
    if (m_busy || steps.isEmpty())
        return;
    m_busy = true;
    m_session
        .write([steps](Writing &w) -> Result<void> {
            for (auto step = steps.crbegin(); step != steps.crend(); ++step)
                SHOULI_CHECK(w.desk.takeBack(w.tx, w.actor, step->id, step->event));
            return {};
        })
        .then(this, [this](const Result<void> &outcome) {
            m_busy = false;
            if (outcome)
                Q_EMIT takenBack();
            else
                Q_EMIT failed(outcome.error());
        });
}

} // namespace shouli::app::review
