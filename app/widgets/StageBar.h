// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

namespace shouli::app::widgets {

struct Stage {
    enum class State {
        Todo,
        Done,
        Current, ///< in time
        DueSoon,
        Overdue,
        Paused, ///< the clock is stopped
    };

    QString name;
    QString detail; ///< a date or a limit: "11-20", "3 working days", "due today"
    State state = State::Todo;

    bool operator==(const Stage &) const = default;
};

/// The stages of a case from left to right, each with its state and, below it, its date or limit.
class StageBar : public QWidget {
    Q_OBJECT

public:
    explicit StageBar(QWidget *parent = nullptr);

    void setStages(const QList<Stage> &stages);
    [[nodiscard]] const QList<Stage> &stages() const { return m_stages; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<Stage> m_stages;
};

} // namespace shouli::app::widgets
