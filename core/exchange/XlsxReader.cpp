// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/XlsxReader.h"

#include <QFile>
#include <QtEndian>

#include <zip.h>

#include <utility>

namespace shouli::core::exchange {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr qint64 smallPart = 16'000'000; // of what only describes the workbook
constexpr int mostEntries = 5'000;
constexpr int lastColumn = 16'384;

/// Whether the list of entries at the end of the archive says that it is short: a library would read all of it first.
bool hasFewEntries(QByteArrayView tail)
{
    static constexpr char mark[] = "PK\x05\x06";
    bool any = false;
    for (qsizetype at = tail.indexOf(QByteArrayView(mark, 4)); at >= 0;
         at = tail.indexOf(QByteArrayView(mark, 4), at + 1)) {
        if (at + 22 > tail.size())
            break;
        any = true;
        if (qFromLittleEndian<quint16>(tail.data() + at + 10) > mostEntries)
            return false;
    }
    return any;
}

constexpr qint64 tailSize = 22 + 0xFFFF;

/// "AB12" -> 27; -1 for no such name.
int columnOf(QStringView cell)
{
    int column = 0;
    qsizetype letters = 0;
    while (letters < cell.size() && cell.at(letters) >= u'A' && cell.at(letters) <= u'Z') {
        column = column * 26 + (cell.at(letters).unicode() - u'A' + 1);
        if (++letters > 3)
            return -1;
    }
    return letters > 0 && column <= lastColumn ? column - 1 : -1;
}

} // namespace

XlsxReader::XlsxReader(zip *archive, const TableLimits &limits)
    : m_archive(archive)
    , m_limits(limits)
{
}

XlsxReader::~XlsxReader()
{
    m_sheet.reset();
    zip_discard(m_archive);
}

Result<std::unique_ptr<XlsxReader>> XlsxReader::open(const QString &path, const TableLimits &limits)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.exists() ? ErrorCode::FileUnreadable : ErrorCode::FileMissing, path);
    if (file.size() > limits.packedBytes)
        return refusal(TableTrouble::TooLarge);
    file.seek(std::max<qint64>(0, file.size() - tailSize));
    if (!hasFewEntries(file.readAll()))
        return refusal(TableTrouble::Damaged);
    int error = 0;
    zip *archive = zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, &error);
    if (archive == nullptr)
        return refusal(TableTrouble::Damaged);
    return begin(std::unique_ptr<XlsxReader>(new XlsxReader(archive, limits)));
}

Result<std::unique_ptr<XlsxReader>> XlsxReader::fromBytes(QByteArray bytes, const TableLimits &limits)
{
    if (!hasFewEntries(QByteArrayView(bytes).last(std::min<qint64>(bytes.size(), tailSize))))
        return refusal(TableTrouble::Damaged);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.constData(), static_cast<zip_uint64_t>(bytes.size()), 0,
                                                    &error);
    zip *archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr && source != nullptr)
        zip_source_free(source);
    zip_error_fini(&error);
    if (archive == nullptr)
        return refusal(TableTrouble::Damaged);
    std::unique_ptr<XlsxReader> reader(new XlsxReader(archive, limits));
    reader->m_bytes = std::move(bytes); // shared with the archive, not copied
    return begin(std::move(reader));
}

Result<std::unique_ptr<XlsxReader>> XlsxReader::begin(std::unique_ptr<XlsxReader> reader)
{
    SHOULI_CHECK(reader->prepare());
    return reader;
}

