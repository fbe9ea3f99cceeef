// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QStringList>

namespace shouli::app::widgets {

/// Where this step's opinion is typed, or taken from the usual phrases with Ctrl+1 … Ctrl+9 from
/// anywhere in the window. Grows with its text up to four lines.
class OpinionEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit OpinionEdit(QWidget *parent = nullptr);

    /// At most nine are reached by keys.
    void setPhrases(const QStringList &phrases);
    [[nodiscard]] const QStringList &phrases() const { return m_phrases; }
    /// Puts a phrase behind what is there.
    void take(int phrase);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setWords();
    [[nodiscard]] int lines() const;

    QStringList m_phrases;
};

} // namespace shouli::app::widgets
