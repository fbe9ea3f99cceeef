// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/Session.h"

#include "app/office/StaffAccounts.h"
#include "core/cases/intake/DraftStore.h"
#include "core/cases/numbers/NumberBlocks.h"
#include "core/changes/log/ReplicaState.h"
#include "sync/client/StickCourier.h"

namespace shouli::app::office {

using core::base::ErrorCode;
using core::base::idCast;
using core::base::Result;
using core::staff::Directory;
using sync::client::Courier;
using sync::client::Installation;
using sync::client::StickCourier;

namespace {

constexpr int highWaterMs = 60'000; ///< what a rollback of the whole folder could hide at most

} // namespace

Session::Session(Unlocked unlocked, const Reference &reference, const core::base::Clock &clock,
                 core::base::Random &random)
    : m_reference(reference)
    , m_clock(clock)
    , m_random(random)
    , m_vault(std::move(unlocked.vault))
    , m_reader(std::move(unlocked.reader))
    , m_renewalTrouble(std::move(unlocked.renewal))
    , m_log(reference.schema, clock, random)
    , m_audit(clock, random)
    , m_accounts(std::make_unique<StaffAccounts>(*this, m_vault, unlocked.folder))
    , m_writer(std::make_unique<core::storage::WriterThread>(std::move(unlocked.writer)))
{
}

Result<std::unique_ptr<Session>> Session::begin(Unlocked unlocked, const Reference &reference,
                                                const core::base::Clock &clock, core::base::Random &random)
{
    const auto who = unlocked.who;
    std::unique_ptr<Session> session(new Session(std::move(unlocked), reference, clock, random));
    SHOULI_CHECK(session->prepare(who));
    return session;
}

Session::~Session()
{
    m_stick.reset();
    m_courier.reset();
    raiseHighWater();
    m_writer.reset(); // finishes what was given, checkpoints
}

Result<void> Session::prepare(core::staff::StaffId who)
{
    SHOULI_TRY(m_directory, Directory::load(m_reader));
    SHOULI_TRY(const auto replica, core::changes::log::ReplicaState::load(m_reader));
    SHOULI_TRY(m_installation, Installation::load(m_reader));
    SHOULI_TRY(auto key, Installation::loadKey(m_reader));
    SHOULI_TRY(auto courierKey, Installation::loadKey(m_reader));
    m_key = std::make_unique<const core::crypto::SigningKey>(std::move(key));
    m_deviceNumber = replica.deviceNumber;
    m_cardSigner = std::make_unique<const core::cards::CardSigner>(*m_key, static_cast<std::uint16_t>(m_deviceNumber));
    const auto member = m_directory.member(who);
    if (!member || !member->active)
        return core::base::failure(ErrorCode::StaffUnknown);
    m_actor.staff = *member;
    m_actor.office = m_directory.office(member->office).value_or(core::staff::Office());
    m_actor.office.id = member->office;

    m_caseStore = std::make_unique<core::cases::CaseStore>(m_reference.catalogues, m_reference.calendar);
    m_caseProgress = std::make_unique<core::cases::CaseProgress>(m_reference.catalogues);
    m_searchIndex = std::make_unique<core::residents::search::SearchIndex>(m_reference.pinyin, m_actor.office.division);
    m_log.addListener(*m_searchIndex);
    m_log.addListener(*m_caseProgress);
    m_log.atErasure([](core::storage::Transaction &tx, core::changes::EntityRef ref) -> Result<void> {
        if (ref.kind == core::residents::Resident::kind)
            SHOULI_CHECK(core::cases::intake::DraftStore::forget(tx, idCast<core::residents::ResidentId>(ref.id)));
        return core::audit::AuditLog::eraseDetails(tx, ref);
    });
    m_desk = std::make_unique<core::cases::desk::CaseDesk>(m_log, m_audit, m_clock, m_random, *m_caseStore);
    m_day = m_clock.today();
    connect(&m_minute, &QTimer::timeout, this, &Session::minutePassed);
    m_minute.start(highWaterMs);
    m_courier = std::make_unique<Courier>(m_log, *m_writer, m_clock, m_random, m_installation, std::move(courierKey));
    connect(m_courier.get(), &Courier::statusChanged, this, &Session::syncStatusChanged);
    connect(m_courier.get(), &Courier::arrived, this, &Session::arrived);
    connect(m_courier.get(), &Courier::eraseOrdered, this, &Session::erase);
    connect(m_courier.get(), &Courier::renamed, this, [this] { mend(ErrorCode::ForkDetected); });
    connect(m_courier.get(), &Courier::takenBack, this, [this] { mend(ErrorCode::EpochChanged); });
    connect(m_courier.get(), &Courier::startedAnew, this, [this] { Q_EMIT mended({ErrorCode::EpochChanged, {}}); });
    // on the writer thread, which ends before this session does
    m_courier->atRenaming([this](core::storage::Transaction &tx, core::changes::ReplicaId name, int ordinal) {
        return takeBlock(tx, name, ordinal);
    });
    return prepareStick();
}

Result<void> Session::prepareStick()
{
    SHOULI_TRY(auto key, Installation::loadKey(m_reader));
    m_stick = std::make_unique<StickCourier>(m_log, *m_writer, m_clock, m_random, m_installation, std::move(key));
    m_stick->atRenaming([this](core::storage::Transaction &tx, core::changes::ReplicaId name, int ordinal) {
        return takeBlock(tx, name, ordinal);
    });
    connect(m_stick.get(), &StickCourier::begun, m_courier.get(), &Courier::stop);
    connect(m_stick.get(), &StickCourier::done, this, [this](const StickCourier::Outcome &outcome) {
        if (outcome && outcome->startedAnew)
            Q_EMIT mended({ErrorCode::EpochChanged, {}});
        if (outcome && outcome->renamed)
            mend(ErrorCode::ForkDetected);
        arrived(); // also what was taken before it failed
        if (m_onLine)
            m_courier->start();
    });
    return {};
}

void Session::startCourier()
{
    m_onLine = true;
    if (!m_stick->isBusy())
        m_courier->start();
}

Result<void> Session::takeBlock(core::storage::Transaction &tx, core::changes::ReplicaId name, int ordinal)
{
    using core::cases::numbers::NumberBlock;
    SHOULI_CHECK(core::cases::numbers::NumberBlocks::give(tx, NumberBlock::ofPc(name, ordinal)));
    return m_audit.record(tx, {}, core::audit::Action::Recovery, {},
                          QStringLiteral("another name, place %1 within the office").arg(ordinal));
}

void Session::mend(ErrorCode why)
{
    const auto replica = core::changes::log::ReplicaState::load(m_reader);
    if (replica && replica->deviceNumber != m_deviceNumber)
        Q_EMIT outdated({why, {}}); // cards would be signed under a number that is another PC's
    else
        Q_EMIT mended({why, {}});
}

void Session::readAnew()
{
    if (!m_reader.isReplaced())
        return;
    auto reader = m_reader.openLike(m_reader.path(), core::storage::Database::Access::Reader);
    if (reader)
        m_reader = *std::move(reader);
    else // what was there before is read until it can be
        qWarning("reader not opened anew: %s", qPrintable(reader.error().detail));
}

QFuture<Result<void>> Session::useProxy(const sync::transport::ProxySetting &proxy)
{
    return write([proxy](Writing &w) { return Installation::setProxy(w.tx, proxy); }, Tell::Nobody)
        .then(this, [this, proxy](Result<void> kept) {
            if (kept) {
                m_installation.proxy = proxy;
                m_courier->setProxy(proxy);
            }
            return kept;
        });
}

void Session::written()
{
    Q_EMIT changed();
    m_courier->poke();
}

void Session::arrived()
{
    readAnew();
    readDirectory();
    Q_EMIT changed();
}

void Session::staffChanged()
{
    readDirectory();
    written();
}

void Session::readDirectory()
{
    auto directory = Directory::load(m_reader);
    if (!directory)
        return;
    m_directory = std::move(*directory);
    m_actor.office = m_directory.office(m_actor.staff.office).value_or(m_actor.office);
    const auto self = m_directory.member(m_actor.staff.id);
    if (self && self->active)
        m_actor.staff = *self; // what they may do from now on; which pages they see, from the next sign-in on
    else if (self)
        Q_EMIT outdated({ErrorCode::StaffUnknown, {}});
}

void Session::erase()
{
    m_writer->run([vault = m_vault](core::storage::Database &) { return vault->eraseStaff(); })
        .then(this, [this](const Result<void> &done) {
            if (!done)
                qWarning("keys not erased: %s", qPrintable(done.error().detail));
            Q_EMIT erased(); // locked all the same: the order comes again with the next unlocking
        });
}

void Session::minutePassed()
{
    raiseHighWater();
    if (const QDate today = m_clock.today(); today != m_day) {
        m_day = today;
        Q_EMIT changed();
    }
}

void Session::raiseHighWater()
{
    m_writer->run([vault = m_vault](core::storage::Database &db) -> Result<void> { // the vault is the writer thread's
        SHOULI_TRY(const auto operations, operationsIn(db));
        return vault->raiseHighWater(operations); // a full disk: tried again in a minute
    });
}

} // namespace shouli::app::office
