// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/access/PassphraseForm.h"
#include "app/access/SessionWatch.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/office/OfficeFolder.h"
#include "app/office/Reference.h"
#include "app/office/Session.h"
#include "app/printing/PrintService.h"
#include "app/shell/SetupPage.h"
#include "core/keys/ShiftPins.h"

#include <QFuture>
#include <QObject>
#include <QStackedWidget>
#include <QTimer>

#include <memory>
#include <optional>

namespace shouli::app::frame {
class Page;
}

namespace shouli::app::shell {

class LoginPage;
class MainFrame;
class MessagePage;
class NewPassphrasePage;

/// The program: one window that shows the first set-up, the login, the pages, or why it cannot go
/// on; the person's session behind it. Composes the features; knows nothing of what they do.
/// GUI thread. `reference`, `clock` and `random` must outlive it.
class Application : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString folder;           ///< of this office's data
        QString papersFolder;     ///< where each paper is kept as PDF
        bool courier = true;      ///< false: stays offline
        int lockAfterMinutes = 5; ///< without a key or a movement of the mouse
        int shiftHours = 12;      ///< for so long a PIN is good after a full passphrase
        printing::PrintService::System printing = printing::PrintService::System::real();
    };

    Application(const office::Reference &reference, const core::base::Clock &clock, core::base::Random &random,
                look::Languages &languages, const Options &options);
    ~Application() override;

    /// Shows what is due: set-up, login, or what is wrong with the files.
    void start();
    [[nodiscard]] QWidget &window() { return m_window; }

    /// Covers the window, closes the database and wipes the key; back to the login page. What is being typed is kept
    /// where a page keeps it (the counter's draft).
    void lock();
    void syncNow();
    [[nodiscard]] bool isWriting() const;
    /// Nothing of ours waits and the county has answered since the last syncNow().
    [[nodiscard]] bool isSynced() const;

Q_SIGNALS:
    void signedIn();
    void locked();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void showLogin();
    void showTrouble(const core::base::Error &error);
    void offerWaysOut();
    void setUp(const SetupInput &input);
    void signIn(const QByteArray &staff, const core::crypto::SecretBytes &secret,
                const core::crypto::SecretBytes &newPin);
    void refuseSignIn(const core::base::Error &error, bool byPin);
    using Opening = std::shared_ptr<core::base::Result<office::Unlocked>>;
    [[nodiscard]] static QString waitText(office::SignInWait wait);
    void unlocked(core::base::Result<office::Unlocked> outcome);
    /// Where somebody else chose the passphrase that was just typed.
    void askOwnPassphrase();
    void chooseOwnPassphrase(const core::crypto::SecretBytes &chosen);
    void showPages();
    void openStick();
    void openAccount(access::PassphraseForm::Asks asks);
    void addPage(frame::Page *page);
    void showStatus();
    /// Says why the county was not reached: once what a person must know of, at each asking the rest, which
    /// the sync light shows all the time.
    void tellTrouble(const sync::client::CourierStatus &status);
    void scanUnused(const QString &text);
    bool open(const QString &kind, const QByteArray &id);
    void switchLanguage();
    void switchContrast();

    const office::Reference &m_reference;
    const core::base::Clock &m_clock;
    core::base::Random &m_random;
    look::Languages &m_languages;
    Options m_options;
    office::OfficeFolder m_folder;
    QStackedWidget m_window;
    SetupPage *m_setup = nullptr;
    LoginPage *m_login = nullptr;
    MessagePage *m_message = nullptr;
    NewPassphrasePage *m_newPassphrase = nullptr;
    core::keys::ShiftPins m_pins;
    core::crypto::SecretBytes m_given; ///< the passphrase just typed, until its owner has chosen another
    std::unique_ptr<office::Session> m_session;
    MainFrame *m_frame = nullptr;
    QFuture<Opening> m_opening; ///< on a worker thread; uses what this refers to
    QTimer m_idle;
    access::SessionWatch m_watch;
    QByteArray m_lastStaff;
    qint64 m_syncAskedMs = 0;
    int m_needsYou = 0;       ///< decisions that wait, as the light shows
    bool m_syncAsked = false; ///< by a person, who waits for an answer
    bool m_copied = false;    ///< what is in the clipboard came from here
    std::optional<core::base::ErrorCode> m_toldTrouble;
};

} // namespace shouli::app::shell
