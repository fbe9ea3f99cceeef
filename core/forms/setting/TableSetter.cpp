// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/TableSetter.h"

#include <algorithm>

namespace shouli::core::forms::setting {

using base::ErrorCode;
using base::Result;

namespace {

constexpr double outline = 1.0;    // pt
constexpr double inner = 0.5;      // pt
constexpr double tolerance = 0.01; // mm

bool wanted(const QString &when, const QString &unless, const FormScope &scope)
{
    return (when.isEmpty() || scope.holds(when)) && (unless.isEmpty() || !scope.holds(unless));
}

double heightOf(const std::vector<TableSetter::Row> &rows, std::size_t from, std::size_t to)
{
    double sum = 0;
    for (std::size_t i = from; i < to; ++i)
        sum += rows[i].height;
    return sum;
}

/// The row after those that must stay on one page with `from`: cells that span, a head with its first row.
std::size_t groupEnd(const std::vector<TableSetter::Row> &rows, const std::vector<GridSlot> &slots, std::size_t from)
{
    std::size_t end = from + 1;
    for (std::size_t i = from; i < end; ++i) {
        if (rows[i].row->head)
            end = std::max(end, std::min(i + 2, rows.size()));
        for (const GridSlot &slot : slots) {
            if (slot.row == i)
                end = std::max(end, i + slot.rows);
        }
    }
    return end;
}

/// The head rows that belong above row `at` when it begins a page.
std::pair<std::size_t, std::size_t> headsOf(const std::vector<TableSetter::Row> &rows, std::size_t at)
{
    if (rows[at].item == 0)
        return {at, at};
    std::size_t end = at;
    while (end > 0 && rows[end - 1].row == rows[at].row)
        --end;
    std::size_t from = end;
    while (from > 0 && rows[from - 1].row->head)
        --from;
    return {from, end};
}

/// The words of the form before a cell, or above it in its column: what a person would call it.
QString labelOf(const GridSlot &slot, const std::vector<TableSetter::Row> &rows, const std::vector<GridSlot> &slots,
                const FormSection &section)
{
    const TableSetter::Row &row = rows[slot.row];
    QString name = slot.cell->name;
    const GridSlot *near = nullptr;
    const auto heads = headsOf(rows, slot.row);
    for (const GridSlot &other : slots) {
        const bool before = other.row <= slot.row && slot.row < other.row + other.rows && other.left < slot.left;
        const bool above = heads.first <= other.row && other.row < heads.second && other.left <= slot.left + tolerance
            && slot.left < other.left + other.span - tolerance;
        if ((row.item > 0 ? above : before) && !other.cell->parts.empty() && other.cell->parts.front().text.isFixed())
            near = &other;
    }
    if (name.isEmpty() && near != nullptr)
        name = near->cell->parts.front().text.source();
    QString label = section.name;
    if (row.item > 0)
        label += QStringLiteral(" 第 %1 行").arg(row.item);
    if (!label.isEmpty() && !name.isEmpty())
        label += QStringLiteral(" · ");
    return (label + name.remove(u'\n').remove(u'\u3000')).trimmed();
}

} // namespace

void TableSetter::begin(double left, double width, bool border)
{
    m_left = m_flow.form.margins.left() + left;
    m_width = width;
    m_border = border;
    m_top = m_flow.y;
}

void TableSetter::closeOutline()
{
    if (m_border && m_flow.y > m_top + tolerance)
        m_flow.page().boxes.push_back({QRectF(m_left, m_top, m_width, m_flow.y - m_top), outline});
    m_top = m_flow.y;
}

Result<void> TableSetter::place(const FormBlock &block, const FormScope &scope)
{
    begin(block.left, block.width, block.border);
    for (const FormSection &section : block.sections) {
        if (wanted(section.when, section.unless, scope))
            SHOULI_CHECK(placeSection(section, expand(section, scope)));
    }
    closeOutline();
    return {};
}

Result<void> TableSetter::placeRest(const Rest &rest)
{
    begin(0, m_flow.form.width(), true);
    SHOULI_CHECK(placeSection(*rest.section, rest.rows));
    closeOutline();
    return {};
}

std::vector<TableSetter::Row> TableSetter::expand(const FormSection &section, const FormScope &scope)
{
    std::vector<Row> rows;
    for (const FormRow &row : section.rows) {
        if (!wanted(row.when, row.unless, scope))
            continue;
        if (row.each.isEmpty()) {
            rows.push_back({&row, scope, {}, 0, row.height});
            continue;
        }
        std::vector<FormScope> items = scope.rows(row.each);
        const int known = static_cast<int>(items.size());
        std::vector<Row> list;
        for (int i = 0; i < std::max(known, row.least); ++i) {
            const FormScope own = i < known ? items[static_cast<std::size_t>(i)] : FormScope::blankRow(i + 1);
            list.push_back({&row, own, QStringLiteral("%1[%2].").arg(row.each).arg(i), i + 1, row.height});
        }
        const auto here = list.begin() + std::min<std::ptrdiff_t>(row.most, static_cast<std::ptrdiff_t>(list.size()));
        if (here != list.end()) {
            Rest rest{&section, {}};
            auto head = rows.end();
            while (head != rows.begin() && std::prev(head)->row->head)
                --head;
            rest.rows.assign(head, rows.end());
            rest.rows.insert(rest.rows.end(), here, list.end());
            m_rests.push_back(std::move(rest));
        }
        rows.insert(rows.end(), list.begin(), here);
    }
    return rows;
}

Result<void> TableSetter::grow(std::vector<Row> &rows, const std::vector<GridSlot> &slots) const
{
    for (const GridSlot &slot : slots) {
        Row &row = rows[slot.row];
        if (!row.row->grows || slot.rows > 1)
            continue;
        SHOULI_TRY(const double needed, m_setter.height(*slot.cell, row.scope, slot.span * columnWidth()));
        row.height = std::max(row.height, std::min(needed, row.row->highest));
    }
    // a row taller than a page is cut to one, and its words overflow like those of a fixed cell
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto heads = headsOf(rows, i);
        if (rows[i].row->grows)
            rows[i].height = std::min(rows[i].height, m_flow.whole() - heightOf(rows, heads.first, heads.second));
    }
    return {};
}

