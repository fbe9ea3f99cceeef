// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::frame {

/// Work that takes a while: printing a hundred cards, fetching a snapshot.
struct Progress {
    QString text = {}; ///< "Printing acceptance cards"; empty when nothing is going on
    int done = 0;
    int total = 0; ///< 0 while it is not known
    bool cancellable = false;

    bool operator==(const Progress &) const = default;
};

/// A strip above the footer. Never modal: the counter goes on serving meanwhile.
class ProgressStrip : public QWidget {
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget *parent = nullptr);

    void setProgress(const Progress &progress);
    [[nodiscard]] const Progress &progress() const { return m_progress; }

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setWords();

    Progress m_progress;
    look::ToneLabel *m_text;
    look::ToneLabel *m_count;
    look::KeyButton *m_cancel;
};

} // namespace shouli::app::frame
