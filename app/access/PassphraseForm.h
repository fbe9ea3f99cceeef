// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/SecretBytes.h"

#include <QWidget>

#include <optional>

class QGridLayout;

namespace shouli::app::look {
class KeyButton;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class NoticeBox;
}

namespace shouli::app::access {

class PassphraseField;

/// Asks somebody for a new passphrase or a PIN of their own: twice, and before it for their present passphrase where
/// `asks` says so. Says beside each field what is missing; only asks, it changes nothing itself.
class PassphraseForm : public QWidget {
    Q_OBJECT

public:
    enum class Asks {
        NewPassphrase, ///< the present one has just been typed
        PassphraseChange,
        Pin,
    };

    explicit PassphraseForm(Asks asks, QWidget *parent = nullptr);

    /// While the key is worked out.
    void setBusy(bool busy);
    /// Shown until the next attempt; empty: nothing is wrong. What was typed is gone.
    void setTrouble(const QString &text);

Q_SIGNALS:
    /// Connect directly: passphrases cannot be copied. `current` is empty where it is not asked for.
    void submitted(const shouli::core::crypto::SecretBytes &current, const shouli::core::crypto::SecretBytes &chosen);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum Which { Current, Chosen, Again };
    struct Row {
        Which which;
        look::ToneLabel *label;
        PassphraseField *field;
        look::ToneLabel *hint;
    };

    void addRow(QGridLayout *grid, Which which);
    void setWords();
    [[nodiscard]] const Row *row(Which which) const;
    [[nodiscard]] QString textOf(Which which) const;
    [[nodiscard]] QString labelOf(Which which) const;
    /// Empty when the field is good.
    [[nodiscard]] QString problem(Which which) const;
    [[nodiscard]] QString advice() const;
    void submit();

    Asks m_asks;
    bool m_busy = false;
    bool m_tried = false; ///< problems are shown from the first attempt on, not while typing
    QString m_trouble;
    QList<Row> m_rows;
    widgets::NoticeBox *m_notice;
    look::KeyButton *m_submit;
};

} // namespace shouli::app::access
