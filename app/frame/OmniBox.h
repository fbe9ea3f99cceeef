// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace shouli::app::frame {

class ResultList;

/// The one box: what is scanned or typed at a counter goes in here. Arrow keys and Enter work the
/// list of results below it; Esc closes the list, then empties the box, then is the page's.
class OmniBox : public QLineEdit {
    Q_OBJECT

public:
    static constexpr int boxHeight = 40;

    explicit OmniBox(ResultList *results, QWidget *parent = nullptr);

    /// Who or what the page shows, before the place to type.
    void setSubject(const QString &subject);
    [[nodiscard]] QString subject() const { return m_subject; }

    /// Puts the focus here and `text` behind what is there, as if typed.
    void typeInto(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void typed(const QString &text);   ///< after each change by a person
    void entered(const QString &text); ///< Enter, with no result to choose
    void cleared();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] bool wantsEscape() const;
    void layOut();

    ResultList *m_results;
    QString m_subject;
};

} // namespace shouli::app::frame
