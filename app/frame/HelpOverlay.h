// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/PageAction.h"

#include <QWidget>

namespace shouli::app::look {
class KeyButton;
class SectionHeader;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
class Pane;
} // namespace shouli::app::widgets

namespace shouli::app::frame {

/// F1: every key of the page in front and of the whole window, laid over it. Made from the pages'
/// actions, so that it cannot say anything else than what the keys do. Esc or F1 closes it.
class HelpOverlay : public QWidget {
    Q_OBJECT

public:
    explicit HelpOverlay(QWidget *parent);

    void open(const QString &pageTitle, const QList<KeyHelp> &pageKeys, const QList<KeyHelp> &windowKeys);
    void close();

Q_SIGNALS:
    void closed();
    void languageSwitchRequested();
    void contrastSwitchRequested();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setWords();

    QString m_pageTitle;
    look::SectionHeader *m_pageHeader;
    look::SectionHeader *m_windowHeader;
    widgets::ChecklistView *m_pageKeys;
    widgets::ChecklistView *m_windowKeys;
    widgets::Pane *m_card;
    look::KeyButton *m_language;
    look::KeyButton *m_contrast;
    look::KeyButton *m_close;
};

} // namespace shouli::app::frame
