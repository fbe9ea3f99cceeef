// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/CaseStore.h"

#include "core/cases/CaseFold.h"
#include "core/cases/StoredClock.h"
#include "core/changes/log/ChangeTable.h"

#include <algorithm>

namespace shouli::core::cases {

using base::ErrorCode;
using base::Result;
using calendar::Light;
using storage::Database;
using storage::Statement;

namespace {

const QString fileColumns = QStringLiteral(
    "f.id, f.number, f.service, f.catalogue, f.variant, f.applicant, f.applicant_name, f.household, "
    "f.proxy_name, f.proxy_phone, f.proxy_relation, f.home, f.token, f.token_hash, f.accepted_on, f.subject, "
    "f.proxy_document");
constexpr int fileColumnCount = 17;

CaseFile readFile(const Statement &row)
{
    CaseFile file;
    file.id = row.id<CaseId>(0);
    file.number = row.text(1);
    file.service = row.text(2);
    file.catalogue = row.text(3);
    file.variant = row.text(4);
    file.applicant = row.id<residents::ResidentId>(5);
    file.applicantName = row.text(6);
    file.household = row.id<residents::HouseholdId>(7);
    file.proxy = {row.text(8), row.text(9), row.text(10), row.text(16)};
    file.home = row.id<staff::OfficeId>(11);
    file.token = row.blob(12);
    file.tokenHash = row.blob(13);
    file.acceptedOn = row.date(14);
    file.subject = row.id<residents::ResidentId>(15);
    return file;
}

template <class Key>
Result<CaseFile> findBy(const Database &db, const char *column, const Key &key)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM case_file f WHERE f.%2 = ? ORDER BY f.id LIMIT 1")
                              .arg(fileColumns, QLatin1String(column))));
    query.bind(key);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return base::failure(ErrorCode::CaseUnknown, QString::fromLatin1(column));
    return readFile(query);
}

/// What every line of a queue has.
const QString queueColumns = QStringLiteral(
    "f.id, f.number, f.service, f.catalogue, f.applicant_name, f.home, p.status, p.tolerated, p.missing, p.flagged, "
    "p.certificates");
constexpr int queueColumnCount = 11;

QueueItem readItem(const Statement &row)
{
    QueueItem item;
    item.id = row.id<CaseId>(0);
    item.number = row.text(1);
    item.service = row.text(2);
    item.catalogue = row.text(3);
    item.applicantName = row.text(4);
    item.home = row.id<staff::OfficeId>(5);
    item.status = static_cast<CaseStatus>(row.integer(6));
    item.tolerated = static_cast<int>(row.integer(7));
    item.missing = static_cast<int>(row.integer(8));
    item.flagged = static_cast<int>(row.integer(9));
    item.certificates = static_cast<int>(row.integer(10));
    return item;
}

QueueItem::Turn turnOf(StageStatus status, bool refused)
{
    if (status == StageStatus::Correcting)
        return QueueItem::Turn::Correction;
    if (status == StageStatus::Returned)
        return QueueItem::Turn::SentBack;
    return refused ? QueueItem::Turn::Telling : QueueItem::Turn::Stage;
}

/// Stages of one kind of waiting; `where` is about case_stage s.
template <class DeadlineOf>
Result<void> readStages(const Database &db, const QString &where, staff::OfficeId office, DeadlineOf deadlineOf,
                        QList<QueueItem> &items)
{
    SHOULI_TRY(
        auto query,
        db.prepare(
            QStringLiteral(
                "SELECT %1, s.stage, s.status, s.public_notice, s.correcting_since, s.clock, s.office = ?1, s.delivers "
                "FROM case_stage s JOIN case_file f ON f.id = s.id JOIN case_progress p ON p.id = s.id WHERE %2")
                .arg(queueColumns, where)));
    query.bind(office);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return {};
        constexpr int at = queueColumnCount;
        QueueItem item = readItem(query);
        item.stage = query.text(at);
        const auto status = static_cast<StageStatus>(query.integer(at + 1));
        const bool here = query.integer(at + 5) != 0;
        item.turn = here ? turnOf(status, item.status == CaseStatus::Rejected) : QueueItem::Turn::Notice;
        item.publicNotice = query.integer(at + 2) != 0;
        item.delivers = query.integer(at + 6) != 0;
        const calendar::StageClock clock = clockFromStored(query.blob(at + 4));
        item.arrived = status == StageStatus::Correcting ? query.date(at + 3) : clock.started;
        if (status != StageStatus::Correcting) // the resident's time has no limit of the office's
            item.deadline = deadlineOf(clock);
        items.append(item);
    }
}

/// Refused where no stage is left to tell the resident: the office that accepted does.
Result<void> readUntold(const Database &db, staff::OfficeId office, QList<QueueItem> &items)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT %1, p.decided_on FROM case_progress p JOIN case_file f ON f.id = p.id "
                                  "WHERE p.status = ? AND p.closed_on IS NULL AND f.home = ? "
                                  "AND NOT EXISTS (SELECT 1 FROM case_stage s WHERE s.id = p.id AND s.status = ?)")
                       .arg(queueColumns)));
    query.bindAll(static_cast<int>(CaseStatus::Rejected), office, static_cast<int>(StageStatus::Open));
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return {};
        QueueItem item = readItem(query);
        item.turn = QueueItem::Turn::Telling;
        item.arrived = query.date(queueColumnCount);
        items.append(item);
    }
}

