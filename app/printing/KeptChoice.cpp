// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing/KeptChoice.h"

#include "core/base/AtomicFile.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace shouli::app::printing {

namespace {

constexpr qint64 largest = 64 * 1024;
constexpr double farthest = 20; ///< mm; more is no feed but a mistake

} // namespace

PrintChoice KeptChoice::load() const
{
    const auto bytes = core::base::AtomicFile::read(m_file, largest);
    if (!bytes)
        return {};
    const QJsonObject kept = QJsonDocument::fromJson(*bytes).object();
    const auto mm = [&kept](const QString &key) { return std::clamp(kept.value(key).toDouble(), -farthest, farthest); };
    return {kept.value(u"printer").toString(), QPointF(mm(QStringLiteral("right")), mm(QStringLiteral("down"))), 1};
}

core::base::Result<void> KeptChoice::store(const PrintChoice &choice) const
{
    const QJsonObject kept{{QStringLiteral("printer"), choice.printer},
                           {QStringLiteral("right"), choice.offset.x()},
                           {QStringLiteral("down"), choice.offset.y()}};
    return core::base::AtomicFile::write(m_file, QJsonDocument(kept).toJson());
}

} // namespace shouli::app::printing
