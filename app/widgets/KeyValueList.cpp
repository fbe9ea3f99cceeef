// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/KeyValueList.h"

#include "app/look/KeyCap.h"
#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QPainter>
#include <QStringList>

namespace shouli::app::widgets {

using look::KeyCap;
using look::TextFlow;
using look::Theme;

namespace {

constexpr int narrowestLabel = 64;
constexpr int widestLabel = 132;
constexpr int columnGap = 3 * Theme::grid;
constexpr int rowGap = Theme::grid;

QFont bodyFont()
{
    return Theme::font(Theme::Text::Body);
}

/// The value and its key side by side where they fit; else the key on a line of its own.
struct Value {
    TextFlow flow;
    QPoint capAt;
    QString cap;
    int height;

    Value(const KeyValue &row, int width)
        : flow(row.value, bodyFont(), width)
        , cap(KeyCap::text(row.key))
        , height(flow.height())
    {
        if (cap.isEmpty())
            return;
        const int natural = TextFlow::naturalWidth(row.value, bodyFont());
        const QSize size = KeyCap::size(cap);
        if (flow.lines() == 1 && natural + Theme::grid + size.width() <= width) {
            capAt = QPoint(natural + Theme::grid, (height - size.height()) / 2);
        } else {
            capAt = QPoint(0, height);
            height += size.height();
        }
    }
};

} // namespace

KeyValueList::KeyValueList(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void KeyValueList::setRows(const QList<KeyValue> &rows)
{
    if (m_rows == rows)
        return;
    m_rows = rows;
    QStringList spoken;
    for (const KeyValue &row : rows)
        spoken.append(row.label + QStringLiteral(": ") + row.value);
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

int KeyValueList::labelWidth() const
{
    int width = narrowestLabel;
    for (const KeyValue &row : m_rows)
        width = qMax(width, TextFlow::naturalWidth(row.label, bodyFont()));
    return qMin(width, widestLabel);
}

QSize KeyValueList::sizeHint() const
{
    const int width = labelWidth() + columnGap + 200;
    return {width, heightForWidth(width)};
}

QSize KeyValueList::minimumSizeHint() const
{
    return {labelWidth() + columnGap + 100, 24};
}

int KeyValueList::heightForWidth(int width) const
{
    const int label = labelWidth();
    int height = 0;
    for (const KeyValue &row : m_rows)
        height += qMax(TextFlow(row.label, bodyFont(), label).height(), Value(row, width - label - columnGap).height)
            + rowGap;
    return qMax(0, height - rowGap);
}

void KeyValueList::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    const int label = labelWidth();
    const int x = label + columnGap;
    int y = 0;
    for (const KeyValue &row : m_rows) {
        const TextFlow name(row.label, bodyFont(), label);
        const Value value(row, width() - x);
        name.paint(painter, QPointF(0, y), colours.dim);
        value.flow.paint(painter, QPointF(x, y), colours.text(row.tone));
        KeyCap::paint(painter, QPoint(x, y) + value.capAt, value.cap, colours);
        y += qMax(name.height(), value.height) + rowGap;
    }
}

} // namespace shouli::app::widgets
