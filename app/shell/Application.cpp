// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Application.h"

#include "app/casework/CaseFinder.h"
#include "app/counter/CounterPage.h"
#include "app/delivery/DeliveryPage.h"
#include "app/exchange/ExchangePage.h"
#include "app/office/SetUp.h"
#include "app/office/StaffAccounts.h"
#include "app/residents/ResidentsPage.h"
#include "app/review/ReviewPage.h"
#include "app/services/ServicesPage.h"
#include "app/settings/SettingsPage.h"
#include "app/settle/SettlePage.h"
#include "app/shell/AccountDialog.h"
#include "app/shell/LoginPage.h"
#include "app/shell/MainFrame.h"
#include "app/shell/MessagePage.h"
#include "app/shell/NewPassphrasePage.h"
#include "app/shell/StickDialog.h"
#include "app/staff/StaffPage.h"
#include "core/changes/log/DisputeTable.h"
#include "core/staff/Permissions.h"
#include "core/staff/StaffDesk.h"
#include "sync/client/Enrol.h"

#include <QApplication>
#include <QClipboard>
#include <QSysInfo>
#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace shouli::app::shell {

using core::base::Error;
using core::base::ErrorCode;
using core::base::Result;
using core::crypto::SecretBytes;
using core::staff::Deed;
using core::staff::Role;

namespace {

constexpr quint16 usualPort = 7443;

/// What somebody does at an office that carries these stage roles.
Role roleFor(const QString &officeRoles)
{
    const QStringList roles = officeRoles.split(u',');
    if (roles.contains(QStringLiteral("community")))
        return Role::Counter;
    return roles.contains(QStringLiteral("street")) ? Role::Reviewer : Role::Approver;
}

/// Lets the county's network and the key derivation take their time away from the window.
Result<office::Unlocked> setUpAndUnlock(const office::Reference &reference, const core::base::Clock &clock,
                                        core::base::Random &random, const office::OfficeFolder &folder,
                                        const QString &address, const QString &typedCode, const QString &name,
                                        const SecretBytes &passphrase, const office::TellWait &tell)
{
    SHOULI_TRY(const auto code, sync::protocol::EnrolmentCode::parse(typedCode));
    const qsizetype colon = address.lastIndexOf(u':');
    const QString host = colon > 0 ? address.left(colon) : address;
    const quint16 port = colon > 0 ? address.mid(colon + 1).toUShort() : usualPort;
    SHOULI_TRY(const auto enrolled, sync::client::enrol(host, port, code, QSysInfo::machineHostName(), random));
    const office::SetUp setUp(reference, clock, random);
    SHOULI_TRY(const auto first, setUp.run(folder, enrolled, {name, roleFor(enrolled.answer.officeRoles)}, passphrase));
    return office::unlock(folder, reference, clock, first.id, passphrase, tell);
}

std::shared_ptr<const SecretBytes> share(const SecretBytes &secret)
{
    return std::make_shared<const SecretBytes>(secret.clone());
}

/// As PINs are, and no passphrase is (core::keys::PassphraseRule).
bool isDigits(const SecretBytes &secret)
{
    return std::all_of(secret.data(), secret.data() + secret.size(),
                       [](unsigned char c) { return c >= '0' && c <= '9'; });
}

/// The passphrase opened the data a moment ago and opens the key once more, which nobody keeps.
void beginShift(core::keys::ShiftPins &pins, office::Unlocked &unlocked, const SecretBytes &passphrase,
                const SecretBytes &pin)
{
    const auto key = unlocked.vault->unlock(unlocked.who, passphrase);
    pins.beginShift(unlocked.who);
    if (!key || !pins.set(unlocked.who, unlocked.vault->slotMark(unlocked.who), *key, pin))
        qWarning("no PIN for this shift"); // the passphrase will be asked for
}

} // namespace

