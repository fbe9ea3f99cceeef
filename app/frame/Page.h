// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/PageAction.h"
#include "app/frame/ProgressStrip.h"
#include "app/frame/ResultModel.h"
#include "app/frame/UndoToast.h"
#include "core/base/Error.h"

#include <QWidget>

namespace shouli::app::frame {

/// One page of the window. A page says what it is and what can be done on it; the frame draws the side
/// bar, the box, the footer and the help from that, and hands it what is scanned and typed. A page
/// knows neither the frame nor other pages: what it wants from them it says by a signal.
///
/// Emit changed() whenever an answer of the functions below has changed. All in the GUI thread.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0; ///< one word for the side bar
    [[nodiscard]] virtual look::Icon::Name icon() const = 0;
    [[nodiscard]] virtual int badge() const { return 0; } ///< how many things wait here
    [[nodiscard]] virtual QList<PageAction> actions() const { return {}; }
    [[nodiscard]] virtual QString hint() const { return {}; }    ///< words in the footer
    [[nodiscard]] virtual QString boxHint() const { return {}; } ///< what the box takes here, in its own grey words
    [[nodiscard]] virtual QString subject() const { return {}; } ///< whom the page shows, in the box
    [[nodiscard]] virtual QString topInfo() const { return {}; } ///< at the right of the top; the date where empty
    [[nodiscard]] virtual QList<KeyHelp> keyHelp() const { return {}; } ///< keys that are not actions
    /// Where ↓ in the empty box goes, such as the page's main list; null for nowhere.
    [[nodiscard]] virtual QWidget *mainList() const { return nullptr; }

    /// Shows a thing that another page, or a scan, asked for: ("case", its id). False when this page cannot;
    /// why, it says by failed().
    virtual bool open(const QString &kind, const QByteArray &id)
    {
        Q_UNUSED(kind)
        Q_UNUSED(id)
        return false;
    }
    /// A scanner's text. False when the page has no use for it; the program then finds another page.
    virtual bool onScan(const QString &text)
    {
        Q_UNUSED(text)
        return false;
    }
    /// After each change of the box; answer by resultsFound(). An empty text ends the search.
    virtual void onOmniText(const QString &text) { Q_UNUSED(text) }
    /// Enter in the box with no result to choose.
    virtual void onOmniEntered(const QString &text) { Q_UNUSED(text) }
    /// One of the results was chosen.
    virtual void onResultChosen(const QByteArray &key) { Q_UNUSED(key) }
    /// "Stop" was pressed beside the progress this page reports.
    virtual void onProgressCancelled() { }
    /// The page has come to the front, or gone.
    virtual void onActivated() { }
    virtual void onDeactivated() { }

Q_SIGNALS:
    void changed();
    /// Shown below the box; `note` tells how many there are, or that there is nothing and what then.
    void resultsFound(const QList<shouli::app::frame::ResultRow> &rows, const QString &note);
    /// Shown above the page with what was kept and what to do.
    void failed(const shouli::core::base::Error &error);
    void undoOffered(const shouli::app::frame::UndoOffer &offer);
    void progressed(const shouli::app::frame::Progress &progress);
    /// The thing is another page's: ("case", its id), ("resident", its id).
    void openRequested(const QString &kind, const QByteArray &id);

protected:
    /// Sets all its texts anew; called on a change of language. changed() follows by itself.
    virtual void retranslate() { }
    /// What the page shows may have changed: renew() follows, at once where it is in front, else when it is next
    /// shown or renewIfStale() is called.
    void outdate();
    void renewIfStale();
    /// Reads anew.
    virtual void renew() { }

    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool m_stale = false;
};

} // namespace shouli::app::frame