/// Of what the workbook lists: its sheets in order, by relations to their files.
Result<QString> XlsxReader::firstSheet()
{
    SHOULI_TRY(const auto book, ZipEntry::open(m_archive, QStringLiteral("xl/workbook.xml"), smallPart));
    QXmlStreamReader xml(book.get());
    xml.setEntityExpansionLimit(0);
    QString relation;
    while (!xml.atEnd() && relation.isEmpty()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::DTD)
            return refusal(TableTrouble::Damaged);
        if (token != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        if (xml.name() == u"workbookPr") {
            const auto from1904 = attributes.value(QLatin1String("date1904"));
            m_formats.setFrom1904(from1904 == u"1" || from1904 == u"true");
        } else if (xml.name() == u"sheet") {
            for (const auto &attribute : attributes) {
                if (attribute.name() == u"id" && attribute.prefix() == u"r")
                    relation = attribute.value().toString();
            }
        }
    }
    if (xml.hasError() || relation.isEmpty())
        return refusal(TableTrouble::Damaged);
    SHOULI_TRY(const auto list, ZipEntry::open(m_archive, QStringLiteral("xl/_rels/workbook.xml.rels"), smallPart));
    QXmlStreamReader relations(list.get());
    relations.setEntityExpansionLimit(0);
    while (!relations.atEnd()) {
        const auto token = relations.readNext();
        if (token == QXmlStreamReader::DTD)
            break;
        if (token != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = relations.attributes();
        if (attributes.value(QLatin1String("Id")) == relation) {
            const QString target = attributes.value(QLatin1String("Target")).toString();
            return target.startsWith(u'/') ? target.mid(1) : QStringLiteral("xl/") + target;
        }
    }
    return refusal(TableTrouble::Damaged);
}

Result<void> XlsxReader::prepare()
{
    const auto has = [this](const char *name) { return zip_name_locate(m_archive, name, 0) >= 0; };
    if (has("xl/styles.xml")) {
        SHOULI_TRY(const auto styles, ZipEntry::open(m_archive, QStringLiteral("xl/styles.xml"), smallPart));
        SHOULI_TRY(m_formats, CellFormats::read(*styles));
    }
    SHOULI_TRY(const QString sheet, firstSheet());
    if (has("xl/sharedStrings.xml")) {
        SHOULI_TRY(const auto texts,
                   ZipEntry::open(m_archive, QStringLiteral("xl/sharedStrings.xml"), m_limits.sharedBytes));
        SHOULI_TRY(m_shared, SharedStrings::read(*texts, m_limits));
    }
    SHOULI_TRY(m_sheet, ZipEntry::open(m_archive, sheet, m_limits.sheetBytes));
    m_xml.setDevice(m_sheet.get());
    m_xml.setEntityExpansionLimit(0);
    int depth = 0;
    while (!m_xml.atEnd()) { // to where the rows are
        const auto token = m_xml.readNext();
        if (token == QXmlStreamReader::DTD)
            return refusal(TableTrouble::Damaged);
        if (token == QXmlStreamReader::EndElement)
            --depth;
        if (token != QXmlStreamReader::StartElement)
            continue;
        if (m_xml.name() == u"sheetData")
            return {};
        if (++depth > 16)
            break;
    }
    return refusal(m_sheet->isBreached() ? TableTrouble::TooLarge : TableTrouble::Damaged);
}

Result<std::optional<TableRow>> XlsxReader::next()
{
    if (m_done)
        return std::optional<TableRow>();
    TableRow row;
    int column = 0;
    bool inRow = false;
    while (!m_xml.atEnd()) {
        const auto token = m_xml.readNext();
        if (token == QXmlStreamReader::StartElement && !inRow && m_xml.name() == u"row") {
            inRow = true;
            const std::int64_t said = m_xml.attributes().value(QLatin1String("r")).toLongLong();
            row.number = m_row = said > m_row ? said : m_row + 1;
        } else if (token == QXmlStreamReader::StartElement && inRow && m_xml.name() == u"c") {
            SHOULI_CHECK(readCell(row, column));
        } else if (token == QXmlStreamReader::StartElement) {
            break; // nothing else stands among rows and cells
        } else if (token == QXmlStreamReader::EndElement) {
            if (inRow)
                return row;
            m_done = true; // of the sheet
            return std::optional<TableRow>();
        }
    }
    m_done = true;
    return refusal(m_sheet->isBreached() ? TableTrouble::TooLarge : TableTrouble::Damaged, m_row);
}

Result<void> XlsxReader::readCell(TableRow &row, int &column)
{
    const auto attributes = m_xml.attributes();
    const QStringView place = attributes.value(QLatin1String("r"));
    const QString type = attributes.value(QLatin1String("t")).toString();
    const int style = attributes.hasAttribute(QLatin1String("s")) ? attributes.value(QLatin1String("s")).toInt() : -1;
    if (const int said = columnOf(place); said >= column)
        column = said;
    const int at = column++;
    QString text;
    QList<CellTrouble> troubles;
    int depth = 1;
    bool inValue = false;
    while (depth > 0 && !m_xml.atEnd()) {
        const auto token = m_xml.readNext();
        if (token == QXmlStreamReader::StartElement) {
            if (m_xml.name() == u"is") {
                text = SharedStrings::text(m_xml, m_limits.cellCharacters);
                continue;
            }
            inValue = m_xml.name() == u"v";
            if (++depth > 16)
                return refusal(TableTrouble::Damaged, row.number);
        } else if (token == QXmlStreamReader::EndElement) {
            inValue = false;
            --depth;
        } else if (token == QXmlStreamReader::Characters && inValue && text.size() <= m_limits.cellCharacters) {
            text += m_xml.text().left(m_limits.cellCharacters + 1 - text.size());
        }
    }
    if (type == u"s") {
        bool ok = false;
        const qsizetype number = text.toLongLong(&ok);
        if (!ok || number < 0 || number >= m_shared.count())
            return refusal(TableTrouble::Damaged, row.number);
        text = m_shared.at(number);
    } else if (type == u"e") {
        troubles.append(CellTrouble::SpreadsheetError);
    } else if ((type.isEmpty() || type == u"n") && !text.isEmpty()) {
        text = m_formats.text(text, style, troubles);
    }
    put(row, at, text, troubles);
    return {};
}

void XlsxReader::put(TableRow &row, int column, const QString &text, QList<CellTrouble> troubles) const
{
    if (column >= m_limits.columns) {
        if (!text.isEmpty() && (row.troubles.isEmpty() || row.troubles.last().what != CellTrouble::NotTaken))
            row.troubles.append({m_limits.columns, CellTrouble::NotTaken});
        return;
    }
    QString cell = text;
    if (cell.size() > m_limits.cellCharacters) {
        cell.truncate(m_limits.cellCharacters);
        troubles.append(CellTrouble::TooLong);
    }
    if (cell.contains(QChar(QChar::ReplacementCharacter)))
        troubles.append(CellTrouble::BrokenText);
    if (troubles.isEmpty())
        troubles = CellGuard::troublesOf(cell);
    if (cell.isEmpty() && troubles.isEmpty())
        return; // styled, but nothing in it
    while (row.cells.size() < column)
        row.cells.append(QString());
    row.cells.append(cell);
    for (const CellTrouble one : std::as_const(troubles))
        row.troubles.append({column, one});
}

} // namespace shouli::core::exchange
