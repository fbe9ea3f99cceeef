// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintThread.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class NoticeBox;
}

namespace shouli::app::printing {

class PageView;

/// A document before it is printed: its pages, the printer, the copies. Printing goes on on the print
/// thread; the dialog closes when the system has taken the job. Keys: Page Up, Page Down
/// turn; + and - zoom, 0 fits; P prints; S saves a PDF; Esc closes. Stays open after a failure and
/// says what happened. Show it with open(). GUI thread.
class PreviewDialog final : public QDialog {
    Q_OBJECT

public:
    /// The thread must outlive the dialog; `pages` are of its renderer. `choice` is what was chosen last.
    PreviewDialog(PrintThread &thread, core::forms::setting::FormPages pages, PrintChoice choice,
                  QWidget *parent = nullptr);

    [[nodiscard]] const PageView &view() const { return *m_view; }
    [[nodiscard]] PrintChoice choice() const;

public Q_SLOTS:
    void print();
    void save();
    /// The file that save() would ask for.
    void saveTo(const QString &path);

Q_SIGNALS:
    void ready(); ///< the printers are known
    /// The system took the job, or the file is written. The dialog is accepted with it.
    void printed(const shouli::app::printing::PrintReceipt &receipt);
    void failed(const shouli::core::base::Error &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void showPosition();
    void showPrinters(const QStringList &names);
    void take(std::function<core::base::Result<PrintReceipt>(Workshop &, const core::forms::setting::FormPages &)> job);
    void conclude(const core::base::Result<PrintReceipt> &result);

    PrintThread &m_thread;
    std::shared_ptr<const core::forms::setting::FormPages> m_pages;
    PrintChoice m_choice;
    bool m_known = false; ///< which printers there are
    bool m_busy = false;  ///< a job is on its way
    PageView *m_view = nullptr;
    look::ToneLabel *m_printerLabel = nullptr;
    QComboBox *m_printer = nullptr;
    look::ToneLabel *m_copiesLabel = nullptr;
    QSpinBox *m_copies = nullptr;
    look::ToneLabel *m_position = nullptr;
    widgets::NoticeBox *m_message = nullptr;
    look::ToneLabel *m_keys = nullptr;
    look::KeyButton *m_print = nullptr;
    look::KeyButton *m_save = nullptr;
    look::KeyButton *m_close = nullptr;
};

} // namespace shouli::app::printing
