// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/LayerRules.h"

#include <QRegularExpression>

namespace shouli::tests::layers {

using core::base::ErrorCode;
using core::base::Result;

namespace {

bool matches(const QString &pattern, const QString &room)
{
    if (pattern.endsWith(QStringLiteral("/*")))
        return room.startsWith(pattern.chopped(1));
    return pattern == room;
}

} // namespace

Result<LayerRules> LayerRules::parse(const QString &text)
{
    static const QRegularExpression room(QStringLiteral(R"(^[a-z]+(/[a-z0-9]+)*(/\*)?$)"));
    LayerRules rules;
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).section(u'#', 0, 0).trimmed();
        if (line.isEmpty())
            continue;
        const QString name = line.section(u':', 0, 0).trimmed();
        const QStringList allowed = line.section(u':', 1).split(u' ', Qt::SkipEmptyParts);
        bool understood = line.contains(u':') && room.match(name).hasMatch() && !rules.m_allowed.contains(name);
        for (const QString &one : allowed)
            understood = understood && room.match(one).hasMatch();
        if (!understood)
            return core::base::failure(ErrorCode::InvalidArgument, QStringLiteral("line %1: %2").arg(i + 1).arg(line));
        rules.m_allowed.insert(name, allowed);
    }
    return rules;
}

QString LayerRules::roomOf(const QString &file) const
{
    const QString folder = file.section(u'/', 0, -2);
    for (QString up = folder; !up.isEmpty(); up = up.section(u'/', 0, -2)) {
        if (m_allowed.contains(up))
            return up;
    }
    const QString first = folder.section(u'/', 0, 0);
    const bool below = folder.contains(u'/');
    return below && m_allowed.contains(first + QStringLiteral("/*")) ? folder.section(u'/', 0, 1) : QString();
}

QStringList LayerRules::allowedFor(const QString &room) const
{
    if (const auto own = m_allowed.find(room); own != m_allowed.end())
        return *own;
    return m_allowed.value(room.section(u'/', 0, 0) + QStringLiteral("/*"));
}

bool LayerRules::allows(const QString &from, const QString &to) const
{
    if (from.isEmpty() || to.isEmpty())
        return false;
    if (from == to)
        return true;
    for (const QString &pattern : allowedFor(from)) {
        if (matches(pattern, to))
            return true;
    }
    return false;
}

QStringList LayerRules::undescribed() const
{
    QStringList found;
    for (const QStringList &allowed : m_allowed) {
        for (const QString &room : allowed) {
            const bool described = room.endsWith(u'*') || !roomOf(room + QStringLiteral("/X.h")).isEmpty();
            if (!described && !found.contains(room))
                found.append(room);
        }
    }
    return found;
}

} // namespace shouli::tests::layers
