// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/forms/setting/PdfProbe.h"

#include "core/cards/QrReader.h"

#include <QFile>
#include <QProcess>
#include <QXmlStreamReader>

namespace shouli::tests {

using namespace Qt::StringLiterals;

PdfProbe::PdfProbe(const QByteArray &pdf)
    : m_file(m_folder.filePath(u"probe.pdf"_s))
{
    QFile file(m_file);
    if (file.open(QIODevice::WriteOnly))
        file.write(pdf);
}

QByteArray PdfProbe::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

QString PdfProbe::text() const
{
    QString text = QString::fromUtf8(run(u"pdftotext"_s, {u"-raw"_s, m_file, u"-"_s}));
    for (const QChar c : {u' ', u'\n', u'\f', u'\u3000'})
        text.remove(c);
    return text;
}

QList<PdfProbe::Word> PdfProbe::words() const
{
    if (!m_words.isEmpty())
        return m_words;
    constexpr double mm = 25.4 / 72;
    QXmlStreamReader reader(run(u"pdftotext"_s, {u"-bbox"_s, m_file, u"-"_s}));
    int page = -1;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == "page"_L1)
            ++page;
        if (reader.name() != "word"_L1)
            continue;
        const auto at = [&reader](QLatin1StringView name) { return reader.attributes().value(name).toDouble() * mm; };
        const QRectF box(QPointF(at("xMin"_L1), at("yMin"_L1)), QPointF(at("xMax"_L1), at("yMax"_L1)));
        m_words.append({page, box, reader.readElementText()});
    }
    return m_words;
}

QString PdfProbe::textIn(int page, const QRectF &cell) const
{
    QString text;
    for (const Word &word : words()) {
        if (word.page == page && cell.contains(word.box.center()))
            text += word.text;
    }
    return text;
}

QString PdfProbe::info() const
{
    return QString::fromUtf8(run(u"pdfinfo"_s, {m_file}));
}

int PdfProbe::pageCount() const
{
    return info().section(u"Pages:"_s, 1).section(u'\n', 0, 0).trimmed().toInt();
}

QString PdfProbe::fonts() const
{
    return QString::fromUtf8(run(u"pdffonts"_s, {m_file}));
}

QImage PdfProbe::image(int page, int dpi) const
{
    const QString number = QString::number(page + 1);
    return QImage::fromData(
        run(u"pdftoppm"_s, {u"-r"_s, QString::number(dpi), u"-gray"_s, u"-f"_s, number, u"-l"_s, number, m_file}));
}

QStringList PdfProbe::codes(int page, int dpi) const
{
    return core::cards::QrReader::read(image(page, dpi)).value_or(QStringList());
}

} // namespace shouli::tests
