// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/MainFrame.h"

#include "app/frame/ActionBar.h"
#include "app/frame/ErrorBanner.h"
#include "app/frame/HelpOverlay.h"
#include "app/frame/OmniBox.h"
#include "app/frame/ResultList.h"
#include "app/frame/ScanFilter.h"
#include "app/frame/SideBar.h"
#include "app/look/KeyButton.h"
#include "app/look/KeyCap.h"
#include "app/look/ToneLabel.h"
#include "app/shell/ErrorText.h"
#include "app/shell/ImageScan.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace shouli::app::shell {

using frame::KeyHelp;
using frame::Page;
using look::KeyButton;
using look::Theme;
using look::Tone;
using namespace std::chrono_literals;

namespace {

constexpr int topBarHeight = 56;

class TopBar final : public QWidget {
protected:
    void paintEvent(QPaintEvent *) override
    {
        const auto &colours = Theme::colours(this);
        QPainter painter(this);
        painter.fillRect(rect(), colours.pane);
        painter.fillRect(0, height() - 1, width(), 1, colours.line);
    }
};

/// Where this counter is.
class Pill final : public QLabel {
public:
    Pill()
    {
        setForegroundRole(QPalette::Link);
        setTextFormat(Qt::PlainText);
        setContentsMargins(3 * Theme::grid, 2, 3 * Theme::grid, 2);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        if (text().isEmpty())
            return;
        {
            QPainter painter(this);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(Theme::colours(this).brandSoft);
            painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
        }
        QLabel::paintEvent(event);
    }
};

} // namespace

