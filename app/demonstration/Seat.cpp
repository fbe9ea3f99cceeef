// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/Seat.h"

#include "app/widgets/ChecklistView.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QTest>

namespace shouli::app::demonstration {

using widgets::ChecklistView;

namespace {

constexpr int patienceMs = 30'000;
constexpr QSize smallScreen{1366, 768};
constexpr int mostTabs = 40;

QString rowText(const QAbstractItemView &view, int row)
{
    QStringList cells;
    const QAbstractItemModel &model = *view.model();
    for (int column = 0; column < model.columnCount(view.rootIndex()); ++column) {
        const QModelIndex index = model.index(row, column, view.rootIndex());
        cells.append(model.data(index, Qt::DisplayRole).toString());
        cells.append(model.data(index, Qt::AccessibleTextRole).toString());
    }
    return cells.join(u' ');
}

} // namespace

Seat::Seat(const office::Reference &reference, const core::base::Clock &clock, core::base::Random &random,
           look::Languages &languages, const shell::Application::Options &options)
    : m_application(reference, clock, random, languages, options)
    , m_hands(m_application.window())
    , m_eyes(m_application.window())
{
}

bool Seat::open()
{
    m_application.start();
    m_application.window().resize(smallScreen);
    m_application.window().show();
    return QTest::qWaitForWindowActive(&m_application.window(), patienceMs);
}

bool Seat::signIn(const QString &passphrase)
{
    bool in = false;
    const auto connection = QObject::connect(&m_application, &shell::Application::signedIn, &m_application,
                                             [&in] { in = true; });
    m_hands.type(passphrase);
    m_hands.press(Qt::Key_Return);
    const bool done = waitFor([&in] { return in; });
    QObject::disconnect(connection);
    return done;
}

bool Seat::waitFor(const std::function<bool()> &come)
{
    return QTest::qWaitFor(come, patienceMs);
}

bool Seat::waitToSee(const QString &text) const
{
    return waitFor([&] { return m_eyes.see(text); });
}

bool Seat::waitToMiss(const QString &text) const
{
    return waitFor([&] { return !m_eyes.see(text); });
}

bool Seat::sync()
{
    if (!waitWritten())
        return false;
    m_application.syncNow();
    return waitFor([this] { return m_application.isSynced(); });
}

bool Seat::waitWritten() const
{
    return waitFor([this] { return !m_application.isWriting(); });
}

bool Seat::choose(const QString &text)
{
    auto *view = qobject_cast<QAbstractItemView *>(QApplication::focusWidget());
    if (view == nullptr || view->model() == nullptr)
        return false;
    const auto current = [view] { return view->currentIndex().row(); };
    m_hands.press(Qt::Key_Home);
    for (int last = -2; current() != last; m_hands.press(Qt::Key_Down)) {
        last = current();
        if (last >= 0 && rowText(*view, last).contains(text))
            return true;
    }
    return false;
}

bool Seat::reach(const QString &text)
{
    for (int tabs = 0; tabs < mostTabs; ++tabs) {
        const auto *view = qobject_cast<const QAbstractItemView *>(QApplication::focusWidget());
        if (view != nullptr && choose(text))
            return true;
        m_hands.press(Qt::Key_Tab);
    }
    return false;
}

bool Seat::tickAll()
{
    const auto current = [] { // the focus goes from question to question, then from paper to paper, by itself
        const auto *focused = qobject_cast<const ChecklistView *>(QApplication::focusWidget());
        return focused != nullptr ? focused->rows().value(focused->currentRow()) : widgets::ChecklistRow();
    };
    const auto isOpen = [](const widgets::ChecklistRow &row) {
        return row.mark == widgets::Mark::Unknown || row.mark == widgets::Mark::No;
    };
    if (!waitFor([&] { return isOpen(current()); }))
        return false;
    for (widgets::ChecklistRow row = current(); isOpen(row); row = current()) {
        if (row.key.startsWith(QLatin1String("judge:")))
            m_hands.press(Qt::Key_Y);
        else
            m_hands.press(row.mark == widgets::Mark::Unknown ? Qt::Key_N : Qt::Key_Space);
        if (!waitFor([&] { return current() != row; }))
            return false;
    }
    return true;
}

} // namespace shouli::app::demonstration