/// What residents owe this office on a promise.
Result<void> readPapers(const Database &db, staff::OfficeId office, const calendar::WorkCalendar &calendar, QDate today,
                        QList<QueueItem> &items)
{
    SHOULI_TRY(
        auto query,
        db.prepare(QStringLiteral("SELECT %1, f.accepted_on, p.tolerated_until FROM case_progress p "
                                  "JOIN case_file f ON f.id = p.id "
                                  "WHERE p.tolerated > 0 AND p.closed_on IS NULL AND p.status <> ? AND f.home = ?")
                       .arg(queueColumns)));
    query.bindAll(static_cast<int>(CaseStatus::Rejected), office);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return {};
        QueueItem item = readItem(query);
        item.turn = QueueItem::Turn::Papers;
        item.arrived = query.date(queueColumnCount);
        const QDate until = query.date(queueColumnCount + 1);
        if (until.isValid()) {
            item.deadline.due = calendar.described(today, until);
            item.deadline.daysLeft = calendar.workingDaysBetween(today, until);
            item.deadline.light = until < today ? Light::Red
                : item.deadline.daysLeft <= 1   ? Light::Yellow
                                                : Light::Green;
        }
        items.append(item);
    }
}

/// 0: its clock runs, 1: it stands, 2: there is none.
int rank(const QueueItem &item)
{
    if (item.deadline.light == Light::None)
        return 2;
    return item.deadline.light == Light::Paused ? 1 : 0;
}

bool moreUrgent(const QueueItem &a, const QueueItem &b)
{
    if (rank(a) != rank(b))
        return rank(a) < rank(b);
    if (a.deadline.due.date != b.deadline.due.date)
        return a.deadline.due.date < b.deadline.due.date;
    if (a.arrived != b.arrived)
        return a.arrived < b.arrived;
    return std::tie(a.number, a.stage) < std::tie(b.number, b.stage);
}

Result<QList<CaseFile>> readFiles(Statement &query)
{
    QList<CaseFile> files;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return files;
        files.append(readFile(query));
    }
}

} // namespace

CaseStore::CaseStore(std::shared_ptr<const catalogue::CatalogueLibrary> catalogues,
                     std::shared_ptr<const calendar::WorkCalendar> calendar)
    : m_catalogues(std::move(catalogues))
    , m_calendar(std::move(calendar))
{
}

Result<CaseFile> CaseStore::find(const Database &db, CaseId id)
{
    return findBy(db, "id", id);
}

Result<CaseFile> CaseStore::findByNumber(const Database &db, const numbers::CaseNumber &number)
{
    return findBy(db, "number", number.toString());
}

Result<CaseFile> CaseStore::findByToken(const Database &db, const QByteArray &token)
{
    return findBy(db, "token_hash", CaseFile::hashOf(token));
}

StagePlan CaseStore::plan(const CaseFile &file) const
{
    const auto service = m_catalogues->service(file.service, file.catalogue);
    return service ? StagePlan::of(**service, file.variant) : StagePlan{file.service, {}, {}, {}};
}

calendar::LightRule CaseStore::lightRule(QDate today) const
{
    const auto current = m_catalogues->current(today);
    return current ? (*current)->lightRule() : calendar::LightRule();
}

Result<CaseRecord> CaseStore::load(const Database &db, CaseId id) const
{
    CaseRecord record;
    SHOULI_TRY(record.file, find(db, id));
    record.plan = plan(record.file);
    SHOULI_TRY(const auto lines, changes::log::ChangeTable::events(db, CaseFile::refOf(id)));
    record.events = CaseEvent::of(lines);
    record.state = CaseFold::of(record.plan, record.events);
    return record;
}

Result<Queue> CaseStore::queue(const Database &db, staff::OfficeId office, QDate today) const
{
    Queue queue;
    const auto deadlineOf = [this, today, rule = lightRule(today)](const calendar::StageClock &clock) {
        return calendar::Deadline::of(clock, *m_calendar, today, rule);
    };
    const auto word = [](StageStatus status) { return QString::number(static_cast<int>(status)); };
    SHOULI_CHECK(
        readStages(db,
                   QStringLiteral("s.office = ?1 AND s.status IN (%1, %2, %3)")
                       .arg(word(StageStatus::Open), word(StageStatus::Correcting), word(StageStatus::Returned)),
                   office, deadlineOf, queue.items));
    SHOULI_CHECK(readStages(
        db, QStringLiteral("s.office <> ?1 AND s.public_notice = 1 AND s.status = %1").arg(word(StageStatus::Open)),
        office, deadlineOf, queue.items));
    SHOULI_CHECK(readUntold(db, office, queue.items));
    SHOULI_CHECK(readPapers(db, office, *m_calendar, today, queue.items));
    std::sort(queue.items.begin(), queue.items.end(), moreUrgent);
    for (const QueueItem &item : std::as_const(queue.items)) {
        const bool late = item.deadline.light == Light::Red;
        const bool running = late || item.deadline.light == Light::Green || item.deadline.light == Light::Yellow;
        queue.mine += item.isMine();
        queue.overdue += item.isMine() && late;
        queue.dueToday += item.isMine() && running && !late && item.deadline.due.date <= today;
        queue.inNotice += item.publicNotice && item.turn != QueueItem::Turn::SentBack;
        queue.papers += item.turn == QueueItem::Turn::Papers;
        queue.returned += item.turn == QueueItem::Turn::Correction || item.turn == QueueItem::Turn::SentBack;
    }
    return queue;
}

