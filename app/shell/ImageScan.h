// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/Result.h"

#include <QObject>

class QFileDialog;
class QImage;
class QMimeData;
class QWidget;

namespace shouli::app::shell {

/// Reads a code from a picture, as if it had been scanned: a file or picture dropped on the window, one in the
/// clipboard (Ctrl+V, wherever the focus is), a file chosen with Ctrl+O. Text in the clipboard is pasted as ever. A
/// photograph takes a moment; the window does not wait for it. GUI thread.
class ImageScan : public QObject {
    Q_OBJECT

public:
    /// Watches `window` and all in it.
    explicit ImageScan(QWidget *window);

    void choose();
    void readFile(const QString &path);
    void readImage(const QImage &image);

    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    void scanned(const QString &text);
    /// ImageWithoutCode, FileMissing, FileUnreadable, MessageTooLarge.
    void failed(const shouli::core::base::Error &error);

private:
    void done(const core::base::Result<QStringList> &codes);
    /// False where there is neither a picture nor a file in it.
    bool take(const QMimeData &data);
    [[nodiscard]] static bool isPicture(const QMimeData &data);

    QWidget *m_window;
    QFileDialog *m_dialog = nullptr;
};

} // namespace shouli::app::shell
