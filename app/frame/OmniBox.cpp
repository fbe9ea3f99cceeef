// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/OmniBox.h"

#include "app/frame/ResultList.h"
#include "app/look/Icon.h"
#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace shouli::app::frame {

using look::TextFlow;
using look::Theme;

namespace {

constexpr int iconExtent = 20;
constexpr int padding = 3 * Theme::grid;
constexpr int widestSubject = 200;
constexpr int styleMargin = 8; // what the style keeps free by itself

QFont subjectFont()
{
    return Theme::font(Theme::Text::Box, QFont::Bold);
}

} // namespace

OmniBox::OmniBox(ResultList *results, QWidget *parent)
    : QLineEdit(parent)
    , m_results(results)
{
    setFont(Theme::font(Theme::Text::Box));
    setMaxLength(256);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Search"));
    connect(this, &QLineEdit::textEdited, this, &OmniBox::typed);
    layOut();
}

void OmniBox::setSubject(const QString &subject)
{
    m_subject = subject;
    layOut();
}

void OmniBox::layOut()
{
    int left = padding + iconExtent + 2 * Theme::grid;
    if (!m_subject.isEmpty())
        left += qMin(widestSubject, TextFlow::naturalWidth(m_subject, subjectFont())) + 5 * Theme::grid;
    setTextMargins(left - styleMargin, 0, padding, 0);
    update();
}

void OmniBox::typeInto(const QString &text)
{
    setFocus(Qt::ShortcutFocusReason);
    deselect();
    end(false);
    insert(text);
    Q_EMIT typed(this->text());
}

QSize OmniBox::sizeHint() const
{
    return {620, boxHeight};
}

QSize OmniBox::minimumSizeHint() const
{
    return {280, boxHeight};
}

bool OmniBox::wantsEscape() const
{
    return m_results->isOpen() || !text().isEmpty();
}

bool OmniBox::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && wantsEscape()) {
            event->accept();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void OmniBox::keyPressEvent(QKeyEvent *event)
{
    const bool open = m_results->isOpen() && m_results->count() > 0;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (open) {
            m_results->move(event->key() == Qt::Key_Down ? 1 : -1);
            return;
        }
        break; // the page's: its first list
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (open) {
            m_results->move(event->key() == Qt::Key_PageDown ? ResultList::rowsShown : -ResultList::rowsShown);
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (open)
            m_results->chooseCurrent();
        else if (!text().isEmpty())
            Q_EMIT entered(text());
        else
            event->ignore();
        return;
    case Qt::Key_Escape:
        if (m_results->isOpen()) {
            m_results->close();
        } else if (!text().isEmpty()) {
            clear();
            Q_EMIT cleared();
        } else {
            event->ignore();
        }
        return;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void OmniBox::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        m_results->close();
}

void OmniBox::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Search"));
}

void OmniBox::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    look::Icon::paint(painter, look::Icon::Search,
                      QRectF(padding, (height() - iconExtent) / 2.0, iconExtent, iconExtent),
                      hasFocus() ? colours.brand : colours.dim);
    if (m_subject.isEmpty())
        return;
    const int x = padding + iconExtent + 2 * Theme::grid;
    const QString shown = QFontMetrics(subjectFont()).elidedText(m_subject, Qt::ElideRight, widestSubject);
    const int width = TextFlow::naturalWidth(shown, subjectFont());
    painter.setFont(subjectFont());
    painter.setPen(colours.ink);
    painter.drawText(QRect(x, 0, width, height()), Qt::AlignVCenter, shown);
    painter.fillRect(x + width + 2 * Theme::grid, 11, 1, height() - 22, colours.border);
}

} // namespace shouli::app::frame
