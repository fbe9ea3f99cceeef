// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::frame {

/// What a person is told when something fails: three sentences, and a word for the IT staff.
struct ErrorMessage {
    QString happened = {};
    QString kept = {}; ///< what is safe
    QString todo = {};
    QString detail = {}; ///< untranslated; for the phone call to IT

    bool operator==(const ErrorMessage &) const = default;

    /// Two sentences in a row: with a blank between them, but after a Chinese full stop without.
    [[nodiscard]] static QString join(const QString &first, const QString &second);
};

/// The message above the page, until Esc. Never a dialog: work goes on below it.
class ErrorBanner : public QWidget {
    Q_OBJECT

public:
    explicit ErrorBanner(QWidget *parent = nullptr);

    void show(const ErrorMessage &message);
    void dismiss();
    [[nodiscard]] const ErrorMessage &message() const { return m_message; }

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setWords();

    ErrorMessage m_message;
    look::ToneLabel *m_happened;
    look::ToneLabel *m_rest;
    look::ToneLabel *m_detail;
    look::KeyButton *m_close;
};

} // namespace shouli::app::frame