Result<QList<CaseBrief>> CaseStore::ofResident(const Database &db, residents::ResidentId resident, int limit,
                                               QDate today) const
{
    SHOULI_TRY(
        auto query,
        db.prepare(
            QStringLiteral("SELECT %1, p.status, p.closed_on, s.stage, s.clock FROM case_file f "
                           "LEFT JOIN case_progress p ON p.id = f.id "
                           "LEFT JOIN case_stage s ON s.id = f.id AND s.place = (SELECT min(o.place) FROM case_stage o "
                           "WHERE o.id = f.id AND o.status IN (?1, ?2)) "
                           "WHERE f.applicant = ?3 ORDER BY f.accepted_on DESC, f.id DESC LIMIT ?4")
                .arg(fileColumns)));
    query.bindAll(static_cast<int>(StageStatus::Open), static_cast<int>(StageStatus::Correcting), resident, limit);
    QList<CaseBrief> briefs;
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return briefs;
        CaseBrief brief;
        brief.file = readFile(query);
        brief.status = static_cast<CaseStatus>(query.integer(fileColumnCount));
        brief.closedOn = query.date(fileColumnCount + 1);
        brief.stage = query.text(fileColumnCount + 2);
        if (!brief.stage.isEmpty())
            brief.deadline = calendar::Deadline::of(clockFromStored(query.blob(fileColumnCount + 3)), *m_calendar,
                                                    today, lightRule(today));
        briefs.append(brief);
    }
}

Result<QList<residents::ResidentId>> CaseStore::lately(const Database &db, int cases)
{
    QList<residents::ResidentId> people;
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT applicant, subject FROM case_file WHERE accepted_on IS NOT NULL "
                                         "ORDER BY accepted_on DESC, id DESC LIMIT ?")));
    query.bind(cases);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return people;
        for (const int column : {0, 1}) {
            const auto id = query.id<residents::ResidentId>(column);
            if (!id.isNull() && !people.contains(id))
                people.append(id);
        }
    }
}

Result<QList<CaseFile>> CaseStore::openAbout(const Database &db, residents::ResidentId resident)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM case_file f LEFT JOIN case_progress p ON p.id = f.id "
                                         "WHERE (f.applicant = ?1 OR f.subject = ?1) AND p.closed_on IS NULL "
                                         "ORDER BY f.accepted_on, f.id")
                              .arg(fileColumns)));
    query.bind(resident);
    return readFiles(query);
}

Result<QList<CaseFile>> CaseStore::closedOf(const Database &db, residents::ResidentId resident)
{
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1 FROM case_file f JOIN case_progress p ON p.id = f.id WHERE "
                                         "f.applicant = ? AND p.closed_on IS NOT NULL ORDER BY f.accepted_on, f.id")
                              .arg(fileColumns)));
    query.bind(resident);
    return readFiles(query);
}

Result<QList<CaseBrief>> CaseStore::matching(const Database &db, const QString &typed, int limit)
{
    QList<CaseBrief> briefs;
    QString plain = typed.normalized(QString::NormalizationForm_KC).trimmed();
    if (plain.isEmpty())
        return briefs;
    for (const QChar special : {u'\\', u'%', u'_'})
        plain.replace(special, u'\\' + QString(special));
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT %1, p.status, p.closed_on FROM case_file f "
                                         "LEFT JOIN case_progress p ON p.id = f.id "
                                         "WHERE f.number LIKE ?1 ESCAPE '\\' OR f.applicant_name LIKE ?2 ESCAPE '\\' "
                                         "ORDER BY p.closed_on IS NOT NULL, f.accepted_on DESC, f.number LIMIT ?3")
                              .arg(fileColumns)));
    query.bindAll(u'%' + plain, plain + u'%', limit);
    for (;;) {
        SHOULI_TRY(const bool row, query.step());
        if (!row)
            return briefs;
        CaseBrief brief;
        brief.file = readFile(query);
        brief.status = static_cast<CaseStatus>(query.integer(fileColumnCount));
        brief.closedOn = query.date(fileColumnCount + 1);
        briefs.append(brief);
    }
}

} // namespace shouli::core::cases
