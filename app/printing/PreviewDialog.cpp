// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/PreviewDialog.h"

#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/printing/PageView.h"
#include "app/widgets/NoticeBox.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QSpinBox>
#include <QStandardPaths>

namespace shouli::app::printing {

using core::base::Error;
using core::base::ErrorCode;
using core::base::Result;
using look::KeyButton;
using look::Tone;
using look::ToneLabel;

namespace {

constexpr double zoomStep = 1.2;

} // namespace

PreviewDialog::PreviewDialog(PrintThread &thread, core::forms::setting::FormPages pages, PrintChoice choice,
                             QWidget *parent)
    : QDialog(parent)
    , m_thread(thread)
    , m_pages(std::make_shared<const core::forms::setting::FormPages>(std::move(pages)))
    , m_choice(std::move(choice))
{
    build();
    retranslate();
    resize(QSize(860, 900).boundedTo(screen()->availableSize() - QSize(40, 60)));
    m_view->setFocus();
    m_thread.run([](Workshop &shop) { return shop.service.printers(); }).then(this, [this](const QStringList &names) {
        showPrinters(names);
    }); // asking the system may take a while
}

void PreviewDialog::build()
{
    m_view = new PageView(m_thread, this);
    m_printer = new QComboBox(this);
    m_printer->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_printer->setFocusPolicy(Qt::TabFocus);
    m_copies = new QSpinBox(this);
    m_copies->setRange(1, 99);
    m_copies->setValue(m_choice.copies);
    m_copies->setFocusPolicy(Qt::StrongFocus);
    m_printerLabel = new ToneLabel({}, Tone::Dim);
    m_printerLabel->setBuddy(m_printer);
    m_copiesLabel = new ToneLabel({}, Tone::Dim);
    m_copiesLabel->setBuddy(m_copies);
    m_position = new ToneLabel({}, Tone::Dim);
    m_keys = new ToneLabel({}, Tone::Dim);
    for (ToneLabel *label : {m_printerLabel, m_copiesLabel, m_position})
        label->setWordWrap(false);
    m_message = new widgets::NoticeBox(this);
    m_print = new KeyButton({}, Qt::Key_P, KeyButton::Role::Primary, this);
    m_print->setDefault(true);
    m_save = new KeyButton({}, Qt::Key_S, KeyButton::Role::Secondary, this);
    m_save->setAutoDefault(false);
    m_close = new KeyButton({}, Qt::Key_Escape, KeyButton::Role::Secondary, this);
    m_close->setAutoDefault(false);

    auto *top = new QHBoxLayout;
    top->addWidget(m_printerLabel);
    top->addWidget(m_printer);
    top->addSpacing(16);
    top->addWidget(m_copiesLabel);
    top->addWidget(m_copies);
    top->addStretch();
    top->addWidget(m_position);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_keys, 1);
    bottom->addWidget(m_close);
    bottom->addWidget(m_save);
    bottom->addWidget(m_print);
    auto *all = new QVBoxLayout(this);
    all->addLayout(top);
    all->addWidget(m_view, 1);
    all->addWidget(m_message);
    all->addLayout(bottom);

    connect(m_view, &PageView::changed, this, &PreviewDialog::showPosition);
    connect(m_print, &KeyButton::clicked, this, &PreviewDialog::print);
    connect(m_save, &KeyButton::clicked, this, &PreviewDialog::save);
    connect(m_close, &KeyButton::clicked, this, &PreviewDialog::reject);
    m_view->show(m_pages);
}

void PreviewDialog::retranslate()
{
    setWindowTitle(tr("Print: %1").arg(m_pages->title));
    m_printerLabel->setText(tr("Printer"));
    m_copiesLabel->setText(tr("Copies"));
    m_print->setText(tr("Print"));
    m_save->setText(tr("Save as PDF"));
    m_close->setText(tr("Close"));
    m_keys->setText(tr("Page Up, Page Down: turn    + −: zoom    W: width    0: whole page"));
    m_view->setAccessibleName(tr("Preview of the pages"));
    const bool noPrinter = m_printer->count() == 0;
    m_print->setEnabled(!noPrinter && !m_busy);
    m_save->setEnabled(!m_busy);
    m_printer->setEnabled(!noPrinter);
    m_printer->setPlaceholderText(m_known ? tr("No printer is installed") : QString());
    showPosition();
}

