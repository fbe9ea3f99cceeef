// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Languages.h"
#include "app/shell/Application.h"
#include "app/shell/ErrorText.h"
#include "app/shell/LoginPage.h"
#include "tests/app/office/OfficePc.h"

#include <QApplication>
#include <QLabel>
#include <QSignalSpy>

namespace shouli::tests {

/// The program's window on an office's folder, worked by keys, read as a person reads it.
class ProgramWindow {
public:
    ProgramWindow(NewPc &pc, app::look::Languages::Language language, bool courier = false)
    {
        languages.use(language);
        application = std::make_unique<app::shell::Application>(
            NewPc::reference(), pc.clock, pc.random, languages,
            app::shell::Application::Options{.folder = pc.folder.path(),
                                             .papersFolder = pc.dir.filePath(QStringLiteral("papers")),
                                             .courier = courier});
        entered = std::make_unique<QSignalSpy>(application.get(), &app::shell::Application::signedIn);
        application->start();
        window().resize(1366, 768);
        window().show();
        QApplication::setActiveWindow(&window());
    }

    [[nodiscard]] QWidget &window() const { return application->window(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &window(), key, modifiers);
    }
    void type(const QString &text) const { QTest::keyClicks(QApplication::focusWidget(), text); }
    [[nodiscard]] bool asksWho() const
    {
        const auto *page = window().findChild<app::shell::LoginPage *>();
        return page != nullptr && page->isVisible();
    }
    void enter(const QString &passphrase) const
    {
        type(passphrase);
        press(Qt::Key_Return);
    }
    /// All that can be read now.
    [[nodiscard]] QString words() const
    {
        QString all;
        for (const QLabel *label : window().findChildren<QLabel *>()) {
            if (label->isVisible())
                all += label->text() + u'\n';
        }
        return all;
    }
    /// What happened and what to do, in the language of the window.
    [[nodiscard]] bool says(core::base::ErrorCode code) const
    {
        const auto message = app::shell::ErrorText::of({code, {}});
        const QString now = words();
        return !message.happened.isEmpty() && now.contains(message.happened) && now.contains(message.todo);
    }
    [[nodiscard]] bool tells(core::base::ErrorCode code) const
    {
        return QTest::qWaitFor([&] { return says(code); }, 20'000);
    }

    app::look::Languages languages;
    std::unique_ptr<app::shell::Application> application;
    std::unique_ptr<QSignalSpy> entered;
};

} // namespace shouli::tests
