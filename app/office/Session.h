// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/Reference.h"
#include "app/office/Unlock.h"
#include "core/audit/AuditLog.h"
#include "core/base/Clock.h"
#include "core/base/Random.h"
#include "core/cards/CardSigner.h"
#include "core/cases/desk/CaseDesk.h"
#include "core/cases/CaseProgress.h"
#include "core/cases/CaseStore.h"
#include "core/changes/log/ChangeLog.h"
#include "core/eligibility/Evaluator.h"
#include "core/residents/search/SearchIndex.h"
#include "core/staff/Directory.h"
#include "core/storage/Transaction.h"
#include "core/storage/WriterThread.h"
#include "sync/client/Courier.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace shouli::sync::client {
class StickCourier;
} // namespace shouli::sync::client

namespace shouli::app::office {

class StaffAccounts;

/// What a job that writes has in hand: one transaction, committed when the job succeeds.
struct Writing {
    core::storage::Transaction &tx;
    core::changes::log::ChangeLog &log;
    core::audit::AuditLog &audit;
    core::cases::desk::CaseDesk &desk;
    const core::cases::Actor &actor;
    /// What belongs to the rows and lies outside the database, a file of keys for instance: done on the same thread
    /// once they are committed, never where they are not. Its error is what the write answers; the rows stay.
    std::function<core::base::Result<void>()> afterwards;
};

/// One person's shift at one PC, from unlocking to locking: the open database, who they are, and
/// the courier. Pages read through reader() on the GUI thread and write through write(), which
/// never makes them wait. Destroying it closes the database and wipes the key.
/// Lives on the GUI thread. `reference`, `clock` and `random` must outlive it.
class Session : public QObject {
    Q_OBJECT

public:
    /// Reads a few rows; what takes long was done by unlock(). Errors: StaffUnknown, storage errors.
    [[nodiscard]] static core::base::Result<std::unique_ptr<Session>> begin(Unlocked unlocked,
                                                                            const Reference &reference,
                                                                            const core::base::Clock &clock,
                                                                            core::base::Random &random);
    ~Session() override;

    [[nodiscard]] const core::cases::Actor &actor() const { return m_actor; }
    [[nodiscard]] const core::staff::Office &office() const { return m_actor.office; }
    [[nodiscard]] const core::staff::Directory &directory() const { return m_directory; }
    [[nodiscard]] const Reference &reference() const { return m_reference; }
    [[nodiscard]] const core::base::Clock &clock() const { return m_clock; }
    [[nodiscard]] core::base::Random &random() const { return m_random; }
    [[nodiscard]] const core::storage::Database &reader() const { return m_reader; }
    [[nodiscard]] const core::cases::CaseStore &caseStore() const { return *m_caseStore; }
    [[nodiscard]] const core::residents::search::Pinyin &pinyin() const { return m_reference.pinyin; }
    /// For a catalogue in force; what it points to lives as long as the session and `catalogue`.
    [[nodiscard]] core::eligibility::Context eligibilityContext(const core::catalogue::Catalogue &catalogue) const
    {
        return {catalogue, m_reference.codes, m_reference.divisions, m_actor.office.division};
    }
    [[nodiscard]] const sync::client::Installation &installation() const { return m_installation; }
    [[nodiscard]] int deviceNumber() const { return m_deviceNumber; }
    [[nodiscard]] const sync::client::CourierStatus &syncStatus() const { return m_courier->status(); }
    /// Signs acceptance cards with this PC's key.
    [[nodiscard]] const core::cards::CardSigner &cardSigner() const { return *m_cardSigner; }

    /// Whom a write is told to.
    enum class Tell {
        Everybody, ///< pages show these rows, or the county gets them: changed() follows and the courier is called
        Nobody,    ///< stays on this PC and is on no page: a draft, a line of the audit log
    };

    /// Runs `job(Writing &) -> Result<T>` in one transaction on the writer thread. On success it is told to whom
    /// `tell` says. The future's continuation: `.then(this, …)`.
    template <class Job>
    auto write(Job job, Tell tell = Tell::Everybody) -> QFuture<std::invoke_result_t<Job, Writing &>>
    {
        using Outcome = std::invoke_result_t<Job, Writing &>;
        ++m_writing;
        return m_writer
            ->run([this, actor = m_actor, job = std::move(job)](core::storage::Database &db) mutable -> Outcome {
                SHOULI_TRY(auto tx, core::storage::Transaction::begin(db));
                Writing writing{tx, m_log, m_audit, *m_desk, actor, {}};
                Outcome outcome = job(writing);
                if (!outcome)
                    return outcome;
                SHOULI_CHECK(tx.commit());
                if (writing.afterwards)
                    SHOULI_CHECK(writing.afterwards());
                return outcome;
            })
            .then(this, [this, tell](Outcome outcome) {
                --m_writing;
                readAnew(); // what was just written is seen
                if (outcome && tell == Tell::Everybody)
                    written();
                return outcome;
            });
    }

