// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ImageScan.h"

#include "core/cards/QrReader.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QMimeData>
#include <QShortcut>
#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace shouli::app::shell {

using core::base::Result;
using core::cards::QrReader;

namespace {

const QString cardPath = QStringLiteral("/Q/"); // as in every card's link

QString localFile(const QMimeData &data)
{
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

} // namespace

ImageScan::ImageScan(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    window->setAcceptDrops(true);
    auto *shortcut = new QShortcut(QKeySequence::Open, window);
    connect(shortcut, &QShortcut::activated, this, &ImageScan::choose);
    qApp->installEventFilter(this);
}

void ImageScan::choose()
{
    if (m_dialog == nullptr) {
        m_dialog = new QFileDialog(m_window);
        m_dialog->setFileMode(QFileDialog::ExistingFile);
        connect(m_dialog, &QFileDialog::fileSelected, this, &ImageScan::readFile);
    }
    m_dialog->setWindowTitle(tr("A picture of a card"));
    m_dialog->setNameFilters({tr("Pictures (*.png *.jpg *.jpeg *.bmp *.gif *.webp)"), tr("All files (*)")});
    m_dialog->open(); // does not wait
}

void ImageScan::readFile(const QString &path)
{
    QtConcurrent::run([path] { return QrReader::readFile(path); }).then(this, [this](const Result<QStringList> &codes) {
        done(codes);
    });
}

void ImageScan::readImage(const QImage &image)
{
    QtConcurrent::run([image] { return QrReader::read(image); }).then(this, [this](const Result<QStringList> &codes) {
        done(codes);
    });
}

void ImageScan::done(const Result<QStringList> &codes)
{
    if (!codes) {
        Q_EMIT failed(codes.error());
        return;
    }
    // a photograph of a desk may show other codes as well
    const auto card = std::find_if(codes->cbegin(), codes->cend(),
                                   [](const QString &text) { return text.contains(cardPath, Qt::CaseInsensitive); });
    Q_EMIT scanned(card != codes->cend() ? *card : codes->constFirst());
}

bool ImageScan::isPicture(const QMimeData &data)
{
    return data.hasImage() || !localFile(data).isEmpty();
}

bool ImageScan::take(const QMimeData &data)
{
    if (data.hasImage())
        readImage(qvariant_cast<QImage>(data.imageData()));
    else if (const QString path = localFile(data); !path.isEmpty())
        readFile(path);
    else
        return false;
    return true;
}

bool ImageScan::eventFilter(QObject *object, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(object);
    if (widget == nullptr || (widget != m_window && !m_window->isAncestorOf(widget)))
        return false;
    switch (event->type()) {
    case QEvent::KeyPress: {
        const auto *data = QApplication::clipboard()->mimeData();
        const bool pasted = static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste) && data != nullptr;
        return pasted && (!data->hasText() || data->hasUrls()) && take(*data);
    }
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto *drag = static_cast<QDropEvent *>(event);
        if (drag->mimeData() == nullptr || !isPicture(*drag->mimeData()))
            return false;
        drag->acceptProposedAction();
        return true;
    }
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        if (drop->mimeData() == nullptr || !take(*drop->mimeData()))
            return false;
        drop->acceptProposedAction();
        return true;
    }
    default:
        return false;
    }
}

} // namespace shouli::app::shell
