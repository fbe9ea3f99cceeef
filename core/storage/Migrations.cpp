// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/Migrations.h"

#include "core/storage/Transaction.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace shouli::core::storage {

using base::ErrorCode;
using base::Result;

Result<Migrations> Migrations::load(const QString &folder)
{
    static const QRegularExpression named(QStringLiteral(R"(^(\d{4})_([a-z0-9_]+)\.sql$)"));
    Migrations migrations;
    const QStringList files = QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const auto match = named.match(file);
        const int version = match.captured(1).toInt();
        if (!match.hasMatch() || version != migrations.m_steps.size() + 1)
            return base::failure(ErrorCode::InvalidArgument, folder + u'/' + file);
        QFile source(folder + u'/' + file);
        if (!source.open(QIODevice::ReadOnly))
            return base::failure(ErrorCode::FileUnreadable, source.fileName());
        migrations.m_steps.append({version, match.captured(2), QString::fromUtf8(source.readAll())});
    }
    if (migrations.m_steps.isEmpty())
        return base::failure(ErrorCode::FileMissing, folder);
    return migrations;
}

int Migrations::newest() const
{
    return static_cast<int>(m_steps.size());
}

Result<void> Migrations::apply(Database &database) const
{
    int current = 0;
    {
        SHOULI_TRY(auto query, database.prepare(QStringLiteral("PRAGMA user_version")));
        SHOULI_CHECK(query.step());
        current = static_cast<int>(query.integer(0));
    }
    if (current > newest())
        return base::failure(ErrorCode::DatabaseTooNew,
                             QStringLiteral("version %1, known %2").arg(current).arg(newest()));
    for (const Step &step : m_steps) {
        if (step.version <= current)
            continue;
        SHOULI_TRY(auto tx, Transaction::begin(database));
        SHOULI_CHECK(database.execute(step.sql));
        SHOULI_CHECK(database.execute(QStringLiteral("PRAGMA user_version = %1").arg(step.version)));
        SHOULI_CHECK(tx.commit());
    }
    return {};
}

} // namespace shouli::core::storage
