// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/ResidentStore.h"
#include "core/residents/search/AddressText.h"
#include "core/residents/search/ResidentSearch.h"
#include "core/residents/search/SearchIndex.h"
#include "core/storage/Transaction.h"
#include "tests/bench/support/BenchReport.h"
#include "tests/bench/office/RegisterOffice.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <atomic>
#include <ctime>
#include <functional>
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

/// A way in which clerks look for somebody, and what they type for one person.
struct Kind {
    const char *name;
    QString (*text)(const Resident &resident, const Pinyin &pinyin);
};

QString spelled(const Resident &resident, const Pinyin &pinyin, bool initials)
{
    const auto spellings = Pinyin::spellings(pinyin.ofName(resident.name).units);
    if (spellings.isEmpty())
        return {};
    return QString::fromLatin1(initials ? spellings.first().initials : spellings.first().letters);
}

QString backwards(const QString &name)
{
    QString out;
    for (const char32_t c : name.toUcs4())
        out.prepend(QString::fromUcs4(&c, 1));
    return out;
}

QString placeOf(const Resident &resident)
{
    const AddressText address = AddressText::cut(resident.livingAddress);
    return address.places.isEmpty() ? QString() : address.places.last() + address.numbers;
}

const std::array kinds = {
    Kind{"characters", [](const Resident &one, const Pinyin &) { return one.name; }},
    Kind{"any_order", [](const Resident &one, const Pinyin &) { return backwards(one.name); }},
    Kind{"pinyin", [](const Resident &one, const Pinyin &pinyin) { return spelled(one, pinyin, false); }},
    Kind{"initials", [](const Resident &one, const Pinyin &pinyin) { return spelled(one, pinyin, true); }},
    Kind{
        "mixed",
        [](const Resident &one, const Pinyin &pinyin) { return one.name.left(1) + spelled(one, pinyin, true).mid(1); }},
    Kind{"other_names",
         [](const Resident &one, const Pinyin &) { return one.formerName.isEmpty() ? one.smallName : one.formerName; }},
    Kind{"id_head", [](const Resident &one, const Pinyin &) { return one.documentNumber; }},
    Kind{"id_tail", [](const Resident &one, const Pinyin &) { return one.documentNumber.right(6); }},
    Kind{"phone", [](const Resident &one, const Pinyin &) { return one.phone; }},
    Kind{"phone_tail", [](const Resident &one, const Pinyin &) { return one.phone.right(6); }},
    Kind{"address", [](const Resident &one, const Pinyin &) { return placeOf(one); }},
    Kind{"place_pinyin",
         [](const Resident &one, const Pinyin &pinyin) {
             const AddressText address = AddressText::cut(one.livingAddress);
             const auto spellings = Pinyin::spellings(pinyin.ofPlace(address.places.value(0)));
             return spellings.isEmpty() ? QString() : QString::fromLatin1(spellings.first().letters);
         }},
    Kind{"name_and_year",
         [](const Resident &one, const Pinyin &pinyin) {
             return one.name.left(1) + spelled(one, pinyin, true).mid(1) + u' ' + one.documentNumber.mid(6, 4);
         }},
    Kind{"name_and_address",
         [](const Resident &one, const Pinyin &) { return one.name.left(1) + u' ' + placeOf(one); }},
    Kind{"address_and_name",
         [](const Resident &one, const Pinyin &pinyin) { return placeOf(one) + u' ' + spelled(one, pinyin, true); }},
};

/// What is in the box after each key.
QStringList keystrokes(const QString &whole)
{
    QStringList typed;
    for (qsizetype i = 1; i <= whole.size(); ++i) {
        if (!whole.at(i - 1).isHighSurrogate())
            typed.append(whole.left(i));
    }
    return typed;
}

/// What happens meanwhile on the writer's connection, one commit after another, the index in step: the county sends a
/// changed telephone (sync), or people are taken in 200 at a time (import).
class Meanwhile {
public:
    enum class What { Sync, Import };

    Meanwhile(What what, RegisterOffice &office, const QList<Resident> &residents)
        : m_office(office)
    {
        m_thread = std::thread([this, what, residents] {
            for (qsizetype i = 0; !m_stop && m_result; ++i)
                m_result = what == What::Sync ? change(residents.at(i % residents.size()), i) : takeIn(residents, i);
        });
    }
    Result<void> stop()
    {
        m_stop = true;
        m_thread.join();
        return m_result;
    }

private:
    Result<void> change(const Resident &resident, qsizetype number)
    {
        SHOULI_TRY(auto tx, storage::Transaction::begin(m_office.writer));
        SHOULI_TRY(auto act, m_office.log.begin(tx, m_office.author));
        SHOULI_TRY(const Resident now, ResidentStore::find(tx.database(), resident.id));
        Resident wanted = now;
        wanted.phone = u"139%1"_s.arg(number, 8, 10, QChar(u'0'));
        SHOULI_CHECK(ResidentStore::update(act, now, wanted));
        SHOULI_CHECK(act.finish());
        return tx.commit();
    }
    Result<void> takeIn(const QList<Resident> &residents, qsizetype round)
    {
        constexpr qsizetype atATime = 200;
        SHOULI_TRY(auto tx, storage::Transaction::begin(m_office.writer));
        SHOULI_TRY(auto act, m_office.log.begin(tx, m_office.author));
        for (qsizetype i = 0; i < atATime; ++i) {
            Resident one = residents.at((round * atATime + i) % residents.size());
            one.id = ResidentId::create(m_office.clock, m_office.random);
            one.documentNumber.clear();
            SHOULI_CHECK(ResidentStore::create(act, m_office.identity.office, one));
        }
        SHOULI_CHECK(act.finish());
        return tx.commit();
    }

