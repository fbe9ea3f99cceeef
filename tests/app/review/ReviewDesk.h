// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/casework/CasePane.h"
#include "app/frame/ErrorBanner.h"
#include "app/frame/OmniBox.h"
#include "app/frame/UndoToast.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/review/ReviewPage.h"
#include "app/review/StepForm.h"
#include "app/shell/MainFrame.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/OpinionEdit.h"
#include "app/widgets/SegmentBar.h"
#include "tests/support/OfficeSession.h"

#include <QApplication>
#include <QSignalSpy>

namespace shouli::tests {

/// The window with the page 待办, worked by keys as somebody of one role does.
class ReviewDesk {
public:
    ReviewDesk(OfficeSession &office, app::look::Languages::Language language = app::look::Languages::Language::Chinese)
        : frame(office.clock)
        , m_office(office)
    {
        app::look::Theme::apply(*qobject_cast<QApplication *>(QApplication::instance()),
                                app::look::Theme::Contrast::Calm);
        languages.use(language);
        page = new app::review::ReviewPage(*office.session);
        frame.addPage(page);
        frame.resize(1366, 768);
        frame.show();
        if (!QTest::qWaitForWindowExposed(&frame))
            qFatal("no window");
        QApplication::setActiveWindow(&frame);
        page->onActivated();
        failures = std::make_unique<QSignalSpy>(page, &app::frame::Page::failed);
    }
    ~ReviewDesk() { m_office.settle(); }

    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : &frame, static_cast<Qt::Key>(key), modifiers);
        m_office.settle();
    }
    /// As a person types: slower than a scanner, so that no test waits for real time. Chinese comes whole.
    void type(const QString &text)
    {
        for (const QChar c : text) {
            QWidget *focus = QApplication::focusWidget();
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(c), true); // repeats are never a scan
            QApplication::sendEvent(focus, &press);
        }
    }
    /// A burst of keys and Enter, as a scanner sends it.
    void scan(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        m_office.settle();
    }
    template <class T>
    [[nodiscard]] T *part() const
    {
        return page->findChild<T *>();
    }
    [[nodiscard]] app::casework::CasePane *pane() const { return part<app::casework::CasePane>(); }
    [[nodiscard]] app::widgets::DataTable *table() const { return part<app::widgets::DataTable>(); }
    [[nodiscard]] app::review::StepForm *form() const { return part<app::review::StepForm>(); }
    [[nodiscard]] core::cases::CaseId shown() const
    {
        return pane()->record() ? pane()->record()->file.id : core::cases::CaseId();
    }
    [[nodiscard]] QString action(int key) const
    {
        for (const auto &one : page->actions()) {
            if (one.key == QKeySequence(key))
                return one.enabled ? one.text : u'-' + one.disabledReason;
        }
        return {};
    }
    [[nodiscard]] QString banner() const { return frame.findChild<app::frame::ErrorBanner *>()->message().happened; }
    /// The window as a picture, where SHOULI_SHOTS names a folder.
    void shoot(const char *name)
    {
        const QString shots = qEnvironmentVariable("SHOULI_SHOTS");
        if (!shots.isEmpty())
            QTest::qWait(150); // layouts that wait
        if (!shots.isEmpty())
            frame.grab().save(shots + u'/' + QLatin1String(name) + QStringLiteral(".png"));
    }

    app::look::Languages languages;
    app::shell::MainFrame frame;
    app::review::ReviewPage *page = nullptr;
    std::unique_ptr<QSignalSpy> failures;

private:
    OfficeSession &m_office;
};

} // namespace shouli::tests
