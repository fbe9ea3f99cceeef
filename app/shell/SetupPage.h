// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/crypto/SecretBytes.h"

#include <QList>
#include <QWidget>

#include <optional>

class QLineEdit;

namespace shouli::app::access {
class PassphraseField;
} // namespace shouli::app::access
namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::shell {

struct SetupInput {
    QString serverAddress; ///< host, or host:port
    QString enrolmentCode; ///< upper case, without blanks and hyphens
    QString staffName;
    core::crypto::SecretBytes passphrase;
};

/// The first set-up of a computer, from the sheet that the county's IT staff hands out. Only asks;
/// checks what can be seen without the server, and says so beside the field.
class SetupPage : public QWidget {
    Q_OBJECT

public:
    explicit SetupPage(QWidget *parent = nullptr);

    void setError(const std::optional<core::base::Error> &error);
    /// While the computer is enrolled and the first data fetched; `doing` says what is going on.
    void setBusy(bool busy, const QString &doing = {});

Q_SIGNALS:
    /// Connect directly: the passphrase cannot be copied.
    void setupRequested(const shouli::app::shell::SetupInput &input);
    void languageSwitchRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Row {
        look::ToneLabel *label;
        QLineEdit *field;
        look::ToneLabel *hint;
    };
    enum Which { Server, Code, Name, Passphrase, Repeat };

    void setWords();
    void showHint(Which which, const QString &text, bool problem);
    /// Empty when the field is good.
    [[nodiscard]] QString problem(Which which) const;
    void submit();

    std::optional<core::base::Error> m_error;
    bool m_busy = false;
    bool m_tried = false; ///< problems are shown from the first attempt on, not while typing
    QString m_doing;
    QList<Row> m_rows;
    access::PassphraseField *m_passphrase;
    access::PassphraseField *m_repeat;
    look::ToneLabel *m_title;
    look::ToneLabel *m_lead;
    widgets::NoticeBox *m_notice;
    look::KeyButton *m_submit;
    look::KeyButton *m_language;
};

} // namespace shouli::app::shell
