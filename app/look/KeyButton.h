// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Icon.h"

#include <QKeySequence>
#include <QPushButton>

namespace shouli::app::look {

/// A button with its key drawn beside its words. It only shows the key: who owns the button makes the
/// shortcut (ActionBar does).
class KeyButton : public QPushButton {
    Q_OBJECT

public:
    enum class Role {
        Primary, ///< what is done next; one per page
        Secondary,
        Danger, ///< refuses, removes
        Quiet,  ///< words only, without a frame
    };

    explicit KeyButton(const QString &text, const QKeySequence &key = {}, Role role = Role::Secondary,
                       QWidget *parent = nullptr);

    void setRole(Role role);
    void setKey(const QKeySequence &key);
    void setIconName(Icon::Name icon);
    [[nodiscard]] Role role() const { return m_role; }
    [[nodiscard]] QKeySequence key() const { return m_key; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// It was clicked while disabled: the moment to say why.
    void refused();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int padding() const;
    [[nodiscard]] QFont textFont() const;

    Role m_role;
    QKeySequence m_key;
    Icon::Name m_icon = Icon::None;
};

} // namespace shouli::app::look
