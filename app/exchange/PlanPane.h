// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exchange/PlanModel.h"

#include <QWidget>

namespace shouli::app::widgets {
class DataTable;
class NoticeBox;
class SegmentBar;
} // namespace shouli::app::widgets

namespace shouli::app::exchange {

/// What a file would do, row by row: all rows or those of one outcome (←→).
class PlanPane : public QWidget {
    Q_OBJECT

public:
    explicit PlanPane(const office::CodeWords &words, QWidget *parent = nullptr);

    void setPlan(const core::residents::exchange::ImportPlan &plan);
    [[nodiscard]] const core::residents::exchange::ImportPlan &plan() const { return m_plan; }
    [[nodiscard]] widgets::DataTable *table() const { return m_table; }
    void retranslate();

private:
    void show();

    core::residents::exchange::ImportPlan m_plan;
    PlanModel *m_model;
    widgets::SegmentBar *m_filter;
    widgets::NoticeBox *m_notice;
    widgets::DataTable *m_table;
};

} // namespace shouli::app::exchange
