// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/ChecklistView.h"

#include "app/look/KeyCap.h"
#include "app/look/TextFlow.h"
#include "app/look/Theme.h"
#include "app/widgets/ChecklistModel.h"
#include "app/widgets/Pane.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

namespace shouli::app::widgets {

using look::KeyCap;
using look::TextFlow;
using look::Theme;
using look::Tone;

namespace {

constexpr int markWidth = 6 * Theme::grid;
constexpr int roomyPadding = 7;
constexpr int densePadding = 4;
constexpr int gap = 3 * Theme::grid;
constexpr int capGap = 6;

QFont bodyFont()
{
    return Theme::font(Theme::Text::Body);
}

bool hasMarks(const QModelIndex &index)
{
    const auto *model = qobject_cast<const ChecklistModel *>(index.model());
    return model && model->hasMarks();
}

/// Where everything in a row goes, for measuring and for painting alike.
struct Places {
    QString text;
    QString note;
    QString cap;
    QRect textBox;
    QRect noteBox;
    QPoint capAt;
    Qt::Alignment noteAlignment = Qt::AlignRight;
    int height = 0;

    Places(const QModelIndex &index, int width, bool marks, int verticalPadding)
        : text(index.data(Qt::DisplayRole).toString())
        , note(index.data(ChecklistModel::NoteRole).toString())
        , cap(index.data(ChecklistModel::KeyHintRole).toString())
    {
        const int left = Pane::padding - 1 + (marks ? markWidth : 0);
        const QSize capSize = KeyCap::size(cap);
        const int capRoom = cap.isEmpty() ? 0 : capSize.width() + capGap;
        const int right = width - (Pane::padding - 1);
        const int room = qMax(1, right - left - capRoom);
        const int textWidth = TextFlow::naturalWidth(text, bodyFont());
        const int noteWidth = note.isEmpty() ? 0 : TextFlow::naturalWidth(note, bodyFont());
        if (noteWidth == 0 || textWidth + gap + noteWidth <= room) {
            const int textRoom = noteWidth == 0 ? room : room - gap - noteWidth;
            textBox = QRect(left, verticalPadding, textRoom, TextFlow(text, bodyFont(), textRoom).height());
            noteBox = QRect(left + room - noteWidth, verticalPadding, noteWidth, textBox.height());
            height = textBox.height() + 2 * verticalPadding;
        } else { // the note goes below
            noteAlignment = Qt::AlignLeft;
            textBox = QRect(left, verticalPadding, room, TextFlow(text, bodyFont(), room).height());
            noteBox = QRect(left, textBox.y() + textBox.height(), room, TextFlow(note, bodyFont(), room).height());
            height = noteBox.y() + noteBox.height() + verticalPadding;
        }
        capAt = QPoint(right - capSize.width(), verticalPadding);
    }
};

void paintMark(QPainter &painter, Mark mark, const QPointF &at, const look::Colours &colours)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const auto strokes = [&](const QColor &colour, const QList<QPolygonF> &lines) {
        painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        for (const QPolygonF &line : lines)
            painter.drawPolyline(line.translated(at));
    };
    switch (mark) {
    case Mark::None:
        return;
    case Mark::Yes:
        strokes(colours.ok, {QPolygonF({{1, 6.5}, {4, 10}, {10.5, 1.5}})});
        return;
    case Mark::No:
        strokes(colours.bad, {QPolygonF({{1.5, 1.5}, {9.5, 10}}), QPolygonF({{9.5, 1.5}, {1.5, 10}})});
        return;
    case Mark::Unknown:
    case Mark::Attention:
        painter.setPen(colours.warn);
        painter.setFont(Theme::font(Theme::Text::Heading, QFont::Bold));
        painter.drawText(QRectF(at.x() - 2, at.y() - 5, 15, 21), Qt::AlignCenter,
                         mark == Mark::Unknown ? QStringLiteral("?") : QStringLiteral("!"));
        return;
    }
}

/// Paints the rows of a ChecklistView. A note that does not fit beside its text goes below it.
class ChecklistDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] int heightFor(const QModelIndex &index, int width, bool marks) const;
    int verticalPadding = roomyPadding;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
};

} // namespace

int ChecklistDelegate::heightFor(const QModelIndex &index, int width, bool marks) const
{
    return Places(index, width, marks, verticalPadding).height;
}

QSize ChecklistDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {1, heightFor(index, width, hasMarks(index))}; // the view lays rows out to its own width
}

void ChecklistDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colours = Theme::colours(option.widget);
    const QRect row = option.rect;
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (chosen) {
        painter->fillRect(row, colours.brandSoft);
        if (option.widget && option.widget->hasFocus())
            painter->fillRect(QRect(row.topLeft(), QSize(3, row.height())), colours.brand);
    } else if (option.state.testFlag(QStyle::State_MouseOver) && option.state.testFlag(QStyle::State_Enabled)) {
        painter->fillRect(row, colours.hover);
    }
    const int inset = Pane::padding - 1;
    if (index.row() > 0)
        painter->fillRect(row.left() + inset, row.top(), row.width() - 2 * inset, 1, colours.line);

    const bool marks = hasMarks(index);
    const Places places(index, row.width(), marks, verticalPadding);
    if (marks)
        paintMark(*painter, static_cast<Mark>(index.data(ChecklistModel::MarkRole).toInt()),
                  QPointF(row.left() + inset, row.top() + verticalPadding + 5), colours);
    TextFlow(places.text, bodyFont(), places.textBox.width())
        .paint(*painter, row.topLeft() + places.textBox.topLeft(), colours.ink);
    const auto tone = static_cast<Tone>(index.data(ChecklistModel::NoteToneRole).toInt());
    TextFlow(places.note, bodyFont(), places.noteBox.width(), places.noteAlignment)
        .paint(*painter, row.topLeft() + places.noteBox.topLeft(), colours.text(tone));
    KeyCap::paint(*painter, row.topLeft() + places.capAt, places.cap, colours);
    painter->restore();
}