Application::Application(const office::Reference &reference, const core::base::Clock &clock, core::base::Random &random,
                         look::Languages &languages, const Options &options)
    : m_reference(reference)
    , m_clock(clock)
    , m_random(random)
    , m_languages(languages)
    , m_options(options)
    , m_folder(options.folder)
    , m_pins(clock, options.shiftHours)
{
    m_window.setMinimumSize(MainFrame::smallest);
    m_setup = new SetupPage;
    m_login = new LoginPage;
    m_message = new MessagePage;
    m_newPassphrase = new NewPassphrasePage;
    for (QWidget *page : {static_cast<QWidget *>(m_setup), static_cast<QWidget *>(m_login),
                          static_cast<QWidget *>(m_message), static_cast<QWidget *>(m_newPassphrase)})
        m_window.addWidget(page);
    connect(m_setup, &SetupPage::setupRequested, this, &Application::setUp, Qt::DirectConnection);
    connect(m_setup, &SetupPage::languageSwitchRequested, this, &Application::switchLanguage);
    connect(m_login, &LoginPage::loginRequested, this, &Application::signIn, Qt::DirectConnection);
    connect(m_login, &LoginPage::languageSwitchRequested, this, &Application::switchLanguage);
    connect(m_login, &LoginPage::contrastSwitchRequested, this, &Application::switchContrast);
    connect(m_newPassphrase, &NewPassphrasePage::chosen, this, &Application::chooseOwnPassphrase, Qt::DirectConnection);
    connect(m_newPassphrase, &NewPassphrasePage::lockRequested, this, &Application::lock);
    m_idle.setSingleShot(true);
    m_idle.setInterval(m_options.lockAfterMinutes * 60'000);
    connect(&m_idle, &QTimer::timeout, this, &Application::lock);
    connect(&m_watch, &access::SessionWatch::lockRequested, this, &Application::lock);
    m_watch.watch();
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, [this] {
        m_copied = m_session != nullptr && QApplication::activeWindow() != nullptr; // not all systems tell whose it is
    });
    qApp->installEventFilter(this);
}

Application::~Application()
{
    m_opening.waitForFinished();
    lock();
}

void Application::start()
{
    if (m_folder.isSetUp())
        showLogin();
    else
        m_window.setCurrentWidget(m_setup);
}

void Application::showLogin()
{
    const auto names = m_folder.names();
    if (!names)
        return showTrouble(names.error());
    QList<StaffEntry> entries;
    for (const office::SignInName &name : *names)
        entries.append({name.id.toBytes(), name.name, {}, m_pins.has(name.id)});
    m_login->setOffice(m_folder.officeName());
    m_login->setStaff(entries, m_lastStaff);
    m_login->setBusy(false);
    m_message->setActions({}); // its keys are the window's
    m_window.setCurrentWidget(m_login);
}

void Application::showTrouble(const Error &error)
{
    m_message->setError(error);
    offerWaysOut();
    m_window.setCurrentWidget(m_message);
}

void Application::offerWaysOut()
{
    using Language = look::Languages::Language;
    const auto other = m_languages.current() == Language::Chinese ? Language::English : Language::Chinese;
    m_message->setActions({{.text = tr("Try again"),
                            .key = QKeySequence(Qt::Key_F5),
                            .role = frame::PageAction::Role::Primary,
                            .run = [this] { start(); }},
                           {.text = look::Languages::ownName(other),
                            .key = QKeySequence(Qt::CTRL | Qt::Key_F2),
                            .run = [this] { switchLanguage(); }}});
}

void Application::setUp(const SetupInput &input)
{
    m_setup->setBusy(true);
    const auto tell = [this](office::SignInWait wait) {
        QMetaObject::invokeMethod(m_setup, [this, wait] { m_setup->setBusy(true, waitText(wait)); });
    };
    m_opening = QtConcurrent::run([this, tell, address = input.serverAddress, code = input.enrolmentCode,
                                   name = input.staffName,
                                   passphrase = std::make_shared<SecretBytes>(input.passphrase.clone())] {
        return std::make_shared<Result<office::Unlocked>>(
            setUpAndUnlock(m_reference, m_clock, m_random, m_folder, address, code, name, *passphrase, tell));
    });
    m_opening.then(this, [this](const Opening &outcome) {
        m_setup->setBusy(false);
        if (!*outcome)
            return m_setup->setError(outcome->error());
        unlocked(std::move(*outcome));
    });
}

QString Application::waitText(office::SignInWait wait)
{
    switch (wait) {
    case office::SignInWait::SearchIndex:
        return tr("Making the search index of the register. This is done once and takes some seconds.");
    case office::SignInWait::NewKey:
        return tr("Somebody left or a new key was asked for: the data is put under another key. This takes some "
                  "seconds.");
    }
    return {};
}

