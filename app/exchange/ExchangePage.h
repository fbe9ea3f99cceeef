// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"
#include "app/office/Session.h"
#include "core/residents/exchange/ImportPlan.h"
#include "core/residents/exchange/ImportRun.h"
#include "core/staff/Permissions.h"

#include <QFuture>
#include <QTimer>

#include <atomic>
#include <memory>

class QStackedLayout;

namespace shouli::app::look {
class SectionHeader;
}
namespace shouli::app::widgets {
class EmptyState;
class KeyValueList;
class NoticeBox;
} // namespace shouli::app::widgets

namespace shouli::app::exchange {

class ColumnsPane;
class ExportPane;
class PlanPane;

/// The register in and out of tables, by keys alone or by dropping a file. Nothing is written before the dry run was
/// seen; what was stopped goes on with the same file.
class ExchangePage : public frame::Page {
    Q_OBJECT

public:
    /// `session` must outlive the page.
    explicit ExchangePage(office::Session &session, QWidget *parent = nullptr);
    ~ExchangePage() override; ///< stops what is going on, at the last batch

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Table; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QWidget *mainList() const override;
    void onProgressCancelled() override { stop(); }

    /// Looks at a file that somebody chose or dropped.
    void begin(const QString &path);
    /// Writes the register to `path`, as the export view says.
    void exportTo(const QString &path);
    /// Writes the rows that a person must see.
    void saveRows(const QString &path);

protected:
    void retranslate() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    enum class View { Start, Columns, Checking, Plan, Opening, Running, Report, Export, Exporting };
    /// Shared with a worker thread.
    struct Work {
        std::atomic<bool> stopped = false;
        std::atomic<double> done = 0;
    };

    void chooseFile();
    void chooseExport();
    void chooseRows();
    void check();
    void run();
    void runBatch(const std::shared_ptr<core::residents::exchange::ImportRun> &run);
    void reportRun(const core::residents::exchange::ImportState &state);
    void writeExport(const QString &path);
    void stop();
    void back();
    void go(View view);
    void setWords();
    void fail(const core::base::Error &error);
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool may(core::staff::Deed deed) const;
    [[nodiscard]] core::residents::exchange::RowJudge::Settings settings() const;
    [[nodiscard]] core::base::Result<std::shared_ptr<core::storage::Database>> ownReader() const;
    /// `job(Work &) -> Result<T>` on another thread, then `done(Result<T>)` here; only one at a time.
    template <class Job, class Done>
    void work(Job job, Done done);

    office::Session &m_session;
    View m_view = View::Start;
    core::residents::exchange::ImportFile m_file;
    core::residents::exchange::ImportState m_state;
    std::shared_ptr<Work> m_work;
    QFuture<void> m_working;
    QTimer m_tick;
    QString m_said; ///< what a view says above: why a file was refused, where an export lies

    QStackedLayout *m_stack;
    widgets::EmptyState *m_start;
    ColumnsPane *m_columns;
    PlanPane *m_plan;
    QWidget *m_report;
    look::SectionHeader *m_reportHead;
    widgets::KeyValueList *m_counts;
    ExportPane *m_export;
    widgets::NoticeBox *m_notice;
};

} // namespace shouli::app::exchange