Result<void> TableSetter::placeSection(const FormSection &section, std::vector<Row> rows)
{
    std::vector<const FormRow *> shapes;
    for (const Row &row : rows)
        shapes.push_back(row.row);
    SHOULI_TRY(const auto slots, arrange(shapes, section.sideSpan, m_flow.form.columns));
    SHOULI_CHECK(grow(rows, slots));
    const auto breakPage = [this] {
        closeOutline();
        m_flow.newPage(m_flow.page().annex);
        m_top = m_flow.y;
    };
    const double whole = heightOf(rows, 0, rows.size());
    if (section.whole && whole > m_flow.room() + tolerance && whole <= m_flow.whole() && !m_flow.blank)
        breakPage();
    double top = m_flow.y;
    for (std::size_t from = 0; from < rows.size();) {
        const std::size_t to = groupEnd(rows, slots, from);
        const double height = heightOf(rows, from, to);
        if (height > m_flow.room() + tolerance && !m_flow.blank) {
            SHOULI_CHECK(placeSide(section, top));
            breakPage();
            top = m_flow.y;
            const auto heads = headsOf(rows, from);
            SHOULI_CHECK(placeRows(section, rows, slots, heads.first, heads.second));
        }
        if (height > m_flow.room() + tolerance)
            return base::failure(
                ErrorCode::TemplateDamaged,
                QStringLiteral("%1: %2: rows are higher than a page").arg(m_flow.form.id, section.name));
        SHOULI_CHECK(placeRows(section, rows, slots, from, to));
        from = to;
    }
    return placeSide(section, top);
}

Result<void> TableSetter::placeRows(const FormSection &section, const std::vector<Row> &rows,
                                    const std::vector<GridSlot> &slots, std::size_t from, std::size_t to)
{
    for (const GridSlot &slot : slots) {
        if (slot.row < from || slot.row >= to)
            continue;
        const double top = m_flow.y + heightOf(rows, from, slot.row);
        const double height = heightOf(rows, slot.row, std::min(slot.row + slot.rows, to));
        const QRectF rect(m_left + slot.left * columnWidth(), top, slot.span * columnWidth(), height);
        SHOULI_CHECK(placeCell(*slot.cell, rows[slot.row], rect, labelOf(slot, rows, slots, section)));
    }
    if (to > from) {
        m_flow.y += heightOf(rows, from, to);
        m_flow.blank = false;
    }
    return {};
}

Result<void> TableSetter::placeCell(const FormCell &cell, const Row &row, const QRectF &rect, const QString &label)
{
    FormPage &page = m_flow.page();
    if (m_border) { // the lines to the right and below; the outline is drawn over the last of them
        if (rect.right() < m_left + m_width - tolerance)
            page.lines.push_back({QLineF(rect.topRight(), rect.bottomRight()), inner});
        page.lines.push_back({QLineF(rect.bottomLeft(), rect.bottomRight()), inner});
    }
    SHOULI_TRY(const auto overflow, m_setter.set(page, cell, row.scope, rect, m_code, row.prefix));
    if (overflow)
        m_overflows.push_back({label, *overflow});
    return {};
}

Result<void> TableSetter::placeSide(const FormSection &section, double top)
{
    if (section.sideSpan <= 0 || m_flow.y <= top + tolerance)
        return {};
    FormCell cell;
    cell.kind = FormCell::Kind::Stacked;
    cell.parts = section.side;
    const QRectF rect(m_left, top, section.sideSpan * columnWidth(), m_flow.y - top);
    return placeCell(cell, {nullptr, FormScope(FormData()), {}, 0, 0}, rect, {});
}

Result<void> TableSetter::placeBand(const FormBlock &block, const FormScope &scope)
{
    const std::vector<FormScope> items = scope.rows(block.band.list);
    const int count = static_cast<int>(items.size());
    if (count == 0)
        return {};
    const int bands = (count + block.band.most - 1) / block.band.most;
    const int each = (count + bands - 1) / bands;
    double height = 0;
    for (const FormRow &row : block.band.rows)
        height += row.height;
    const double width = block.width / each;
    m_flow.y = std::max(m_flow.y, block.endsAt - bands * height);
    for (int band = 0; band < bands; ++band) {
        m_flow.makeRoom(height);
        begin(block.left, block.width, block.border);
        for (const FormRow &row : block.band.rows) {
            for (int i = 0; i < each; ++i) {
                const int item = band * each + i;
                const FormScope own = item < count ? items[static_cast<std::size_t>(item)] : FormScope(FormData());
                const Row data{&row, own, QStringLiteral("%1[%2].").arg(block.band.list).arg(item), item + 1, 0};
                const QRectF rect(m_left + i * width, m_flow.y, width, row.height);
                SHOULI_CHECK(placeCell(row.cells.front(), data, rect, QString()));
            }
            m_flow.y += row.height;
        }
        m_flow.blank = false;
        closeOutline();
    }
    return {};
}

} // namespace shouli::core::forms::setting
