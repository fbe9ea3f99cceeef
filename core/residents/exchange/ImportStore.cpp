// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/ImportStore.h"

#include <QStringList>

namespace shouli::core::residents::exchange {

using base::Result;

namespace {

ImportState read(const storage::Statement &row)
{
    ImportState state;
    state.file = row.blob(0);
    state.name = row.text(1);
    state.begunAt = base::Timestamp{row.integer(2)};
    state.doneRow = row.integer(3);
    state.finished = row.integer(4) != 0;
    const QStringList counts = row.text(5).split(u' ');
    for (qsizetype i = 0; i < static_cast<qsizetype>(outcomes.size()); ++i)
        state.counts.set(outcomes[static_cast<std::size_t>(i)], counts.value(i).toLongLong());
    return state;
}

QString select(const char *rest)
{
    return QStringLiteral("SELECT file, name, begun_at, done_row, finished, counts FROM import_run ")
        + QLatin1String(rest);
}

} // namespace

Result<std::optional<ImportState>> ImportStore::find(const storage::Database &db, const QByteArray &file)
{
    SHOULI_TRY(auto query, db.prepare(select("WHERE file = ?")));
    query.bind(file);
    SHOULI_TRY(const bool found, query.step());
    return found ? std::optional(read(query)) : std::nullopt;
}

Result<QList<ImportState>> ImportStore::unfinished(const storage::Database &db)
{
    SHOULI_TRY(auto query, db.prepare(select("WHERE finished = 0 ORDER BY begun_at DESC")));
    QList<ImportState> all;
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return all;
        all.append(read(query));
    }
}

Result<void> ImportStore::store(storage::Transaction &tx, const ImportState &state)
{
    QStringList counts;
    for (const Outcome outcome : outcomes)
        counts.append(QString::number(state.counts.of(outcome)));
    SHOULI_TRY(
        auto upsert,
        tx.prepare(QStringLiteral("INSERT OR REPLACE INTO import_run "
                                  "(file, name, begun_at, done_row, finished, counts) VALUES (?, ?, ?, ?, ?, ?)")));
    upsert.bindAll(state.file, state.name, state.begunAt.ms, state.doneRow, state.finished ? 1 : 0, counts.join(u' '));
    return upsert.run();
}

Result<void> ImportStore::forget(storage::Transaction &tx, const QByteArray &file)
{
    for (const char *table : {"import_run", "import_row"}) {
        SHOULI_TRY(auto remove, tx.prepare(QStringLiteral("DELETE FROM %1 WHERE file = ?").arg(QLatin1String(table))));
        remove.bind(file);
        SHOULI_CHECK(remove.run());
    }
    return {};
}

Result<void> ImportStore::add(storage::Transaction &tx, const QByteArray &file, const ImportRow &row)
{
    QStringList kept;
    for (const ResidentField field : row.kept)
        kept.append(QString::number(static_cast<int>(field)));
    QStringList findings;
    for (const FieldFinding &one : row.findings)
        findings.append(QStringLiteral("%1/%2/%3")
                            .arg(static_cast<int>(one.field))
                            .arg(static_cast<int>(one.finding.code))
                            .arg(static_cast<int>(one.finding.severity)));
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT OR REPLACE INTO import_row (file, row, outcome, kept, findings) "
                                         "VALUES (?, ?, ?, ?, ?)")));
    insert.bindAll(file, row.row, static_cast<int>(row.outcome), kept.join(u' '), findings.join(u' '));
    return insert.run();
}

Result<void> ImportStore::eachRow(const storage::Database &db, const QByteArray &file,
                                  const std::function<bool(const ImportRow &)> &visit)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT row, outcome, kept, findings FROM import_row "
                                         "WHERE file = ? ORDER BY row")));
    query.bind(file);
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return {};
        ImportRow row{query.integer(0), static_cast<Outcome>(query.integer(1)), {}, {}};
        const QStringList kept = query.text(2).split(u' ', Qt::SkipEmptyParts);
        for (const QString &field : kept)
            row.kept.append(static_cast<ResidentField>(field.toInt()));
        const QStringList findings = query.text(3).split(u' ', Qt::SkipEmptyParts);
        for (const QString &one : findings) {
            const QStringList parts = one.split(u'/');
            row.findings.append(
                {static_cast<ResidentField>(parts.value(0).toInt()),
                 {static_cast<Severity>(parts.value(2).toInt()), static_cast<FindingCode>(parts.value(1).toInt())}});
        }
        if (!visit(row))
            return {};
    }
}

} // namespace shouli::core::residents::exchange
