// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/FormGrid.h"
#include "core/forms/setting/PageFlow.h"

#include <vector>

namespace shouli::core::forms::setting {

/// Sets a table on the pages of a flow: rows of lists, heights that grow, head rows again after a
/// page break, stacked labels beside each stretch of a section, a 1 pt line round and 0.5 pt within.
/// Errors as CellSetter's. One thread; one table at a time.
class TableSetter {
public:
    /// A row with the data it prints.
    struct Row {
        const FormRow *row = nullptr;
        FormScope scope;
        QString prefix;    ///< of the paths of its list item
        int item = 0;      ///< from 1; 0 outside lists
        double height = 0; ///< mm
    };
    /// Rows of a list beyond what its section prints, under their head rows.
    struct Rest {
        const FormSection *section = nullptr;
        std::vector<Row> rows;
    };

    TableSetter(PageFlow &flow, const CellSetter &setter, const cards::QrImage *code)
        : m_flow(flow)
        , m_setter(setter)
        , m_code(code)
    {
    }

    [[nodiscard]] base::Result<void> place(const FormBlock &block, const FormScope &scope);
    [[nodiscard]] base::Result<void> placeRest(const Rest &rest);
    [[nodiscard]] base::Result<void> placeBand(const FormBlock &block, const FormScope &scope);

    [[nodiscard]] std::vector<Rest> takeRests() { return std::exchange(m_rests, {}); }
    [[nodiscard]] std::vector<Overflow> takeOverflows() { return std::exchange(m_overflows, {}); }

private:
    [[nodiscard]] std::vector<Row> expand(const FormSection &section, const FormScope &scope);
    [[nodiscard]] base::Result<void> placeSection(const FormSection &section, std::vector<Row> rows);
    [[nodiscard]] base::Result<void> grow(std::vector<Row> &rows, const std::vector<GridSlot> &slots) const;
    [[nodiscard]] base::Result<void> placeRows(const FormSection &section, const std::vector<Row> &rows,
                                               const std::vector<GridSlot> &slots, std::size_t from, std::size_t to);
    [[nodiscard]] base::Result<void> placeCell(const FormCell &cell, const Row &row, const QRectF &rect,
                                               const QString &label);
    [[nodiscard]] base::Result<void> placeSide(const FormSection &section, double top);
    void begin(double left, double width, bool border);
    void closeOutline();
    [[nodiscard]] double columnWidth() const { return m_width / m_flow.form.columns; }

    PageFlow &m_flow;
    const CellSetter &m_setter;
    const cards::QrImage *m_code;
    std::vector<Rest> m_rests;
    std::vector<Overflow> m_overflows;

    bool m_border = true;
    double m_left = 0; ///< mm from the page's edge
    double m_width = 0;
    double m_top = 0; ///< of the table on this page
};

} // namespace shouli::core::forms::setting
