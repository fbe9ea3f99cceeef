// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/StickDialog.h"

#include "app/frame/ErrorBanner.h"
#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/shell/ErrorText.h"
#include "app/widgets/ChecklistView.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLocale>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace shouli::app::shell {

using core::base::Error;
using core::base::ErrorCode;
using frame::ErrorMessage;
using look::KeyButton;
using look::ToneLabel;
using sync::client::StickCourier;
using sync::client::StickTrip;
using widgets::NoticeBox;
using namespace std::chrono_literals;

namespace {

constexpr int narrowest = 640;
constexpr int leastList = 96;

} // namespace

StickDialog::StickDialog(StickCourier &courier, Media media, QWidget *parent)
    : QDialog(parent)
    , m_courier(courier)
    , m_mounted(std::move(media))
    , m_lead(new ToneLabel)
    , m_none(new ToneLabel({}, look::Tone::Dim))
    , m_list(new widgets::ChecklistView)
    , m_notice(new NoticeBox)
    , m_other(new KeyButton({}, QKeySequence(Qt::Key_F2), KeyButton::Role::Quiet))
    , m_close(new KeyButton({}, QKeySequence(Qt::Key_Escape), KeyButton::Role::Secondary))
    , m_go(new KeyButton({}, QKeySequence(Qt::Key_Return), KeyButton::Role::Primary))
{
    build();
    connect(&m_courier, &StickCourier::progressed, this, &StickDialog::progressed);
    connect(&m_courier, &StickCourier::done, this, &StickDialog::done);
    m_looking.setInterval(1s); // a stick is put in while the window is open
    connect(&m_looking, &QTimer::timeout, this, &StickDialog::look);
    m_media = m_mounted();
    retranslate();
}

void StickDialog::build()
{
    auto *all = new QVBoxLayout(this);
    all->setSpacing(2 * look::Theme::grid);
    all->addWidget(m_lead);
    all->addWidget(m_none);
    m_list->setMinimumHeight(leastList);
    all->addWidget(m_list);
    all->addWidget(m_notice);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_other);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_go);
    all->addLayout(buttons);
    m_go->setDefault(true);
    m_close->setAutoDefault(false);
    m_other->setAutoDefault(false);
    setMinimumWidth(narrowest);
    connect(m_list, &widgets::ChecklistView::opened, this, &StickDialog::exchange);
    connect(m_list, &widgets::ChecklistView::toggleRequested, this, &StickDialog::exchange);
    connect(m_go, &KeyButton::clicked, this, &StickDialog::exchange);
    connect(m_close, &KeyButton::clicked, this, &StickDialog::reject);
    connect(m_other, &KeyButton::clicked, this, &StickDialog::chooseFolder);
    connect(new QShortcut(QKeySequence(Qt::Key_F2), this), &QShortcut::activated, this, &StickDialog::chooseFolder);
}

void StickDialog::retranslate()
{
    setWindowTitle(tr("Exchange with the county by USB stick"));
    m_lead->setText(
        tr("For when there is no line. What the county wrote on the stick is taken, and what waits here is written on "
           "it. Take the stick to the county's IT staff; when it comes back, do this once more. Only the county can "
           "read what is on it."));
    m_none->setText(tr("No stick is in this computer. Put one in: it appears here by itself."));
    m_list->setAccessibleName(tr("Sticks"));
    m_other->setText(tr("Another folder"));
    m_go->setText(tr("Exchange"));
    m_close->setText(m_courier.isBusy() ? tr("Stop") : tr("Close"));
    showMedia();
    if (m_outcome) {
        const Told words = told(*m_outcome);
        m_notice->setNotice(words.kind, words.text);
    }
}

void StickDialog::look()
{
    const auto media = m_mounted();
    if (media == m_media || m_courier.isBusy())
        return;
    m_media = media;
    showMedia();
}