MainFrame::MainFrame(const core::base::Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_sideBar(new frame::SideBar)
    , m_syncLight(new frame::SyncLight)
    , m_results(new frame::ResultList(this))
    , m_box(new frame::OmniBox(m_results))
    , m_office(new Pill)
    , m_info(new QLabel)
    , m_help(new KeyButton({}, QKeySequence(Qt::Key_F1), KeyButton::Role::Quiet))
    , m_banner(new frame::ErrorBanner)
    , m_stack(new QStackedWidget)
    , m_progress(new frame::ProgressStrip)
    , m_actions(new frame::ActionBar)
    , m_toast(new frame::UndoToast(clock, this))
    , m_overlay(new frame::HelpOverlay(this))
{
    setMinimumSize(smallest);
    auto *side = new QVBoxLayout;
    side->setSpacing(0);
    side->addWidget(m_sideBar, 1);
    side->addWidget(m_syncLight);
    auto *main = new QVBoxLayout;
    main->setSpacing(0);
    main->addWidget(makeTopBar());
    main->addWidget(m_banner);
    m_stack->setContentsMargins(3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid, 3 * Theme::grid);
    main->addWidget(m_stack, 1);
    main->addWidget(m_progress);
    main->addWidget(m_actions);
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addLayout(side);
    outer->addLayout(main, 1);

    wireBox();
    wireKeys();
    connect(m_sideBar, &frame::SideBar::chosen, this, [this](int entry) { setCurrentPage(m_pages.value(entry)); });
    connect(m_syncLight, &frame::SyncLight::clicked, this, &MainFrame::syncRequested);
    connect(m_banner, &frame::ErrorBanner::dismissed, this, [this] {
        m_error.reset();
        m_box->setFocus();
    });
    connect(m_progress, &frame::ProgressStrip::cancelRequested, this, [this] {
        if (Page *page = currentPage())
            page->onProgressCancelled();
    });
    connect(m_overlay, &frame::HelpOverlay::closed, this, [this] { m_box->setFocus(); });
    connect(m_overlay, &frame::HelpOverlay::languageSwitchRequested, this, &MainFrame::languageSwitchRequested);
    connect(m_overlay, &frame::HelpOverlay::contrastSwitchRequested, this, &MainFrame::contrastSwitchRequested);

    m_minute.setInterval(30s); // midnight is noticed within half a minute
    connect(&m_minute, &QTimer::timeout, this, &MainFrame::refreshDate);
    m_minute.start();
    setWords();
}

QWidget *MainFrame::makeTopBar()
{
    auto *bar = new TopBar;
    bar->setFixedHeight(topBarHeight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(4 * Theme::grid, 0, 4 * Theme::grid, 1);
    row->setSpacing(14);
    m_box->setMaximumWidth(620);
    row->addWidget(m_box, 1);
    row->addWidget(m_office, 0, Qt::AlignVCenter);
    row->addStretch(0);
    m_info->setTextFormat(Qt::PlainText);
    m_info->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(m_info);
    row->addWidget(m_help);
    connect(m_help, &KeyButton::clicked, this, &MainFrame::showHelp);
    return bar;
}

void MainFrame::wireBox()
{
    auto *scanner = new frame::ScanFilter(m_clock, this);
    connect(scanner, &frame::ScanFilter::scanned, this, &MainFrame::onScanned);
    auto *pictures = new ImageScan(this);
    connect(pictures, &ImageScan::scanned, this, &MainFrame::onScanned);
    connect(pictures, &ImageScan::failed, this, &MainFrame::showError);
    connect(m_box, &frame::OmniBox::typed, this, [this](const QString &text) {
        if (text.isEmpty())
            m_results->close();
        if (Page *page = currentPage())
            page->onOmniText(text);
    });
    connect(m_box, &frame::OmniBox::entered, this, [this](const QString &text) {
        if (Page *page = currentPage())
            page->onOmniEntered(text);
    });
    connect(m_box, &frame::OmniBox::cleared, this, [this] {
        if (Page *page = currentPage())
            page->onOmniText({});
    });
    connect(m_results, &frame::ResultList::chosen, this, [this](const QByteArray &key) {
        m_box->clear();
        if (Page *page = currentPage())
            page->onResultChosen(key);
    });
}

void MainFrame::wireKeys()
{
    const auto on = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    on(QKeySequence(Qt::Key_F1), &MainFrame::showHelp);
    on(QKeySequence(Qt::CTRL | Qt::Key_F2), &MainFrame::languageSwitchRequested);
    on(QKeySequence(Qt::CTRL | Qt::Key_F3), &MainFrame::contrastSwitchRequested);
    on(QKeySequence(Qt::ALT | Qt::Key_0), [this] { m_syncLight->click(); });
    on(QKeySequence(Qt::ALT | Qt::Key_U), &MainFrame::stickRequested);
    on(QKeySequence(Qt::CTRL | Qt::Key_L), &MainFrame::lockRequested);
    on(QKeySequence(Qt::ALT | Qt::Key_P), &MainFrame::accountRequested);
    on(QKeySequence(Qt::ALT | Qt::Key_K), &MainFrame::pinRequested);
    on(QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
        m_box->setFocus(Qt::ShortcutFocusReason);
        m_box->selectAll();
    });
}

void MainFrame::addPage(Page *page)
{
    m_pages.append(page);
    m_stack->addWidget(page);
    connect(page, &Page::changed, this, &MainFrame::refresh);
    connect(page, &Page::failed, this, &MainFrame::showError);
    connect(page, &Page::undoOffered, this, &MainFrame::offerUndo);
    connect(page, &Page::progressed, this, [this](const frame::Progress &progress) {
        m_progress->setProgress(progress);
        placeToast();
    });
    connect(page, &Page::openRequested, this, &MainFrame::openRequested);
    connect(page, &Page::resultsFound, this, [this, page](const QList<frame::ResultRow> &rows, const QString &note) {
        if (page == currentPage())
            onResults(rows, note);
    });
    if (m_pages.size() == 1)
        setCurrentPage(page);
    refresh();
}

Page *MainFrame::currentPage() const
{
    return m_active;
}

void MainFrame::setCurrentPage(Page *page)
{
    if (!page || page == m_active || !m_pages.contains(page))
        return;
    if (m_active)
        m_active->onDeactivated();
    m_active = page;
    m_results->close();
    m_box->clear();
    m_stack->setCurrentWidget(page);
    refresh();
    m_box->setFocus(Qt::OtherFocusReason);
    page->onActivated();
    Q_EMIT pageChanged(page);
}

void MainFrame::refresh()
{
    QList<frame::SideBarEntry> entries;
    for (const Page *page : std::as_const(m_pages))
        entries.append({page->title(), page->icon(), page->badge()});
    m_sideBar->setEntries(entries);
    if (!m_active)
        return;
    m_sideBar->setCurrent(static_cast<int>(m_pages.indexOf(m_active)));
    m_box->setPlaceholderText(m_active->boxHint());
    m_box->setSubject(m_active->subject());
    m_actions->setActions(m_active->actions());
    m_actions->setHint(m_active->hint());
    refreshDate();
}

void MainFrame::refreshDate()
{
    const QString info = m_active ? m_active->topInfo() : QString();
    //: format of a date, see QLocale::toString(); in Chinese yyyy年M月d日 dddd
    m_info->setText(info.isEmpty() ? QLocale().toString(m_clock.today(), tr("dddd d MMMM yyyy")) : info);
}

void MainFrame::setWords()
{
    m_help->setText(tr("Help"));
    if (m_error)
        m_banner->show(ErrorText::of(*m_error));
    refresh();
    refreshDate();
    if (m_overlay->isVisible())
        showHelp(); // with the keys' other words
}

void MainFrame::setOffice(const QString &office)
{
    m_office->setText(office);
}

void MainFrame::setSync(const frame::SyncStatus &status)
{
    m_syncLight->setStatus(status);
}

void MainFrame::showError(const core::base::Error &error)
{
    m_error = error;
    m_banner->show(ErrorText::of(error));
}

void MainFrame::offerUndo(const frame::UndoOffer &offer)
{
    m_toast->offer(offer);
    placeToast();
}

void MainFrame::placeToast()
{
    const int strip = m_progress->isHidden() ? 0 : m_progress->sizeHint().height();
    m_toast->place(m_actions->height() + strip + 3 * Theme::grid);
}

void MainFrame::settle()
{
    m_toast->dismiss();
    m_overlay->close();
    m_results->close();
    m_box->clear();
    m_box->setSubject({});
}

void MainFrame::onScanned(const QString &text)
{
    m_overlay->close();
    m_results->close();
    if (!m_active || !m_active->onScan(text))
        Q_EMIT scanUnused(text);
}

void MainFrame::onResults(const QList<frame::ResultRow> &rows, const QString &note)
{
    if (m_box->text().isEmpty())
        m_results->close(); // the answer came after the box was emptied
    else
        m_results->open(rows, note, m_box);
}

QList<KeyHelp> MainFrame::windowKeys() const
{
    QList<KeyHelp> keys{
        {tr("A–Z 0–9"), tr("Typing anywhere goes to the box: name, pinyin, ID number, telephone")},
        {tr("Scanner"), tr("Scanning works anywhere, whatever is in front")},
        {QStringLiteral("↑ ↓ Enter"), tr("Choose from what was found")},
        {QStringLiteral("Esc"), tr("Close the list, empty the box, close a message")},
        {QStringLiteral("Ctrl+F"), tr("Go to the box")},
        {QStringLiteral("Alt+0"), tr("The light: send now, and what needs a decision")},
        {QStringLiteral("Alt+U"), tr("No line: exchange with the county by USB stick")},
        {QStringLiteral("Ctrl+L"), tr("Lock: a colleague can sign in, what is begun is kept")},
        {QStringLiteral("Alt+P"), tr("Change my passphrase")},
        {QStringLiteral("Alt+K"), tr("A PIN for this shift, to come back quickly after locking")},
        {QStringLiteral("Ctrl+O"), tr("Read a card from a picture; one can be dropped or pasted (Ctrl+V) too")},
        {QStringLiteral("Tab"), tr("Next list or field")},
        {QStringLiteral("Ctrl+Z"), tr("Take the last step back, for ten seconds")},
    };
    QStringList titles;
    for (const Page *page : m_pages)
        titles.append(page->title());
    if (!titles.isEmpty())
        keys.append(
            {QStringLiteral("Alt+1…%1").arg(qMin<qsizetype>(titles.size(), 9)), titles.join(QStringLiteral(" · "))});
    return keys;
}

void MainFrame::showHelp()
{
    if (!m_active)
        return;
    QList<KeyHelp> pageKeys;
    for (const frame::PageAction &action : m_active->actions())
        if (!action.key.isEmpty())
            pageKeys.append({look::KeyCap::text(action.key), action.help.isEmpty() ? action.text : action.help});
    pageKeys.append(m_active->keyHelp());
    m_overlay->open(m_active->title(), pageKeys, windowKeys());
}

bool MainFrame::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_banner->isVisible()
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept(); // closes the message before it means anything to the page
        return true;
    }
    return QWidget::event(event);
}

void MainFrame::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    if (event->key() == Qt::Key_Escape && m_banner->isVisible()) {
        m_banner->dismiss();
    } else if (event->key() == Qt::Key_Down && m_box->hasFocus() && m_active && m_active->mainList()) {
        m_active->mainList()->setFocus(Qt::TabFocusReason);
    } else if (plain && !text.isEmpty() && text.front().isPrint() && text.front() != u' ' && !m_box->hasFocus()) {
        m_box->typeInto(text); // nobody else had a use for it
    } else {
        QWidget::keyPressEvent(event);
    }
}

void MainFrame::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeToast();
    m_overlay->setGeometry(rect());
    m_results->close();
}

void MainFrame::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setWords();
}

void MainFrame::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_box->setFocus(Qt::OtherFocusReason);
}

} // namespace shouli::app::shell
