// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"

#include <QList>
#include <QWidget>

namespace shouli::app::widgets {

struct Opinion {
    QString author; ///< "office, name"
    QString when;   ///< date, and whether it has reached the county
    QString text;
    look::Tone tone = look::Tone::Dim; ///< Bad for a refusal, Warn for a return

    bool operator==(const Opinion &) const = default;
};

/// What everyone before wrote about a case, oldest first.
class OpinionList : public QWidget {
    Q_OBJECT

public:
    explicit OpinionList(QWidget *parent = nullptr);

    void setOpinions(const QList<Opinion> &opinions);
    [[nodiscard]] const QList<Opinion> &opinions() const { return m_opinions; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Opinion> m_opinions;
};

} // namespace shouli::app::widgets
