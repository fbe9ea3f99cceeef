// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>

#include <zip.h>

namespace shouli::tests {

/// A workbook made by hand, so that it can be wrong in any way.
class Workbook {
public:
    Workbook()
    {
        parts[QStringLiteral("xl/workbook.xml")] =
            R"(<workbook xmlns="urn:x" xmlns:r="urn:r"><workbookPr/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>)";
        parts[QStringLiteral("xl/_rels/workbook.xml.rels")] =
            R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>)";
        setRows({});
    }
    void setRows(const QByteArray &rows)
    {
        parts[QStringLiteral("xl/worksheets/sheet1.xml")] = "<worksheet><sheetData>" + rows
            + "</sheetData></worksheet>";
    }

    [[nodiscard]] QByteArray bytes() const
    {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t *memory = zip_source_buffer_create(nullptr, 0, 0, &error);
        zip_source_keep(memory);
        zip *archive = zip_open_from_source(memory, ZIP_TRUNCATE, &error);
        for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
            zip_source_t *part = zip_source_buffer(archive, it->constData(), static_cast<zip_uint64_t>(it->size()), 0);
            zip_file_add(archive, it.key().toUtf8().constData(), part, ZIP_FL_ENC_UTF_8);
        }
        zip_close(archive);
        zip_source_open(memory);
        zip_source_seek(memory, 0, SEEK_END);
        QByteArray all(static_cast<qsizetype>(zip_source_tell(memory)), '\0');
        zip_source_seek(memory, 0, SEEK_SET);
        zip_source_read(memory, all.data(), static_cast<zip_uint64_t>(all.size()));
        zip_source_close(memory);
        zip_source_free(memory);
        return all;
    }

    QMap<QString, QByteArray> parts;
};

} // namespace shouli::tests