void Application::signIn(const QByteArray &staff, const SecretBytes &secret, const SecretBytes &newPin)
{
    const auto who = core::staff::StaffId::fromBytes(staff);
    if (!who)
        return;
    m_lastStaff = staff;
    m_login->setBusy(true);
    const bool byPin = m_pins.has(*who) && isDigits(secret);
    m_given = byPin ? SecretBytes() : secret.clone();
    const auto tell = [this](office::SignInWait wait) {
        QMetaObject::invokeMethod(m_login, [this, wait] { m_login->setBusy(true, waitText(wait)); });
    };
    m_opening = QtConcurrent::run([this, tell, byPin, who = *who, secret = share(secret), pin = share(newPin)] {
        auto opened = byPin ? office::unlockByPin(m_folder, m_reference, m_clock, who, m_pins, *secret, tell)
                            : office::unlock(m_folder, m_reference, m_clock, who, *secret, tell);
        if (opened && !pin->isEmpty())
            beginShift(m_pins, *opened, *secret, *pin);
        return std::make_shared<Result<office::Unlocked>>(std::move(opened));
    });
    m_opening.then(this, [this, byPin](const Opening &outcome) {
        m_login->setBusy(false);
        if (*outcome)
            return unlocked(std::move(*outcome));
        m_given = {};
        refuseSignIn(outcome->error(), byPin);
    });
}

void Application::refuseSignIn(const Error &error, bool byPin)
{
    switch (error.code) {
    case ErrorCode::PassphraseWrong:
    case ErrorCode::TooManyAttempts:
    case ErrorCode::StaffUnknown:
        if (byPin) {
            showLogin(); // the PIN may have come to its end
            m_login->setPinWrong(error.code == ErrorCode::PassphraseWrong ? error.detail.toInt() : 0);
        } else {
            m_login->setError(error);
        }
        break;
    default: // the files, not the person
        showTrouble(error);
    }
}

void Application::unlocked(Result<office::Unlocked> outcome)
{
    auto session = office::Session::begin(std::move(*outcome), m_reference, m_clock, m_random);
    if (!session)
        return showTrouble(session.error());
    m_session = std::move(*session);
    connect(m_session.get(), &office::Session::syncStatusChanged, this, &Application::showStatus);
    connect(m_session.get(), &office::Session::changed, this, &Application::showStatus);
    connect(m_session.get(), &office::Session::mended, this, [this](const core::base::Error &what) {
        if (m_frame != nullptr)
            m_frame->showError(what);
    });
    // queued: the session ends with the lock, and it is the one that speaks
    connect(
        m_session.get(), &office::Session::outdated, this,
        [this](const core::base::Error &why) {
            lock();
            showTrouble(why);
        },
        Qt::QueuedConnection);
    connect(
        m_session.get(), &office::Session::erased, this,
        [this] {
            lock();
            showTrouble({ErrorCode::DeviceRevoked, {}});
        },
        Qt::QueuedConnection);
    if (m_options.courier)
        m_session->startCourier();
    m_idle.start();
    if (m_session->accounts().ownIsGiven())
        return askOwnPassphrase();
    m_given = {};
    showPages();
    Q_EMIT signedIn();
}

void Application::askOwnPassphrase()
{
    m_newPassphrase->setPerson(m_session->actor().staff.name);
    m_newPassphrase->setError({});
    m_newPassphrase->setBusy(false);
    m_window.setCurrentWidget(m_newPassphrase);
}

void Application::chooseOwnPassphrase(const SecretBytes &chosen)
{
    if (m_session == nullptr)
        return;
    m_newPassphrase->setBusy(true);
    m_session->accounts()
        .changeOwn(m_given.clone(), chosen.clone())
        .then(m_session.get(), [this](const Result<void> &done) {
            m_newPassphrase->setBusy(false);
            if (!done)
                return m_newPassphrase->setError(done.error());
            m_given = {};
            showPages();
            Q_EMIT signedIn();
        });
}

