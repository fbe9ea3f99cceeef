// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/ToneLabel.h"

#include <QWidget>

namespace shouli::app::widgets {

/// Words in the page that must not be passed over: blue to know, amber to mind, red late or dangerous.
/// Hidden while it has nothing to say.
class NoticeBox : public QWidget {
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Danger };

    explicit NoticeBox(QWidget *parent = nullptr);

    void setNotice(Kind kind, const QString &text);
    void clear() { setNotice(Kind::Info, {}); }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] QString text() const { return m_text->text(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind = Kind::Info;
    look::ToneLabel *m_text;
};

} // namespace shouli::app::widgets
