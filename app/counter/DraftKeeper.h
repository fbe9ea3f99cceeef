// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Session.h"
#include "core/cases/intake/DraftStore.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>

namespace shouli::app::counter {

/// Has what was said at the counter in the database soon after it was said: several changes together,
/// and at once when asked to. One draft is looked after at a time. GUI thread. `session` must outlive it.
class DraftKeeper : public QObject {
    Q_OBJECT

public:
    /// From a change until it is given to the writer; with the writing itself below two seconds.
    static constexpr int delayMs = 1200;

    explicit DraftKeeper(office::Session &session, QObject *parent = nullptr);
    ~DraftKeeper() override; ///< flushes

    /// Once at the beginning of a shift: those that nobody will come back for.
    void prune();
    /// What is kept of this resident's: the draft last given, also while it is being written.
    /// Errors as DraftStore::find.
    [[nodiscard]] core::base::Result<std::optional<core::cases::intake::KeptDraft>> of(
        core::residents::ResidentId resident) const;
    /// From now on this draft is looked after, in place of the one before.
    void resume(const core::cases::intake::KeptDraft &draft);
    /// What it looks like now. The first one since stop() begins a draft.
    void see(const core::cases::intake::AcceptanceChoices &choices);
    /// Writes what is not written; also what could not be written before.
    void flush();
    /// No more of this draft; what is kept of it stays as it was last written.
    void stop();
    /// What is kept of this resident's cannot be read: out of the way with it.
    void setAside(core::residents::ResidentId resident);
    /// The clerk wants none of it.
    void drop(core::residents::ResidentId resident);
    /// It was accepted, and removed with that.
    void done(core::residents::ResidentId resident);
    /// Nothing waits: all that was said is in the database.
    [[nodiscard]] bool isKept() const { return !m_changed && m_onTheWay.isEmpty(); }

Q_SIGNALS:
    void failed(const shouli::core::base::Error &error);

private:
    struct OnTheWay {
        int number = 0;                                      ///< of the writing
        std::optional<core::cases::intake::KeptDraft> draft; ///< nothing: is being removed
        bool failed = false;                                 ///< waits for the next flush(): a full disk is cleared
    };
    void write(core::residents::ResidentId resident, const std::optional<core::cases::intake::KeptDraft> &draft);

    office::Session &m_session;
    std::optional<core::cases::intake::KeptDraft> m_draft;
    QHash<core::residents::ResidentId, OnTheWay> m_onTheWay;
    int m_writings = 0;
    bool m_changed = false; ///< since the last writing
    QTimer m_due;
};

} // namespace shouli::app::counter