void PreviewDialog::showPrinters(const QStringList &names)
{
    m_known = true;
    m_printer->addItems(names);
    m_printer->setCurrentIndex(names.isEmpty() ? -1 : qMax(0, m_printer->findText(m_choice.printer)));
    retranslate();
    layout()->activate(); // the list of printers is wider now
    Q_EMIT ready();
}

void PreviewDialog::showPosition()
{
    m_position->setText(
        tr("Page %1 of %2    %3 %").arg(m_view->page() + 1).arg(m_view->pageCount()).arg(qRound(m_view->zoom() * 100)));
}

PrintChoice PreviewDialog::choice() const
{
    PrintChoice choice = m_choice;
    if (m_printer->count() > 0)
        choice.printer = m_printer->currentText();
    choice.copies = m_copies->value();
    return choice;
}

void PreviewDialog::print()
{
    if (m_print->isEnabled())
        take([choice = choice()](Workshop &shop, const core::forms::setting::FormPages &pages) {
            return shop.service.print(pages, choice);
        });
}

void PreviewDialog::take(std::function<Result<PrintReceipt>(Workshop &, const core::forms::setting::FormPages &)> job)
{
    if (m_busy)
        return;
    m_busy = true;
    m_message->clear();
    retranslate();
    m_thread.run([job = std::move(job), pages = m_pages](Workshop &shop) { return job(shop, *pages); })
        .then(this, [this](const Result<PrintReceipt> &result) {
            m_busy = false;
            retranslate();
            conclude(result);
        });
}

void PreviewDialog::save()
{
    auto *dialog = new QFileDialog(this, tr("Save as PDF"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("PDF files (*.pdf)"));
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(m_pages->title + QStringLiteral(".pdf"));
    connect(dialog, &QFileDialog::fileSelected, this, &PreviewDialog::saveTo);
    dialog->open();
}

void PreviewDialog::saveTo(const QString &path)
{
    take([path, choice = choice()](Workshop &shop, const core::forms::setting::FormPages &pages) {
        return shop.service.save(pages, path, choice);
    });
}

void PreviewDialog::conclude(const Result<PrintReceipt> &result)
{
    if (result) {
        Q_EMIT printed(*result);
        accept();
        return;
    }
    const Error &error = result.error();
    QString text;
    switch (error.code) {
    case ErrorCode::PrinterUnavailable:
        text = tr("The printer “%1” cannot be reached. Nothing was printed. Check that it is switched on, or choose "
                  "another one.")
                   .arg(m_printer->currentText());
        break;
    case ErrorCode::DiskFull:
        text = tr("The disk is full. The file was not written.");
        break;
    case ErrorCode::FileUnwritable:
        text = tr("The file cannot be written there. Choose another folder.");
        break;
    default:
        text = tr("The job was not taken over. Nothing was printed. (%1)").arg(error.detail);
        break;
    }
    m_message->setNotice(widgets::NoticeBox::Kind::Danger, text);
    Q_EMIT failed(error);
}

void PreviewDialog::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_PageDown:
        m_view->setPage(m_view->page() + 1);
        break;
    case Qt::Key_PageUp:
        m_view->setPage(m_view->page() - 1);
        break;
    case Qt::Key_Home:
        m_view->setPage(0);
        break;
    case Qt::Key_End:
        m_view->setPage(m_view->pageCount() - 1);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_view->setZoom(m_view->zoom() * zoomStep);
        break;
    case Qt::Key_Minus:
        m_view->setZoom(m_view->zoom() / zoomStep);
        break;
    case Qt::Key_W:
        m_view->setZoom(m_view->widthZoom());
        break;
    case Qt::Key_0:
        m_view->fit();
        break;
    case Qt::Key_P:
        print();
        break;
    case Qt::Key_S:
        save();
        break;
    default:
        QDialog::keyPressEvent(event); // Esc closes
    }
}

void PreviewDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace shouli::app::printing
