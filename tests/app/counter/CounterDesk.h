// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/counter/CounterPage.h"
#include "app/demonstration/Hands.h"
#include "app/frame/ResultModel.h"
#include "app/look/Languages.h"
#include "app/shell/Application.h"
#include "app/widgets/ChecklistView.h"
#include "tests/app/counter/CounterFixture.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>

namespace shouli::tests {

/// A clerk at a counter, from the login page on, with nothing but keys. Each step says whether it came about.
class CounterDesk {
public:
    explicit CounterDesk(app::printing::PrintService::System printing = {[] { return QStringList(); }, {}})
        : papers(office.dir.filePath(QStringLiteral("papers")))
    {
        languages.use(app::look::Languages::Language::Chinese);
        office.fill(*office.session());
        options.folder = office.folder.path();
        options.papersFolder = papers;
        options.courier = false;
        options.printing = std::move(printing);
        start();
    }

    void start()
    {
        application = std::make_unique<app::shell::Application>(office.reference, office.clock, office.random,
                                                                languages, options);
        application->start();
        window().resize(1366, 768);
        window().show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window());
        hands = std::make_unique<app::demonstration::Hands>(window());
    }
    /// The power is cut, and comes back: the files are those of this moment, whatever is written at closing.
    bool cutPower()
    {
        const QString folder = office.folder.path();
        const QString then = office.dir.filePath(QStringLiteral("then"));
        if (!copy(folder, then))
            return false;
        application.reset();
        if (!QDir(folder).removeRecursively() || !copy(then, folder))
            return false;
        start();
        return true;
    }

    bool signIn()
    {
        QSignalSpy signedIn(application.get(), &app::shell::Application::signedIn);
        hands->type(QStringLiteral("counter-2026"));
        hands->press(Qt::Key_Return);
        if (!QTest::qWaitFor([&] { return !signedIn.isEmpty(); }, 10'000))
            return false;
        page = window().findChild<app::counter::CounterPage *>();
        QObject::connect(page, &app::frame::Page::failed, page,
                         [this](const core::base::Error &error) { failures.append(error); });
        return true;
    }
    bool find(const QString &typed = QStringLiteral("heyu"))
    {
        QSignalSpy results(page, &app::frame::Page::resultsFound);
        hands->type(typed);
        if (!QTest::qWaitFor([&] {
                return !results.isEmpty() && results.last().at(0).value<QList<app::frame::ResultRow>>().size() == 1;
            }))
            return false;
        hands->press(Qt::Key_Return);
        return QTest::qWaitFor([&] { return page->subject() == office.applicant.name; });
    }
    bool choose(const QString &service)
    {
        while (list() != nullptr && rowKey() != service && list()->currentRow() + 1 < list()->rows().size())
            hands->press(Qt::Key_Down);
        if (rowKey() != service)
            return false;
        hands->press(Qt::Key_Return);
        return action(Qt::Key_F12) != nullptr;
    }
    /// Yes to what must be judged, no to what is asked, every paper is here.
    bool sayAll()
    {
        using app::widgets::Mark;
        for (;;) {
            const QString asked = rowKey();
            if (asked.startsWith(QLatin1String("judge:")))
                hands->press(Qt::Key_Y);
            else if (asked.startsWith(QLatin1String("question:")))
                hands->press(Qt::Key_N);
            else
                break;
            if (!QTest::qWaitFor([&] { return rowKey() != asked; })) // letters are held back for a moment
                return false;
        }
        const auto mark = [&] { return list() != nullptr ? list()->rows().at(list()->currentRow()).mark : Mark::None; };
        while (!isReady() && (mark() == Mark::Unknown || mark() == Mark::No)) {
            const QString paper = rowKey();
            hands->press(mark() == Mark::Unknown ? Qt::Key_N : Qt::Key_Space);
            if (!QTest::qWaitFor([&] { return rowKey() != paper || isReady(); }))
                return false;
        }
        return isReady();
    }
    bool accept()
    {
        hands->press(Qt::Key_F12);
        return QTest::qWaitFor([&] { return page->subject().isEmpty() || !failures.isEmpty(); }, 10'000)
            && failures.isEmpty();
    }

    [[nodiscard]] QWidget &window() { return application->window(); }
    [[nodiscard]] static app::widgets::ChecklistView *list()
    {
        return qobject_cast<app::widgets::ChecklistView *>(QApplication::focusWidget());
    }
    [[nodiscard]] static QString rowKey()
    {
        return list() != nullptr ? list()->rows().value(list()->currentRow()).key : QString();
    }
    [[nodiscard]] const app::frame::PageAction *action(Qt::Key key)
    {
        actions = page->actions();
        for (const auto &one : std::as_const(actions)) {
            if (one.key == QKeySequence(key))
                return &one;
        }
        return nullptr;
    }
    [[nodiscard]] bool isReady() { return action(Qt::Key_F12) != nullptr && action(Qt::Key_F12)->enabled; }
    [[nodiscard]] QStringList pdfs() const
    {
        return QDir(papers).entryList({QStringLiteral("*.pdf")}, QDir::Files, QDir::Name);
    }
    /// A picture of the window, where SHOULI_SHOTS names a folder.
    void shoot(const char *name)
    {
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        if (const QString shots = qEnvironmentVariable("SHOULI_SHOTS"); !shots.isEmpty())
            window().grab().save(shots + u'/' + QLatin1String(name) + QStringLiteral(".png"));
    }

    static bool copy(const QString &from, const QString &to)
    {
        const QDir folder(from);
        bool all = QDir().mkpath(to);
        for (const QString &name : folder.entryList(QDir::Files))
            all = all && QFile::copy(folder.filePath(name), to + u'/' + name);
        return all;
    }

    Office office;
    app::look::Languages languages;
    app::shell::Application::Options options;
    QString papers;
    std::unique_ptr<app::shell::Application> application;
    std::unique_ptr<app::demonstration::Hands> hands;
    app::counter::CounterPage *page = nullptr;
    QList<core::base::Error> failures;
    QList<app::frame::PageAction> actions;
};

} // namespace shouli::tests
