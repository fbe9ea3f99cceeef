// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/Eyes.h"

#include "app/frame/ResultModel.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QCoreApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QWidget>

#include <algorithm>

namespace shouli::app::demonstration {

namespace {

constexpr int layoutRounds = 5;

struct Seen {
    QPoint at;
    QString text;
};

void lookAtRows(const QAbstractItemView &view, const QWidget &window, QList<Seen> &seen)
{
    const QAbstractItemModel *model = view.model();
    if (model == nullptr)
        return;
    for (int line = 0; line < model->rowCount(view.rootIndex()); ++line) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(view.rootIndex()); ++column) {
            const QModelIndex index = model->index(line, column, view.rootIndex());
            if (!view.visualRect(index).intersects(view.viewport()->rect()))
                continue;
            if (const auto row = model->data(index, frame::ResultModel::RowRole); row.canConvert<frame::ResultRow>()) {
                cells.append(row.value<frame::ResultRow>().title);
                continue;
            }
            for (const int role : {static_cast<int>(Qt::AccessibleTextRole), static_cast<int>(Qt::DisplayRole)}) {
                const QString text = model->data(index, role).toString();
                if (!text.isEmpty()) {
                    cells.append(text);
                    break;
                }
            }
        }
        if (!cells.isEmpty())
            seen.append(
                {view.viewport()->mapTo(&window, view.visualRect(model->index(line, 0, view.rootIndex())).topLeft()),
                 cells.join(QStringLiteral(" | "))});
    }
}

} // namespace

Eyes::Eyes(const QWidget &window)
    : m_window(window)
{
}

QStringList Eyes::texts() const
{
    QList<Seen> seen;
    const auto widgets = m_window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *view = qobject_cast<const QAbstractItemView *>(widget);
        // what a viewport covers counts as hidden, so a list is asked for its viewport
        const QWidget *shown = view != nullptr ? view->viewport() : widget;
        if (!widget->isVisibleTo(&m_window) || shown->visibleRegion().isEmpty())
            continue;
        QString text = widget->accessibleName();
        if (!widget->accessibleDescription().isEmpty())
            text += u' ' + widget->accessibleDescription();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            text = label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            text = button->text().isEmpty() ? text : button->text();
        else if (const auto *field = qobject_cast<const QLineEdit *>(widget))
            text = field->echoMode() == QLineEdit::Normal ? field->text() : QString();
        else if (const auto *area = qobject_cast<const QPlainTextEdit *>(widget))
            text = area->toPlainText();
        if (!text.isEmpty())
            seen.append({widget->mapTo(&m_window, QPoint(0, 0)), text});
        if (view != nullptr)
            lookAtRows(*view, m_window, seen);
    }
    std::stable_sort(seen.begin(), seen.end(), [](const Seen &a, const Seen &b) {
        return std::pair(a.at.y() / 8, a.at.x()) < std::pair(b.at.y() / 8, b.at.x());
    });
    QStringList texts;
    for (const Seen &one : std::as_const(seen))
        texts.append(one.text);
    return texts;
}

bool Eyes::see(const QString &text) const
{
    const QStringList all = texts();
    return std::any_of(all.cbegin(), all.cend(), [&text](const QString &one) { return one.contains(text); });
}

bool Eyes::shoot(const QString &file) const
{
    for (int round = 0; round < layoutRounds; ++round) // rows that just changed are laid out first, inside out
        QCoreApplication::processEvents();
    return const_cast<QWidget &>(m_window).grab().save(file, "PNG");
}

} // namespace shouli::app::demonstration
