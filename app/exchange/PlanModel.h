// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/office/CodeWords.h"
#include "core/residents/exchange/ImportPlan.h"

#include <QAbstractTableModel>

#include <optional>

namespace shouli::app::exchange {

/// The rows of a dry run, all or those of one outcome. Numbers are masked as in all lists.
class PlanModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Row, Result, Name, Number, What };
    static constexpr int columns = What + 1;

    explicit PlanModel(const office::CodeWords &words, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_words(words)
    {
    }

    void setLines(const QList<core::residents::exchange::ImportPlan::Line> &lines);
    /// None: all.
    void setFilter(std::optional<core::residents::exchange::Outcome> only);
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void filter();

    office::CodeWords m_words;
    QList<core::residents::exchange::ImportPlan::Line> m_lines;
    QList<qsizetype> m_shown;
    std::optional<core::residents::exchange::Outcome> m_only;
};

} // namespace shouli::app::exchange
