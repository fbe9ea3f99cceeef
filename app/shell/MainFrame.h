// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/frame/SyncLight.h"
#include "core/base/Clock.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace shouli::app::look {
class KeyButton;
} // namespace shouli::app::look
namespace shouli::app::frame {
class ActionBar;
class ErrorBanner;
class HelpOverlay;
class OmniBox;
class ResultList;
class SideBar;
} // namespace shouli::app::frame

namespace shouli::app::shell {

/// The window after login: side bar, the one box, the pages, the footer. It draws what the page in
/// front says of itself (frame::Page) and hands it what is scanned and typed. Knows no page by name.
class MainFrame : public QWidget {
    Q_OBJECT

public:
    static constexpr QSize smallest{1280, 720};

    /// `clock` must outlive this.
    explicit MainFrame(const core::base::Clock &clock, QWidget *parent = nullptr);

    /// In the order of the side bar. Takes ownership. The first one added comes to the front.
    void addPage(frame::Page *page);
    [[nodiscard]] const QList<frame::Page *> &pages() const { return m_pages; }
    [[nodiscard]] frame::Page *currentPage() const;
    void setCurrentPage(frame::Page *page);

    void setOffice(const QString &office); ///< "street · community"
    void setSync(const frame::SyncStatus &status);
    void showError(const core::base::Error &error);
    void offerUndo(const frame::UndoOffer &offer);
    void showHelp();
    /// Before the counter is locked: empties the box, lets a pending step become final.
    void settle();

    [[nodiscard]] frame::OmniBox *box() const { return m_box; }

Q_SIGNALS:
    void pageChanged(shouli::app::frame::Page *page);
    /// Something was scanned that the page in front has no use for: a card opens its case, whoever shows it.
    void scanUnused(const QString &text);
    void openRequested(const QString &kind, const QByteArray &id);
    void syncRequested();
    void stickRequested(); ///< exchange with the county by USB stick
    void lockRequested();
    void accountRequested(); ///< who is signed in wants to change their passphrase
    void pinRequested();     ///< or a PIN for this shift
    void languageSwitchRequested();
    void contrastSwitchRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTopBar();
    void wireBox();
    void wireKeys();
    void refresh();
    void refreshDate();
    void setWords();
    void placeToast();
    void onScanned(const QString &text);
    void onResults(const QList<frame::ResultRow> &rows, const QString &note);
    [[nodiscard]] QList<frame::KeyHelp> windowKeys() const;

    const core::base::Clock &m_clock;
    QList<frame::Page *> m_pages;
    frame::Page *m_active = nullptr;
    std::optional<core::base::Error> m_error;

    frame::SideBar *m_sideBar;
    frame::SyncLight *m_syncLight;
    frame::ResultList *m_results;
    frame::OmniBox *m_box;
    QLabel *m_office;
    QLabel *m_info;
    look::KeyButton *m_help;
    frame::ErrorBanner *m_banner;
    QStackedWidget *m_stack;
    frame::ProgressStrip *m_progress;
    frame::ActionBar *m_actions;
    frame::UndoToast *m_toast;
    frame::HelpOverlay *m_overlay;
    QTimer m_minute;
};

} // namespace shouli::app::shell