void Application::showStatus()
{
    if (m_frame == nullptr)
        return;
    const auto &status = m_session->syncStatus();
    tellTrouble(status);
    frame::SyncStatus shown;
    shown.user = m_session->actor().staff.name;
    shown.waiting = static_cast<int>(status.waiting);
    if (const auto open = core::changes::log::DisputeTable::openCount(m_session->reader()))
        m_needsYou = *open;
    shown.needsYou = m_needsYou;
    if (status.syncedAt) {
        const auto at = status.syncedAt->inChina();
        shown.time = at.date() == m_clock.today() ? at.toString(QStringLiteral("HH:mm"))
                                                  : at.toString(QStringLiteral("MM-dd"));
    }
    if (status.loading) {
        shown.state = frame::SyncStatus::State::Fetching;
        shown.percent = static_cast<int>(status.loading->done * 100 / std::max<std::int64_t>(1, status.loading->of));
    } else if (status.busy && status.waiting > 0)
        shown.state = frame::SyncStatus::State::Sending;
    else if (!status.online)
        shown.state = frame::SyncStatus::State::Offline;
    else if (m_needsYou > 0)
        shown.state = frame::SyncStatus::State::NeedsYou;
    else if (status.waiting > 0)
        shown.state = frame::SyncStatus::State::Waiting;
    else
        shown.state = frame::SyncStatus::State::AtCounty;
    m_frame->setSync(shown);
    const auto parent = m_session->directory().office(m_session->office().parent);
    m_frame->setOffice(parent ? parent->name + QStringLiteral(" · ") + m_session->office().name
                              : m_session->office().name);
}

void Application::tellTrouble(const sync::client::CourierStatus &status)
{
    if (status.busy)
        return; // how it ends is not known yet
    if (!status.trouble) {
        m_toldTrouble.reset();
        m_syncAsked = false;
        return;
    }
    const ErrorCode code = status.trouble->code;
    const bool everyday = code == ErrorCode::ServerUnreachable || code == ErrorCode::ServerBusy
        || code == ErrorCode::ProxyUnreachable || code == ErrorCode::Cancelled;
    if (m_syncAsked || (!everyday && m_toldTrouble != code))
        m_frame->showError(*status.trouble);
    m_syncAsked = false;
    m_toldTrouble = code;
}

void Application::showPages()
{
    m_frame = new MainFrame(m_clock);
    const Role role = m_session->actor().staff.role;
    const printing::PaperPress::Office papers{m_options.papersFolder, m_folder.path() + QStringLiteral("/printer.json"),
                                              m_options.printing};
    if (mayDo(role, Deed::AcceptCase))
        addPage(new counter::CounterPage(*m_session, papers));
    if (mayDo(role, Deed::AcceptCase) || mayDo(role, Deed::ReviewCase) || mayDo(role, Deed::ApproveCase))
        addPage(new review::ReviewPage(*m_session));
    if (mayDo(role, Deed::AcceptCase))
        addPage(new delivery::DeliveryPage(*m_session, papers));
    if (mayDo(role, Deed::OpenResident))
        addPage(new residents::ResidentsPage(*m_session));
    addPage(new services::ServicesPage(*m_session));
    if (mayDo(role, Deed::OpenResident))
        addPage(new settle::SettlePage(*m_session));
    if (mayDo(role, Deed::ImportResidents) || mayDo(role, Deed::ExportResidents))
        addPage(new exchange::ExchangePage(*m_session));
    if (core::staff::StaffDesk::mayManage(m_session->directory(), m_session->actor().staff.id))
        addPage(new staff::StaffPage(*m_session));
    connect(m_frame, &MainFrame::accountRequested, this,
            [this] { openAccount(access::PassphraseForm::Asks::PassphraseChange); });
    connect(m_frame, &MainFrame::pinRequested, this, [this] { openAccount(access::PassphraseForm::Asks::Pin); });
    connect(m_frame, &MainFrame::lockRequested, this, &Application::lock, Qt::QueuedConnection); // it ends the frame
    addPage(new settings::SettingsPage(*m_session));
    connect(m_frame, &MainFrame::syncRequested, this, [this] {
        m_syncAsked = true;
        syncNow();
        if (m_needsYou > 0)
            open(QStringLiteral("settle"), {});
    });
    connect(m_frame, &MainFrame::stickRequested, this, &Application::openStick);
    connect(m_frame, &MainFrame::languageSwitchRequested, this, &Application::switchLanguage);
    connect(m_frame, &MainFrame::contrastSwitchRequested, this, &Application::switchContrast);
    connect(m_frame, &MainFrame::scanUnused, this, &Application::scanUnused);
    connect(m_frame, &MainFrame::openRequested, this, &Application::open);
    m_window.addWidget(m_frame);
    m_window.setCurrentWidget(m_frame);
    showStatus();
}

