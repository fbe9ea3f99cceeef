// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/DraftKeeper.h"

#include <utility>

namespace shouli::app::counter {

using core::base::Result;
using core::cases::intake::AcceptanceChoices;
using core::cases::intake::DraftStore;
using core::cases::intake::KeptDraft;
using core::residents::ResidentId;

DraftKeeper::DraftKeeper(office::Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_due.setSingleShot(true);
    m_due.setInterval(delayMs);
    connect(&m_due, &QTimer::timeout, this, &DraftKeeper::flush);
}

DraftKeeper::~DraftKeeper()
{
    flush();
}

Result<std::optional<KeptDraft>> DraftKeeper::of(ResidentId resident) const
{
    if (const auto it = m_onTheWay.constFind(resident); it != m_onTheWay.constEnd())
        return it->draft;
    return DraftStore::find(m_session.reader(), m_session.actor().staff.id, resident);
}

void DraftKeeper::resume(const KeptDraft &draft)
{
    stop();
    m_draft = draft;
}

void DraftKeeper::see(const AcceptanceChoices &choices)
{
    if (!m_draft)
        m_draft = KeptDraft{m_session.clock().now(), {}};
    if (m_draft->choices == choices)
        return;
    m_draft->choices = choices;
    m_changed = true;
    if (!m_due.isActive()) // not begun anew by each change: who types without a pause is kept too
        m_due.start();
}

void DraftKeeper::flush()
{
    m_due.stop();
    const auto before = m_onTheWay;
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        const bool overtaken = m_changed && m_draft && m_draft->choices.applicant.id == it.key();
        if (it->failed && !overtaken)
            write(it.key(), it->draft);
    }
    if (std::exchange(m_changed, false) && m_draft)
        write(m_draft->choices.applicant.id, m_draft);
}

void DraftKeeper::stop()
{
    m_due.stop();
    m_changed = false;
    m_draft.reset();
}

void DraftKeeper::done(ResidentId resident)
{
    if (m_draft && m_draft->choices.applicant.id == resident)
        stop();
    m_onTheWay.remove(resident);
}

void DraftKeeper::prune()
{
    m_session
        .write([today = m_session.clock().today()](office::Writing &w) { return DraftStore::prune(w.tx, today); },
               office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &pruned) {
            if (!pruned)
                Q_EMIT failed(pruned.error());
        });
}

void DraftKeeper::setAside(ResidentId resident)
{
    m_session
        .write([resident](office::Writing &w) { return DraftStore::setAside(w.tx, w.actor.staff.id, resident); },
               office::Session::Tell::Nobody)
        .then(this, [this](const Result<void> &aside) {
            if (!aside)
                Q_EMIT failed(aside.error());
        });
}

void DraftKeeper::drop(ResidentId resident)
{
    stop();
    write(resident, std::nullopt);
}

void DraftKeeper::write(ResidentId resident, const std::optional<KeptDraft> &draft)
{
    const int number = ++m_writings;
    m_onTheWay.insert(resident, {number, draft, false});
    m_session
        .write(
            [resident, draft](office::Writing &w) -> Result<void> {
                const auto who = w.actor.staff.id;
                return draft ? DraftStore::keep(w.tx, who, *draft) : DraftStore::remove(w.tx, who, resident);
            },
            office::Session::Tell::Nobody)
        .then(this, [this, resident, number, draft](const Result<void> &written) {
            const auto it = m_onTheWay.find(resident);
            if (it != m_onTheWay.end() && it->number == number) {
                it->failed = !written && draft;
                if (!it->failed)
                    m_onTheWay.erase(it);
            }
            if (!written)
                Q_EMIT failed(written.error());
        });
}

} // namespace shouli::app::counter
