// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QRectF>
#include <QString>
#include <QTemporaryDir>

namespace shouli::tests {

/// Looks at a PDF from outside, with poppler's programs: what a reader would find in it.
class PdfProbe {
public:
    struct Word {
        int page = 0;
        QRectF box; ///< mm
        QString text;
    };

    explicit PdfProbe(const QByteArray &pdf);

    /// All text in the order of the content, without white space.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QList<Word> words() const;
    /// The words whose middle lies within a rectangle (mm) of a page, joined.
    [[nodiscard]] QString textIn(int page, const QRectF &cell) const;
    [[nodiscard]] int pageCount() const;
    [[nodiscard]] QString info() const;
    [[nodiscard]] QString fonts() const;
    [[nodiscard]] QImage image(int page, int dpi) const;
    /// The texts of the QR codes on a page, read from its picture.
    [[nodiscard]] QStringList codes(int page, int dpi) const;

private:
    [[nodiscard]] QByteArray run(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QString m_file;
    mutable QList<Word> m_words;
};

} // namespace shouli::tests
