// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/QtHeaders.h"

#include <QDir>
#include <QLibraryInfo>

#include <utility>

namespace shouli::tests::layers {

namespace {

struct Folder {
    const char *name;
    const char *library;
};
constexpr Folder folders[] = {
    {"QtWidgets", "Widgets"}, {"QtSvgWidgets", "Widgets"},        {"QtCharts", "Widgets"},
    {"QtNetwork", "Network"}, {"QtPrintSupport", "PrintSupport"}, {"QtSql", "Sql"},
};

} // namespace

QtHeaders QtHeaders::installed()
{
    QHash<QString, QString> headers;
    const QDir root(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    for (const Folder &folder : folders) {
        const QStringList files = QDir(root.filePath(QLatin1String(folder.name))).entryList(QDir::Files);
        for (const QString &file : files)
            headers.insert(file, QLatin1String(folder.library));
    }
    return QtHeaders(std::move(headers));
}

QtHeaders::QtHeaders(QHash<QString, QString> headers)
    : m_libraries(std::move(headers))
{
}

QString QtHeaders::libraryOf(const QString &include) const
{
    for (const Folder &folder : folders) {
        const QLatin1String name(folder.name);
        if (include == name || include.startsWith(name + u'/'))
            return QLatin1String(folder.library);
    }
    return m_libraries.value(include);
}

} // namespace shouli::tests::layers
