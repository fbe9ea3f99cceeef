// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame/ScanFilter.h"

#include <QApplication>

#include <chrono>
#include <utility>

namespace shouli::app::frame {

namespace {

bool isPlain(const QKeyEvent &event)
{
    return (event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
}

bool isScannable(const QKeyEvent &event)
{
    const QString text = event.text();
    return text.size() == 1 && text.front() >= u' ' && text.front() <= u'~' && isPlain(event) && !event.isAutoRepeat();
}

bool isEnter(const QKeyEvent &event)
{
    return (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) && isPlain(event);
}

} // namespace

ScanFilter::ScanFilter(const core::base::Clock &clock, QWidget *watched)
    : QObject(watched)
    , m_clock(clock)
    , m_watched(watched)
{
    m_quiet.setSingleShot(true);
    m_quiet.setTimerType(Qt::PreciseTimer);
    m_quiet.setInterval(std::chrono::milliseconds(longestGapMs + 1));
    connect(&m_quiet, &QTimer::timeout, this, &ScanFilter::releaseIfQuiet);
    qApp->installEventFilter(this);
}

bool ScanFilter::eventFilter(QObject *object, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (m_releasing || !object->isWidgetType()
        || (type != QEvent::KeyPress && type != QEvent::KeyRelease && type != QEvent::ShortcutOverride))
        return false;
    auto *target = static_cast<QWidget *>(object);
    if (target != m_watched && !m_watched->isAncestorOf(target))
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (type == QEvent::ShortcutOverride)
        return onOverride(key);
    if (type == QEvent::KeyPress)
        return onPress(target, key);
    if (m_held.empty())
        return false;
    hold(target, key); // a key goes up after it went down
    return true;
}

bool ScanFilter::onOverride(QKeyEvent *event)
{
    if (isScannable(*event) || (isEnter(*event) && (!m_held.empty() || m_afterScan))) {
        event->accept(); // it is a key, not a shortcut; it comes again as a KeyPress
        return true;
    }
    if (event->key() != Qt::Key_Shift)
        release(); // what was typed before F12 happens before F12
    return false;
}

bool ScanFilter::onPress(QWidget *target, QKeyEvent *event)
{
    if (isEnter(*event))
        return onEnter(target, event);
    if (isScannable(*event)) {
        if (gap(event) > longestGapMs || m_text.size() >= longestScan)
            release();
        holdCharacter(target, event);
        return true;
    }
    if (m_held.empty())
        return false;
    hold(target, event);
    if (event->key() != Qt::Key_Shift) // scanners press Shift for capitals
        release();
    return true;
}

bool ScanFilter::onEnter(QWidget *target, QKeyEvent *event)
{
    const bool quick = gap(event) <= longestGapMs;
    if (m_held.empty()) {
        const bool belongsToScan = m_afterScan && quick;
        m_afterScan = false;
        return belongsToScan;
    }
    if (quick && m_text.size() >= shortestScan) {
        const QString text = m_text;
        m_held.clear();
        m_text.clear();
        m_quiet.stop();
        m_afterScan = true;
        m_lastMs = m_clock.monotonicMs();
        m_lastStamp = event->timestamp();
        Q_EMIT scanned(text);
        return true;
    }
    hold(target, event);
    release();
    return true;
}

void ScanFilter::hold(QWidget *target, QKeyEvent *event)
{
    m_held.push_back({target, std::unique_ptr<QEvent>(event->clone())});
}

void ScanFilter::holdCharacter(QWidget *target, QKeyEvent *event)
{
    hold(target, event);
    m_text += event->text();
    m_afterScan = false;
    m_lastMs = m_clock.monotonicMs();
    m_lastStamp = event->timestamp();
    m_quiet.start();
}

qint64 ScanFilter::gap(const QKeyEvent *event) const
{
    if (event->timestamp() > 0 && m_lastStamp > 0)
        return static_cast<qint64>(event->timestamp()) - static_cast<qint64>(m_lastStamp);
    return m_clock.monotonicMs() - m_lastMs;
}

void ScanFilter::releaseIfQuiet()
{
    if (m_held.empty())
        return;
    if (m_clock.monotonicMs() - m_lastMs > longestGapMs)
        release();
    else
        m_quiet.start();
}

void ScanFilter::release()
{
    m_quiet.stop();
    m_text.clear();
    const std::vector<Held> held = std::exchange(m_held, {});
    m_releasing = true;
    for (const Held &key : held) {
        // the first of them may have moved the focus to where the rest belongs
        QWidget *focus = QApplication::focusWidget();
        QWidget *target = focus && m_watched->isAncestorOf(focus) ? focus : key.target.data();
        if (target)
            QCoreApplication::sendEvent(target, key.event.get());
    }
    m_releasing = false;
}

} // namespace shouli::app::frame
