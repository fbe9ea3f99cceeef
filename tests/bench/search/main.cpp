// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/ResidentStore.h"
#include "core/residents/search/ResidentSearch.h"
#include "core/residents/search/SearchIndex.h"
#include "core/storage/Transaction.h"
#include "tests/bench/support/BenchReport.h"
#include "tests/bench/office/RegisterOffice.h"

#include <QCoreApplication>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace shouli::core;
using namespace shouli::core::residents;
using namespace shouli::core::residents::search;
using base::Result;
using shouli::tests::TestRandom;
using shouli::tests::bench::BenchReport;
using shouli::tests::bench::millisecondsOf;
using shouli::tests::bench::RegisterOffice;
using shouli::tests::bench::Statistic;

namespace {

const QString area = u"610681001"_s; // a street office's desk

/// What is in the box after each key on the way to one person, in one of the ways in which clerks type.
QStringList keystrokes(const Resident &resident, const Pinyin &pinyin, TestRandom &random)
{
    const Pinyin::Name name = pinyin.ofName(resident.name);
    const QList<Pinyin::Spelling> spellings = Pinyin::spellings(name.units);
    const QString &document = resident.documentNumber;
    QString whole;
    switch (random.below(8)) {
    case 0:
        whole = resident.name;
        break;
    case 1:
    case 2:
        whole = spellings.isEmpty() ? resident.name : QString::fromLatin1(spellings.first().letters);
        break;
    case 3:
    case 4:
        whole = spellings.isEmpty() ? resident.name : QString::fromLatin1(spellings.first().initials);
        break;
    case 5:
        whole = document.size() == 18 ? document.right(6) : resident.name;
        break;
    case 6:
        whole = resident.phone.isEmpty() ? document : resident.phone;
        break;
    default:
        whole = resident.name.left(1)
            + (spellings.isEmpty() ? QString() : QString::fromLatin1(spellings.first().initials).mid(1)) + u' '
            + document.mid(6, 4);
    }
    QStringList typed;
    for (qsizetype i = 1; i <= whole.size(); ++i) {
        if (!whole.at(i - 1).isHighSurrogate())
            typed.append(whole.left(i));
    }
    return typed;
}

/// What the county sends meanwhile: somebody's telephone changes, the index follows, a commit.
class Arriving {
public:
    Arriving(RegisterOffice &office, const QList<Resident> &residents, const Pinyin &pinyin)
        : m_index(pinyin, area)
    {
        office.log.addListener(m_index);
        m_thread = std::thread([this, &office, residents] {
            for (qsizetype i = 0; !m_stop && m_result; ++i)
                m_result = change(office, residents.at(i % residents.size()), i);
        });
    }
    Result<void> stop()
    {
        m_stop = true;
        m_thread.join();
        return m_result;
    }

private:
    static Result<void> change(RegisterOffice &office, const Resident &resident, qsizetype number)
    {
        SHOULI_TRY(auto tx, storage::Transaction::begin(office.writer));
        SHOULI_TRY(auto act, office.log.begin(tx, office.author));
        SHOULI_TRY(const Resident now, ResidentStore::find(tx.database(), resident.id));
        Resident wanted = now;
        wanted.phone = u"139%1"_s.arg(number, 8, 10, QChar(u'0'));
        SHOULI_CHECK(ResidentStore::update(act, now, wanted));
        SHOULI_CHECK(act.finish());
        return tx.commit();
    }

    SearchIndex m_index;
    std::atomic<bool> m_stop = false;
    Result<void> m_result;
    std::thread m_thread;
};

Result<QList<double>> searchTimes(const storage::Database &db, const ResidentSearch &search, const QStringList &typed)
{
    ResidentSearch::Options options;
    options.today = QDate(2026, 11, 23);
    QList<double> times;
    for (const QString &text : typed) {
        Result<SearchResult> found;
        times.append(millisecondsOf([&] { found = search.find(db, text, options); }));
        SHOULI_CHECK(found);
    }
    return times;
}

/// From the key to the result, in an encrypted register: quiet, and while changes arrive one commit after another.
Result<void> keysTo(BenchReport &report, const QString &size, std::int64_t people)
{
    const QString key = u"search."_s + size + u'.';
    SHOULI_TRY(const auto office, RegisterOffice::make(report.count(static_cast<int>(people), 500), report.seed()));
    SHOULI_TRY(const Pinyin pinyin, Pinyin::load());
    const double building = [&] {
        Result<void> done;
        const double ms = millisecondsOf([&] {
            auto tx = storage::Transaction::begin(office->writer);
            done = tx ? SearchIndex(pinyin, area).rebuild(*tx) : base::failure(tx);
            if (done)
                done = tx->commit();
        });
        return done ? ms : -1;
    }();
    report.add(key + u"index_s"_s, u"s"_s, {building / 1000});

    TestRandom random(report.seed());
    const auto askedOf = static_cast<quint32>(std::max<std::int64_t>(1, people / 600));
    QList<Resident> asked;
    SHOULI_CHECK(ResidentStore::each(office->writer, [&](const Resident &resident) {
        if (random.below(askedOf) == 0)
            asked.append(resident);
        return true;
    }));
    if (asked.isEmpty() || building < 0)
        return base::failure(base::ErrorCode::InvalidArgument, u"nobody to look for"_s);
    QStringList typed;
    for (const Resident &resident : asked)
        typed += keystrokes(resident, pinyin, random);

    SHOULI_TRY(const auto db, office->reader());
    const ResidentSearch search(pinyin);
    SHOULI_CHECK(searchTimes(db, search, typed.mid(0, 50))); // the pages above the leaves are read once
    SHOULI_TRY(const QList<double> quiet, searchTimes(db, search, typed));
    report.add(key + u"p50_ms"_s, u"ms"_s, quiet);
    report.add(key + u"p99_ms"_s, u"ms"_s, quiet, Statistic::P99);
    report.add(key + u"max_ms"_s, u"ms"_s, quiet, Statistic::Maximum);

    Arriving arriving(*office, asked, pinyin);
    const auto busy = searchTimes(db, search, typed);
    SHOULI_CHECK(arriving.stop());
    SHOULI_CHECK(busy);
    report.add(key + u"syncing.p99_ms"_s, u"ms"_s, *busy, Statistic::P99);
    return {};
}

QStringList keysOf(const QString &size)
{
    QStringList keys;
    for (const char *one : {"index_s", "p50_ms", "p99_ms", "max_ms", "syncing.p99_ms"})
        keys.append(u"search.%1.%2"_s.arg(size, QLatin1String(one)));
    return keys;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    return shouli::tests::bench::runBenches(
        argc, argv,
        {
            {keysOf(u"8k"_s), [](BenchReport &report) { return keysTo(report, u"8k"_s, 8'000); }},
            {keysOf(u"300k"_s), [](BenchReport &report) { return keysTo(report, u"300k"_s, 300'000); }},
        });
}