    RegisterOffice &m_office;
    std::thread m_thread;
    std::atomic<bool> m_stop = false;
    Result<void> m_result;
};

/// Where others share the processors, SHOULI_BENCH_CPU=1 takes the time that this thread was given, not the clock's.
double millisecondsOfSearch(const std::function<void()> &work)
{
    static const bool processor = qEnvironmentVariableIntValue("SHOULI_BENCH_CPU") == 1;
    if (!processor)
        return millisecondsOf(work);
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    const double before = now();
    work();
    return now() - before;
}

Result<QList<double>> searchTimes(const storage::Database &db, const ResidentSearch &search, const QStringList &typed,
                                  qsizetype most = -1)
{
    ResidentSearch::Options options;
    options.limit = 50;
    options.today = QDate(2026, 11, 23);
    QList<double> times;
    for (const QString &text : typed.mid(0, most)) {
        Result<SearchResult> found;
        times.append(millisecondsOfSearch([&] { found = search.find(db, text, options); }));
        SHOULI_CHECK(found);
        if (times.last() > 50 && qEnvironmentVariableIsSet("SHOULI_BENCH_SLOW"))
            qInfo("%.1f ms: %s", times.last(), qPrintable(text));
    }
    return times;
}

void addTimes(BenchReport &report, const QString &key, const QList<double> &times)
{
    report.add(key + u"p50_ms"_s, u"ms"_s, times);
    report.add(key + u"p99_ms"_s, u"ms"_s, times, Statistic::P99);
    report.add(key + u"max_ms"_s, u"ms"_s, times, Statistic::Maximum);
}

/// From the key to the result, in an encrypted register: quiet, on a connection that has read nothing yet, and while
/// changes arrive or an import runs.
Result<void> keysTo(BenchReport &report, const QString &size, std::int64_t people)
{
    const QString key = u"search."_s + size + u'.';
    const int made = report.count(static_cast<int>(people), 500);
    SHOULI_TRY(const auto office, RegisterOffice::make(made, report.seed()));
    SHOULI_TRY(const Pinyin pinyin, Pinyin::load());
    SearchIndex index(pinyin, area);
    Result<void> built;
    const double building = millisecondsOfSearch([&] {
        auto tx = storage::Transaction::begin(office->writer);
        built = tx ? index.rebuild(*tx) : base::failure(tx);
        if (built)
            built = tx->commit();
    });
    SHOULI_CHECK(built);
    report.add(key + u"index_s"_s, u"s"_s, {building / 1000});

    TestRandom random(report.seed());
    const auto askedOf = static_cast<quint32>(std::max(1, made / report.count(600, 10)));
    QList<Resident> asked;
    SHOULI_CHECK(ResidentStore::each(office->writer, [&](const Resident &resident) {
        if (random.below(askedOf) == 0)
            asked.append(resident);
        return true;
    }));
    if (asked.isEmpty())
        return base::failure(base::ErrorCode::InvalidArgument, u"nobody to look for"_s);

    SHOULI_TRY(const auto db, office->reader());
    const ResidentSearch search(pinyin);
    constexpr qsizetype mostOfKind = 2000;
    QStringList all;
    QList<double> quiet;
    for (const Kind &kind : kinds) {
        QStringList typed;
        for (qsizetype i = 0; i < asked.size() && typed.size() < mostOfKind; ++i)
            typed += keystrokes(kind.text(asked.at(i), pinyin));
        if (typed.isEmpty())
            typed.append(u"x"_s);
        SHOULI_CHECK(searchTimes(db, search, typed, 50)); // the pages above the leaves are read once
        SHOULI_TRY(const QList<double> times, searchTimes(db, search, typed));
        addTimes(report, key + QLatin1String(kind.name) + u'.', times);
        quiet += times;
        for (qsizetype i = 0; i < typed.size(); i += 10)
            all.append(typed.at(i));
    }
    addTimes(report, key, quiet);

    QList<double> cold;
    for (qsizetype i = 0; i < all.size(); i += all.size() / 200 + 1) {
        SHOULI_TRY(const auto fresh, office->reader());
        SHOULI_TRY(const auto first, searchTimes(fresh, search, {all.at(i)}));
        cold += first;
    }
    addTimes(report, key + u"cold."_s, cold);

    office->log.addListener(index);
    for (const auto what : {Meanwhile::What::Sync, Meanwhile::What::Import}) {
        Meanwhile meanwhile(what, *office, asked);
        const auto busy = searchTimes(db, search, all);
        SHOULI_CHECK(meanwhile.stop());
        SHOULI_CHECK(busy);
        addTimes(report, key + (what == Meanwhile::What::Sync ? u"syncing."_s : u"importing."_s), *busy);
    }
    return {};
}

QStringList keysOf(const QString &size)
{
    const QString key = u"search."_s + size + u'.';
    QStringList keys{key + u"index_s"_s};
    QStringList groups{key, key + u"cold."_s, key + u"syncing."_s, key + u"importing."_s};
    for (const Kind &kind : kinds)
        groups.append(key + QLatin1String(kind.name) + u'.');
    for (const QString &group : std::as_const(groups)) {
        for (const auto &figure : {u"p50_ms"_s, u"p99_ms"_s, u"max_ms"_s})
            keys.append(group + figure);
    }
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
            {keysOf(u"1m"_s), [](BenchReport &report) { return keysTo(report, u"1m"_s, 1'000'000); }},
        });
}