void Application::openStick()
{
    if (m_frame->findChild<StickDialog *>() != nullptr)
        return;
    auto *dialog = new StickDialog(m_session->stick(), &StickMedium::mounted, m_frame);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Application::openAccount(access::PassphraseForm::Asks asks)
{
    if (m_frame->findChild<AccountDialog *>() != nullptr)
        return;
    const bool pin = asks == access::PassphraseForm::Asks::Pin;
    auto *dialog = new AccountDialog(
        asks,
        [this, pin](SecretBytes current, SecretBytes chosen) {
            auto &accounts = m_session->accounts();
            return pin ? accounts.setPin(std::move(current), std::move(chosen), m_pins)
                       : accounts.changeOwn(std::move(current), std::move(chosen));
        },
        m_frame);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Application::addPage(frame::Page *page)
{
    m_frame->addPage(page);
}

bool Application::open(const QString &kind, const QByteArray &id)
{
    const auto pages = m_frame->pages();
    // the last first: a page for some of the cases comes after the one for all of them
    for (auto page = pages.crbegin(); page != pages.crend(); ++page) {
        if ((*page)->open(kind, id)) {
            m_frame->setCurrentPage(*page);
            return true;
        }
    }
    return false;
}

void Application::scanUnused(const QString &text)
{
    const auto found = casework::CaseFinder(*m_session).find(text);
    if (found) {
        open(QStringLiteral("case"), found->toBytes());
        return;
    }
    const auto pages = m_frame->pages();
    for (frame::Page *page : pages) {
        const bool used = found.error().code == ErrorCode::CardMalformed && page != m_frame->currentPage()
            && page->onScan(text);
        if (used)
            return m_frame->setCurrentPage(page);
    }
    m_frame->showError(found.error());
}

void Application::lock()
{
    m_idle.stop();
    m_given = {};
    if (m_session == nullptr)
        return;
    if (m_frame != nullptr) { // not while an own passphrase is being chosen
        m_login->setBusy(true);
        m_window.setCurrentWidget(m_login);
        m_window.repaint(); // closing may take a moment: nothing of the pages stays in sight
        m_frame->settle();
        m_window.removeWidget(m_frame);
        delete m_frame;
        m_frame = nullptr;
    }
    if (m_copied)
        QGuiApplication::clipboard()->clear(); // it may be a resident's
    m_session.reset();
    m_toldTrouble.reset();
    m_syncAsked = false;
    showLogin();
    Q_EMIT locked();
}

void Application::syncNow()
{
    m_syncAskedMs = m_clock.now().ms;
    if (m_session != nullptr)
        m_session->syncNow();
}

bool Application::isWriting() const
{
    return m_session != nullptr && m_session->isWriting();
}

bool Application::isSynced() const
{
    if (m_session == nullptr)
        return false;
    const auto &status = m_session->syncStatus();
    return !status.busy && status.waiting == 0 && status.online && status.syncedAt
        && status.syncedAt->ms >= m_syncAskedMs;
}

bool Application::eventFilter(QObject *object, QEvent *event)
{
    if (m_session != nullptr
        && (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseMove
            || event->type() == QEvent::MouseButtonPress))
        m_idle.start();
    return QObject::eventFilter(object, event);
}

void Application::switchLanguage()
{
    using Language = look::Languages::Language;
    m_languages.use(m_languages.current() == Language::Chinese ? Language::English : Language::Chinese);
    if (m_window.currentWidget() == m_message)
        offerWaysOut();
}

void Application::switchContrast()
{
    using Contrast = look::Theme::Contrast;
    look::Theme::apply(*qApp, look::Theme::contrast() == Contrast::Calm ? Contrast::High : Contrast::Calm);
}

} // namespace shouli::app::shell
