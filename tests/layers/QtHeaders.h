// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace shouli::tests::layers {

/// Which header belongs to which of the Qt libraries that not every layer may use: "QWidget" -> "Widgets".
class QtHeaders {
public:
    /// From the Qt that this program was built with. Empty where its headers are not installed.
    [[nodiscard]] static QtHeaders installed();
    /// `headers`: header name -> library, e.g. {"QWidget", "Widgets"}.
    explicit QtHeaders(QHash<QString, QString> headers);

    /// "Widgets", "Network", "PrintSupport" or "Sql" for <QWidget>, <qwidget.h>, <QtWidgets/QWidget> or <QtWidgets>;
    /// empty for any other header.
    [[nodiscard]] QString libraryOf(const QString &include) const;
    [[nodiscard]] bool isEmpty() const { return m_libraries.isEmpty(); }

private:
    QHash<QString, QString> m_libraries;
};

} // namespace shouli::tests::layers
