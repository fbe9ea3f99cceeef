// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ResultList.h"

#include "app/look/TextFlow.h"
#include "app/look/ToneLabel.h"

#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace shouli::app::frame {

using look::TextFlow;
using look::Theme;
using look::Tone;

namespace {

constexpr int padding = 3 * Theme::grid;
constexpr int gap = 3 * Theme::grid;

/// Two lines: who, and where with why it matched.
class ResultDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, ResultList::rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &colours = Theme::colours(option.widget);
        const auto row = index.data(ResultModel::RowRole).value<ResultRow>();
        const QRect box = option.rect;
        painter->save();
        if (option.state.testFlag(QStyle::State_Selected)) {
            painter->fillRect(box, colours.brandSoft);
            painter->fillRect(box.left(), box.top(), 3, box.height(), colours.brand);
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(box, colours.hover);
        }
        if (index.row() > 0)
            painter->fillRect(box.left() + padding, box.top(), box.width() - 2 * padding, 1, colours.line);

        const QRect first(box.left() + padding, box.top() + 5, box.width() - 2 * padding, 24);
        const QRect second = first.translated(0, 23);
        const QFont bold = Theme::font(Theme::Text::Box, QFont::Bold);
        const QFont body = Theme::font(Theme::Text::Body);
        const int number = TextFlow::naturalWidth(row.number, Theme::monospace(Theme::Text::Body));
        const QFontMetrics boldMetrics(bold);
        const QString title = boldMetrics.elidedText(row.title, Qt::ElideRight, first.width() - number - gap);

        QList<QTextLayout::FormatRange> marks;
        for (const ResultRow::Span &span : row.matched) {
            QTextLayout::FormatRange mark;
            mark.start = span.start;
            mark.length = span.length;
            mark.format.setBackground(colours.found);
            marks.append(mark);
        }
        TextFlow(title, bold, first.width()).paint(*painter, first.topLeft(), colours.ink, marks);
        const int x = first.left() + boldMetrics.horizontalAdvance(title) + gap;
        drawElided(*painter, QRect(x, first.top(), first.right() - number - gap - x, 24), row.facts, body, colours.ink,
                   Qt::AlignLeft);
        drawElided(*painter, first, row.number, Theme::monospace(Theme::Text::Body), colours.ink, Qt::AlignRight);

        const int reason = TextFlow::naturalWidth(row.reason, body);
        drawElided(*painter, second.adjusted(0, 0, -reason - gap, 0), row.place, body, colours.dim, Qt::AlignLeft);
        drawElided(*painter, second, row.reason, body, colours.brand, Qt::AlignRight);
        painter->restore();
    }

private:
    static void drawElided(QPainter &painter, const QRect &box, const QString &text, const QFont &font,
                           const QColor &colour, Qt::Alignment alignment)
    {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(box, alignment | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width()));
    }
};

} // namespace

ResultList::ResultList(QWidget *parent)
    : QWidget(parent)
    , m_rows(new ResultModel(this))
    , m_view(new QListView)
    , m_note(new look::ToneLabel({}, Tone::Dim))
{
    m_view->setModel(m_rows);
    m_view->setItemDelegate(new ResultDelegate(m_view));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) {
        m_view->setCurrentIndex(index);
        chooseCurrent();
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    m_note->setContentsMargins(padding, 6, padding, 6);
    column->addWidget(m_note);
    hide();
}

void ResultList::open(const QList<ResultRow> &rows, const QString &note, const QWidget *anchor)
{
    m_rows->setRows(rows);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    if (rows.isEmpty() && note.isEmpty()) {
        hide();
        return;
    }
    const int width = qMax(anchor->width(), qMin(560, parentWidget()->width()));
    int height = qMin(static_cast<int>(rows.size()), rowsShown) * rowHeight + 2;
    if (!note.isEmpty())
        height += m_note->heightForWidth(width - 2);
    const QPoint below = anchor->mapTo(parentWidget(), QPoint(0, anchor->height() + Theme::grid));
    setGeometry(QRect(below, QSize(width, qMin(height, parentWidget()->height() - below.y() - Theme::grid))));
    m_view->setVisible(!rows.isEmpty());
    m_view->setCurrentIndex(m_rows->index(0));
    m_view->scrollToTop();
    show();
    raise();
}

void ResultList::close()
{
    hide();
    m_rows->setRows({});
}

int ResultList::currentRow() const
{
    return m_view->currentIndex().row();
}

void ResultList::move(int rows)
{
    if (m_rows->rowCount() == 0)
        return;
    m_view->setCurrentIndex(m_rows->index(qBound(0, currentRow() + rows, m_rows->rowCount() - 1)));
}

void ResultList::chooseCurrent()
{
    const int row = currentRow();
    if (row < 0 || row >= m_rows->rowCount())
        return;
    const QByteArray key = m_rows->rows().at(row).key;
    close();
    Q_EMIT chosen(key);
}

void ResultList::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.setPen(colours.border);
    painter.setBrush(colours.pane);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (m_note->isVisible())
        painter.fillRect(1, m_note->y(), width() - 2, 1, colours.line);
}

} // namespace shouli::app::frame
