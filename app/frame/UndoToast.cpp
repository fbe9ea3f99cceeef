// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/UndoToast.h"

#include "app/look/KeyButton.h"
#include "app/look/TextFlow.h"
#include "app/look/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTextDocument>
#include <QTextEdit>

#include <chrono>
#include <utility>

namespace shouli::app::frame {

using look::Theme;
using namespace std::chrono_literals;

namespace {

constexpr int widest = 640;

bool hasTypingToTakeBack(const QWidget *focus)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(focus))
        return line->isUndoAvailable();
    if (const auto *plain = qobject_cast<const QPlainTextEdit *>(focus))
        return plain->document()->isUndoAvailable();
    if (const auto *rich = qobject_cast<const QTextEdit *>(focus))
        return rich->document()->isUndoAvailable();
    return false;
}

} // namespace

UndoToast::UndoToast(const core::base::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_text(new QLabel)
    , m_button(new look::KeyButton({}, QKeySequence::Undo))
    , m_shortcut(new QShortcut(QKeySequence::Undo, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4 * Theme::grid, 2 * Theme::grid, 2 * Theme::grid, 2 * Theme::grid + 4);
    row->setSpacing(4 * Theme::grid);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::ToolTipText);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    m_ticker.setInterval(100ms);
    connect(&m_ticker, &QTimer::timeout, this, &UndoToast::tick);
    connect(m_button, &look::KeyButton::clicked, this, &UndoToast::takeBack);
    connect(m_shortcut, &QShortcut::activated, this, &UndoToast::takeBack);
    m_shortcut->setEnabled(false);
    m_shortcut->setAutoRepeat(false);
    m_button->setFocusPolicy(Qt::TabFocus);
    qApp->installEventFilter(this);
    setWords();
    hide();
}

UndoToast::~UndoToast()
{
    dismiss();
}

void UndoToast::offer(const UndoOffer &offer)
{
    dismiss();
    m_offer = offer;
    m_offering = true;
    m_endsMs = m_clock.monotonicMs() + lifeMs;
    m_shortcut->setEnabled(true);
    m_ticker.start();
    setWords();
    place(m_fromBottom);
    show();
    raise();
}

void UndoToast::end()
{
    m_offering = false;
    m_ticker.stop();
    m_shortcut->setEnabled(false);
    hide();
}

void UndoToast::takeBack()
{
    if (!m_offering)
        return;
    const UndoOffer offer = std::exchange(m_offer, {});
    end();
    if (offer.undo)
        offer.undo();
}

void UndoToast::dismiss()
{
    if (!m_offering)
        return;
    const UndoOffer offer = std::exchange(m_offer, {});
    end();
    if (offer.expired)
        offer.expired();
}

void UndoToast::tick()
{
    if (!m_offering)
        return;
    if (m_clock.monotonicMs() >= m_endsMs)
        dismiss();
    else
        update();
}

int UndoToast::secondsLeft() const
{
    return m_offering ? static_cast<int>((m_endsMs - m_clock.monotonicMs() + 999) / 1000) : 0;
}

void UndoToast::setWords()
{
    m_button->setText(tr("Take back"));
    m_text->setText(m_offer.text);
    setAccessibleName(m_offer.text);
}

void UndoToast::place(int fromBottom)
{
    m_fromBottom = fromBottom;
    if (!parentWidget())
        return;
    ensurePolished();
    const int room = qMin(widest, parentWidget()->width() - 8 * Theme::grid);
    const int wanted = look::TextFlow::naturalWidth(m_offer.text, m_text->font()) + m_button->sizeHint().width()
        + 12 * Theme::grid;
    const int width = qMin(room, wanted);
    const int height = layout()->totalHeightForWidth(width);
    setGeometry((parentWidget()->width() - width) / 2, parentWidget()->height() - fromBottom - height, width, height);
}

bool UndoToast::eventFilter(QObject *object, QEvent *event)
{
    if (m_offering && event->type() == QEvent::ShortcutOverride && object == QApplication::focusWidget()) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) && !hasTypingToTakeBack(QApplication::focusWidget())) {
            event->ignore(); // fields would claim Ctrl+Z even with nothing to take back
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

void UndoToast::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void UndoToast::paintEvent(QPaintEvent *)
{
    const auto &colours = Theme::colours(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.toastLine, 1));
    painter.setBrush(colours.toast);
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), Theme::radius, Theme::radius);
    const double left = qBound(0.0, static_cast<double>(m_endsMs - m_clock.monotonicMs()) / lifeMs, 1.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.toastLine);
    painter.drawRect(QRectF(4 * Theme::grid, height() - 6, (width() - 8 * Theme::grid) * left, 2));
}

} // namespace shouli::app::frame
