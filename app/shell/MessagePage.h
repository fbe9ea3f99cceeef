// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/ActionBar.h"
#include "core/base/Error.h"

#include <QWidget>

namespace shouli::app::look {
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::shell {

/// The whole window when Shouli cannot start: what happened, what is safe, what to do, and the line to
/// read to the IT staff. Never offers to throw anything away.
class MessagePage : public QWidget {
    Q_OBJECT

public:
    explicit MessagePage(QWidget *parent = nullptr);

    void setError(const core::base::Error &error);
    void setActions(const QList<frame::PageAction> &actions) { m_actions->setActions(actions); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setWords();

    core::base::Error m_error;
    look::ToneLabel *m_happened;
    look::ToneLabel *m_kept;
    look::ToneLabel *m_todo;
    look::ToneLabel *m_detail;
    frame::ActionBar *m_actions;
};

} // namespace shouli::app::shell
