// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Languages.h"
#include "app/shell/MainFrame.h"
#include "tests/support/OfficeSession.h"

#include <QApplication>
#include <QLineEdit>

namespace shouli::tests {

/// An office's window with pages in it, and a person's hands on its keys: they go where the focus is. Link
/// shouli::app::shell.
class PageWindow {
public:
    using Language = app::look::Languages::Language;

    explicit PageWindow(core::staff::Role role, Language language = Language::Chinese)
        : office(role)
        , frame(office.clock)
    {
        languages.use(language);
    }
    /// On an old monitor.
    void show()
    {
        frame.resize(1366, 768);
        frame.show();
        if (!QTest::qWaitForWindowExposed(&frame))
            qFatal("no window");
        QApplication::setActiveWindow(&frame);
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : &frame,
                        static_cast<Qt::Key>(key), modifiers);
        after();
    }
    /// Over what stands in the field that has the focus; characters come as an input method gives them.
    void type(const char *text)
    {
        auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (field == nullptr)
            qFatal("no field has the focus");
        QInputMethodEvent event;
        event.setCommitString(QString::fromUtf8(text));
        field->selectAll();
        QCoreApplication::sendEvent(field, &event);
        after();
    }
    [[nodiscard]] static app::frame::PageAction actionOf(const app::frame::Page &page, int key)
    {
        const auto actions = page.actions();
        for (const auto &one : actions) {
            if (one.key == QKeySequence(key))
                return one;
        }
        return {};
    }
    /// Lines of the audit log.
    [[nodiscard]] int logged(core::audit::Action action, const char *details) const
    {
        auto query = office.session->reader()
                         .prepare(QStringLiteral("SELECT count(*) FROM audit WHERE action = ? AND details = ?"))
                         .value();
        query.bindAll(static_cast<int>(action), QString::fromLatin1(details));
        return query.step().value() ? static_cast<int>(query.integer(0)) : -1;
    }
    /// A picture for people, where the environment names a folder for them.
    void shoot(const char *name)
    {
        const QString shots = qEnvironmentVariable("SHOULI_SHOTS");
        QCoreApplication::processEvents();
        if (!shots.isEmpty())
            frame.grab().save(shots + u'/' + QLatin1String(name) + QStringLiteral(".png"));
    }

    OfficeSession office;
    app::look::Languages languages;
    app::shell::MainFrame frame;

protected:
    void after()
    {
        office.clock.advanceMs(150); // a person, not a scanner
        office.settle();
        QCoreApplication::processEvents();
    }
};

} // namespace shouli::tests