void StickDialog::showMedia()
{
    QList<widgets::ChecklistRow> rows;
    for (const auto *some : {&m_media, &m_folders}) {
        for (const StickMedium &medium : *some) {
            widgets::ChecklistRow row;
            row.key = medium.path;
            row.text = medium.name.isEmpty()
                ? QDir::toNativeSeparators(medium.path)
                : medium.name + QStringLiteral("  ") + QDir::toNativeSeparators(medium.path);
            if (medium.freeBytes >= 0)
                row.note = tr("%1 free").arg(
                    QLocale().formattedDataSize(medium.freeBytes, 1, QLocale::DataSizeTraditionalFormat));
            rows.append(row);
        }
    }
    m_list->setRows(rows);
    m_list->setVisible(!rows.isEmpty());
    m_none->setVisible(rows.isEmpty());
    m_go->setEnabled(!rows.isEmpty() && !m_courier.isBusy());
    if (!rows.isEmpty() && m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
}

void StickDialog::addFolder(const QString &path)
{
    const auto same = [&path](const StickMedium &medium) { return medium.path == path; };
    if (!std::ranges::any_of(m_media, same) && !std::ranges::any_of(m_folders, same))
        m_folders.append({path, {}, -1});
    showMedia();
    const auto &rows = m_list->rows();
    for (int i = 0; i < rows.size(); ++i) {
        if (rows.at(i).key == path)
            m_list->setCurrentRow(i);
    }
    m_list->setFocus();
}

void StickDialog::chooseFolder()
{
    if (m_courier.isBusy())
        return;
    auto *dialog = new QFileDialog(this, tr("The folder to exchange through"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &StickDialog::addFolder);
    dialog->open();
}

void StickDialog::exchange()
{
    const int row = m_list->currentRow();
    if (row < 0 || m_courier.isBusy())
        return;
    const QString path = m_list->rows().at(row).key;
    m_media = m_mounted(); // its folder may still be there without it, on this computer's own disk
    showMedia();
    if (std::ranges::none_of(m_list->rows(), [&path](const auto &one) { return one.key == path; }))
        return done(core::base::failure(ErrorCode::FileMissing, path));
    m_outcome.reset();
    m_courier.exchange(path);
    m_notice->setNotice(NoticeBox::Kind::Info, tr("Reading and writing the stick. Leave it in until this says so."));
    retranslate();
}

void StickDialog::progressed(qint64 done, qint64 of)
{
    if (m_courier.isBusy() && of > 0)
        m_notice->setNotice(
            NoticeBox::Kind::Info,
            tr("Taking the office's data from the stick: %1 %. Leave it in until this says so.").arg(done * 100 / of));
}

void StickDialog::done(const StickCourier::Outcome &outcome)
{
    m_outcome = std::make_shared<const StickCourier::Outcome>(outcome);
    m_media = m_mounted();
    retranslate();
    m_list->setFocus();
}

StickDialog::Told StickDialog::told(const StickCourier::Outcome &outcome)
{
    using Found = StickTrip::Found;
    using Kind = NoticeBox::Kind;
    if (!outcome) {
        const Error &error = outcome.error();
        if (error.code == ErrorCode::FileMissing)
            return {Kind::Danger, tr("The stick is no longer there. Nothing is lost: put it in and do it again.")};
        if (error.code == ErrorCode::DiskFull)
            return {Kind::Danger, tr("The stick is full. Nothing is lost: make room on it, or take another one.")};
        if (error.code == ErrorCode::FileUnwritable)
            return {Kind::Danger,
                    tr("The stick cannot be written. Nothing is lost: look for a switch that protects it, or take "
                       "another one.")};
        if (error.code == ErrorCode::KeyMalformed)
            return {Kind::Danger,
                    tr("This computer was enrolled before sticks were possible. Ask the county's IT staff to enrol it "
                       "anew.")};
        const ErrorMessage message = ErrorText::of(error);
        return {Kind::Danger, ErrorMessage::join(ErrorMessage::join(message.happened, message.kept), message.todo)};
    }
    Told words;
    const auto tell = [&words](const QString &sentence) { words.text = ErrorMessage::join(words.text, sentence); };
    const auto mind = [&](const QString &sentence) {
        words.kind = Kind::Warning;
        tell(sentence);
    };
    switch (outcome->found) {
    case Found::Nothing:
        tell(tr("The stick brought no answer of the county for this computer."));
        break;
    case Found::Taken:
        tell(outcome->rows > 0
                 ? tr("Taken from the stick: the office's data, %n rows.", nullptr, static_cast<int>(outcome->rows))
                 : tr("Taken from the stick: what the county had to say, %n entries.", nullptr, outcome->arrived));
        break;
    case Found::Old:
        tell(tr("What the county wrote on this stick is here already, or older than what is here. It was left alone."));
        break;
    case Found::Damaged:
        mind(tr("The county's answer on this stick is incomplete or was altered. It was left alone; nothing was "
                "changed. The county writes it again when it gets the stick."));
        break;
    case Found::Foreign:
        mind(tr("The answer on this stick is another county's. It was left alone; nothing was changed."));
        break;
    case Found::Newer:
        mind(tr("The answer on this stick was made by a newer version of Shouli. It was left alone; have this "
                "computer's Shouli updated."));
        break;
    case Found::Refused:
        mind(ErrorText::of(outcome->trouble.value_or(Error{})).happened);
        mind(tr("The county took nothing. All that waits is kept here."));
        break;
    }
    if (outcome->found == Found::Taken && outcome->trouble && !outcome->onceMore)
        mind(tr("Not all of it could be taken. The county is asked for the rest."));
    if (outcome->onceMore)
        mind(tr("One more way there and back is needed before all is here."));
    tell(outcome->written > 0 ? tr("%n changes of this computer are on the stick.", nullptr, outcome->written)
                              : tr("Nothing of this computer waits; the stick asks the county for what is new."));
    tell(tr("You can take it out now. Take it to the county's IT staff."));
    return words;
}

void StickDialog::reject()
{
    if (m_courier.isBusy())
        return m_courier.stop(); // says so when it has ended
    QDialog::reject();
}

void StickDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_looking.start();
    m_list->setFocus();
}

bool StickDialog::event(QEvent *event)
{
    const bool used = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest) // the words have changed: no line of them is cut
        resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
    return used;
}

void StickDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace shouli::app::shell