    /// Jobs given and not yet answered.
    [[nodiscard]] bool isWriting() const { return m_writing > 0; }

    /// Begins to carry changes to and from the county. Without it everything works, offline.
    void startCourier();
    /// Now, not at the next interval.
    void syncNow() { m_courier->release(); }
    /// Carries the same by a stick, where there is no line. The courier rests while it is busy.
    [[nodiscard]] sync::client::StickCourier &stick() { return *m_stick; }
    /// Who signs in at this PC, and what changes it.
    [[nodiscard]] StaffAccounts &accounts() const { return *m_accounts; }
    /// Why the data is still under the key from before somebody was taken away, where it is.
    [[nodiscard]] const std::optional<core::base::Error> &renewalTrouble() const { return m_renewalTrouble; }
    /// The register of staff changed here: it is read anew, everybody is told.
    void staffChanged();
    /// How this network lets requests out: kept, and used from the next connection on.
    QFuture<core::base::Result<void>> useProxy(const sync::transport::ProxySetting &proxy);
    /// Before a step that may be taken back (CaseDesk::takeBack): it stays on this PC for as long.
    void holdForTakeBack() { m_courier->hold(std::chrono::milliseconds(core::cases::desk::CaseDesk::takeBackMs)); }

    /// Called each minute: raises the vault's high-water mark; on a new day tells the pages, since what is due
    /// has moved.
    void minutePassed();

Q_SIGNALS:
    /// Rows changed, here or by what arrived, or another day began: read anew.
    void changed();
    void syncStatusChanged(const shouli::sync::client::CourierStatus &status);
    /// What had come apart was put together again by itself: ForkDetected (this PC was copied or an old disk put back,
    /// and has a name of its own now) or EpochChanged (the county lost something and gets it back). For the clerk to
    /// know, nothing to do.
    void mended(const shouli::core::base::Error &what);
    /// The county knows this PC by another number now, or who is signed in has been taken away (StaffUnknown): lock,
    /// and sign in anew.
    void outdated(const shouli::core::base::Error &why);
    /// The county has revoked this PC: the keys of its staff are erased, nobody can unlock it again. Lock now.
    void erased();

private:
    Session(Unlocked unlocked, const Reference &reference, const core::base::Clock &clock, core::base::Random &random);
    [[nodiscard]] core::base::Result<void> prepare(core::staff::StaffId who);
    [[nodiscard]] core::base::Result<void> prepareStick();
    void written();
    void arrived();
    /// A snapshot may have put a new file in the database's place (FreshFile).
    void readAnew();
    void readDirectory();
    void mend(core::base::ErrorCode why);
    void raiseHighWater();
    void erase();
    /// In the transaction in which this PC takes another name.
    [[nodiscard]] core::base::Result<void> takeBlock(core::storage::Transaction &tx, core::changes::ReplicaId name,
                                                     int ordinal);

    const Reference &m_reference;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    std::shared_ptr<core::keys::Vault> m_vault; ///< used on the writer thread only
    core::storage::Database m_reader;
    std::optional<core::base::Error> m_renewalTrouble;
    core::changes::log::ChangeLog m_log;
    core::audit::AuditLog m_audit;
    std::unique_ptr<core::residents::search::SearchIndex> m_searchIndex;
    core::staff::Directory m_directory;
    core::cases::Actor m_actor;
    sync::client::Installation m_installation;
    int m_deviceNumber = 0;
    int m_writing = 0;
    bool m_onLine = false; ///< the courier was started
    std::unique_ptr<core::cases::CaseProgress> m_caseProgress;
    std::unique_ptr<core::cases::CaseStore> m_caseStore;
    std::unique_ptr<core::cases::desk::CaseDesk> m_desk;
    std::unique_ptr<const core::crypto::SigningKey> m_key;
    std::unique_ptr<const core::cards::CardSigner> m_cardSigner;
    std::unique_ptr<StaffAccounts> m_accounts;
    QTimer m_minute;
    QDate m_day;
    std::unique_ptr<core::storage::WriterThread> m_writer; // ends before what its jobs use
    std::unique_ptr<sync::client::Courier> m_courier;      // and before that, the courier
    std::unique_ptr<sync::client::StickCourier> m_stick;   // which rests while this one works
};

} // namespace shouli::app::office
