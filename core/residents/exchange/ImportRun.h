// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/AuditLog.h"
#include "core/changes/log/ChangeLog.h"
#include "core/residents/exchange/ImportFile.h"
#include "core/residents/exchange/ImportStore.h"
#include "core/residents/exchange/RowJudge.h"

#include <atomic>
#include <functional>
#include <memory>

namespace shouli::core::residents::exchange {

/// Carries a file's rows into the register, batch by batch. A batch is one transaction: its people, their change-log
/// lines, the audit record and how far the file is are kept together or not at all. So it can be stopped or killed at
/// any moment, and the same file, read in the same way, goes on behind the last batch that was kept.
///
/// One thread at a time: open() where it disturbs nobody, batch() on the writer thread.
class ImportRun {
public:
    /// Who imports, and where to.
    struct Actor {
        changes::AuthorId who;
        changes::ScopeId home; ///< the office that holds new persons
    };

    static constexpr int batchSize = 500;

    /// Reads ahead to where the file stopped; a file that was done to its end begins anew. `db`: a reader's connection,
    /// not kept. `going(done)`: as ImportPlan::make. Errors: InvalidArgument without names, TableReader's, storage's.
    [[nodiscard]] static base::Result<std::unique_ptr<ImportRun>> open(const ImportFile &file, const ColumnMap &map,
                                                                       const storage::Database &db,
                                                                       RowJudge::Settings settings,
                                                                       const base::Clock &clock, base::Random &random,
                                                                       const std::function<bool(double)> &going);

    /// The next rows, at most batchSize; the caller commits. After an error, also of the commit, the run is over: open
    /// it anew. InvalidArgument where the file went on without this run.
    [[nodiscard]] base::Result<ImportState> batch(storage::Transaction &tx, changes::log::ChangeLog &log,
                                                  audit::AuditLog &audit, const Actor &actor);

    /// With the last batch.
    [[nodiscard]] const ImportState &state() const { return m_state; }
    /// Rows of households that nobody heads, of those this run has seen.
    [[nodiscard]] base::Result<QList<std::int64_t>> headless(const storage::Database &db) const
    {
        return m_judge.headless(db);
    }
    /// How much of the file is read, 0 to 1. Thread-safe.
    [[nodiscard]] double progress() const { return m_progress; }

private:
    ImportRun(ImportFile file, ColumnMap map, RowDraft::Place place, RowJudge judge, const base::Clock &clock);
    [[nodiscard]] base::Result<void> carryOut(storage::Transaction &tx, changes::Act &act, const Actor &actor,
                                              const RowVerdict &verdict) const;

    ImportFile m_file;
    ColumnMap m_map;
    RowDraft::Place m_place;
    RowJudge m_judge;
    const base::Clock &m_clock;
    std::unique_ptr<core::exchange::TableReader> m_reader;
    ImportState m_state;
    bool m_afresh = false; ///< what is known of an earlier import of the file goes with the first batch
    std::atomic<double> m_progress = 0;
};

/// Writes the rows of an import that a person must see, as they stand in the file, with what was wrong in columns
/// before them: to be corrected and imported again. `words`: the reason, in the reader's language. How many rows.
/// FileUnreadable where the file is no longer as it was imported.
[[nodiscard]] base::Result<std::int64_t> writeErrors(const ImportFile &file, const ColumnMap &map,
                                                     const storage::Database &db, const QString &path,
                                                     const QStringList &headings,
                                                     const std::function<QStringList(const ImportRow &)> &words);

} // namespace shouli::core::residents::exchange