QWidget *ChecklistDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *field = new QLineEdit(parent);
    field->setAccessibleName(index.data(Qt::DisplayRole).toString());
    return field;
}

void ChecklistDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                             const QModelIndex &index) const
{
    const QRect row = option.rect;
    const int label = TextFlow::naturalWidth(index.data(Qt::DisplayRole).toString(), bodyFont());
    const int left = qMin(row.left() + Pane::padding + label + gap, row.center().x());
    editor->setGeometry(QRect(QPoint(left, row.top()), QPoint(row.right() - Pane::padding / 2, row.bottom())));
}

ChecklistView::ChecklistView(QWidget *parent)
    : QListView(parent)
    , m_rows(new ChecklistModel(this))
{
    setModel(m_rows);
    setItemDelegate(new ChecklistDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setResizeMode(Adjust);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false); // Tab leaves the list
    setMouseTracking(true);
    setEditTriggers(AnyKeyPressed | EditKeyPressed | DoubleClicked);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_rows, &ChecklistModel::edited, this, &ChecklistView::edited);
    connect(this, &QListView::doubleClicked, this, [this](const QModelIndex &index) {
        if (!index.flags().testFlag(Qt::ItemIsEditable))
            Q_EMIT opened(index.row());
    });
}

void ChecklistView::setRows(const QList<ChecklistRow> &rows)
{
    const QString chosen = currentIndex().data(ChecklistModel::KeyRole).toString();
    m_rows->setRows(rows);
    if (!currentIndex().isValid() && !chosen.isEmpty())
        setCurrentRow(m_rows->rowOf(chosen));
    setFocusPolicy(m_rows->hasSelectable() ? Qt::StrongFocus : Qt::NoFocus);
    doItemsLayout();
    updateGeometry();
}

void ChecklistView::setCurrentRow(int row)
{
    setCurrentIndex(m_rows->index(row));
}

void ChecklistView::setDense(bool dense)
{
    auto *rowDelegate = static_cast<ChecklistDelegate *>(itemDelegate());
    const int padding = dense ? densePadding : roomyPadding;
    if (rowDelegate->verticalPadding == padding)
        return;
    rowDelegate->verticalPadding = padding;
    doItemsLayout();
    updateGeometry();
}

int ChecklistView::nextRow(int from, const std::function<bool(const ChecklistRow &)> &wanted) const
{
    const auto &all = rows();
    const int count = static_cast<int>(all.size());
    for (int i = 0; i < count; ++i) {
        const int row = (qMax(0, from) + i) % count;
        if (all.at(row).selectable && wanted(all.at(row)))
            return row;
    }
    return -1;
}

int ChecklistView::heightForWidth(int width) const
{
    const auto *rowDelegate = static_cast<const ChecklistDelegate *>(itemDelegate());
    const bool marks = m_rows->hasMarks();
    int height = 0;
    for (int row = 0; row < m_rows->rowCount(); ++row)
        height += rowDelegate->heightFor(m_rows->index(row), width, marks);
    return height;
}

QSize ChecklistView::sizeHint() const
{
    const int wanted = width() > 120 ? width() : 320;
    return {320, heightForWidth(wanted)};
}

QSize ChecklistView::minimumSizeHint() const
{
    return {120, m_rows->rowCount() > 0 ? 34 : 0};
}

void ChecklistView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        doItemsLayout(); // rows wrap anew
}

void ChecklistView::updateGeometries()
{
    // never a bar where there is room without one: the bar itself would make rows wrap and so need it
    const bool roomy = height() >= heightForWidth(width());
    setVerticalScrollBarPolicy(roomy ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    QListView::updateGeometries();
}

void ChecklistView::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event); // makes a row current, but does not show it as chosen
    const auto isChosen = [this] { return selectionModel()->isSelected(currentIndex()); };
    if (!isChosen() && currentIndex().flags().testFlag(Qt::ItemIsSelectable))
        setCurrentRow(currentRow());
    for (int row = 0; row < m_rows->rowCount() && !isChosen(); ++row)
        if (m_rows->index(row).flags().testFlag(Qt::ItemIsSelectable))
            setCurrentRow(row);
    viewport()->update();
}

void ChecklistView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT currentRowChanged(current.row());
}

void ChecklistView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    const bool editable = index.flags().testFlag(Qt::ItemIsEditable);
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (state() == EditingState && enter)
        return; // the field let it through; the delegate commits it in its own time
    if (index.isValid() && plain && enter) {
        event->accept();
        if (editable)
            edit(index);
        else
            Q_EMIT opened(index.row());
        return;
    }
    const QString text = event->text();
    const bool printable = plain && text.size() == 1 && text.front().isPrint();
    if (!printable || editable) {
        QListView::keyPressEvent(event); // arrows; typing over an editable row
        if (printable)                   // it opened the row's field; QListView leaves it to the window all the same
            event->accept();
        return;
    }
    // never QListView's jump to the first row of that letter
    event->ignore();
    if (!index.isValid())
        return;
    const QChar letter = text.front().toUpper();
    if (event->key() == Qt::Key_Space) {
        event->accept();
        Q_EMIT toggleRequested(index.row());
    } else if (index.data(ChecklistModel::LettersRole).toString().contains(letter)) {
        event->accept();
        Q_EMIT letterPressed(index.row(), letter);
    }
}

} // namespace shouli::app::widgets
