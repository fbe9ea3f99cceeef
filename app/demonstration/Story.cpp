// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstration/Story.h"

#include "app/office/Session.h"
#include "core/cases/numbers/CaseNumber.h"
#include "core/residents/ResidentStore.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QRegularExpression>

#include <cstdio>

namespace shouli::app::demonstration {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;
using Where = DemonstrationCounty::Seat;

namespace {

constexpr int noticeDays = 7; ///< as long as the catalogue asks for
constexpr int mostSteps = 6;  ///< of one office in a row

/// What a stage asks before it is done, by the names of its fields, and what is said to it.
struct Answer {
    const char *question;
    const char *text;
};
constexpr Answer answers[] = {
    {"调查人（不少于2人）", "冯志军、折军"},
    {"核对结果", "未见异常"},
    {"每月金额（元）", "560"},
    {"保障人数", "2"},
};

/// Goes through the fields that are asked for, by Tab, and fills those that are empty.
void answer(Hands &hands)
{
    for (const auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget()); field != nullptr;
         field = qobject_cast<QLineEdit *>(QApplication::focusWidget())) {
        for (const Answer &one : answers) {
            if (field->text().isEmpty() && field->accessibleName() == QString::fromUtf8(one.question))
                hands.type(QString::fromUtf8(one.text));
        }
        hands.press(Qt::Key_Tab);
        if (QApplication::focusWidget() == field)
            return;
    }
}

const QString form = QStringLiteral("F-DB-01"); ///< the story's service is the one that prints this

/// Its name, as lists show it.
QString serviceWith(const core::catalogue::CatalogueLibrary &catalogues, QDate today)
{
    const auto current = catalogues.current(today);
    if (!current)
        return {};
    for (const auto &service : (*current)->services()) {
        if (service.forms.contains(form))
            return service.name.zh;
    }
    return {};
}

/// How far the case in front is, as its stage bar says.
QString stagesSeen(const Seat &seat)
{
    const QStringList seen = seat.eyes().texts();
    for (const QString &text : seen) {
        if (text.contains(u';'))
            return text.trimmed();
    }
    return {};
}

Result<void> need(bool come, const QString &step)
{
    if (!come)
        return failure(ErrorCode::Cancelled, step);
    return {};
}

} // namespace

Story::Story(DemonstrationCounty &county, const office::Reference &reference, StoryClock &clock,
             core::base::Random &random, look::Languages &languages, QString folder)
    : m_county(county)
    , m_reference(reference)
    , m_clock(clock)
    , m_random(random)
    , m_languages(languages)
    , m_folder(std::move(folder))
    , m_transcript(m_folder + QStringLiteral("/transcript.txt"))
{
}

void Story::tell(const QString &line)
{
    const QByteArray bytes = m_clock.now().inChina().toString(QStringLiteral("HH:mm:ss ")).toUtf8() + line.toUtf8()
        + '\n';
    m_transcript.write(bytes);
    m_transcript.flush();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

void Story::picture(const Seat &seat, const QString &name)
{
    (void)seat.eyes().shoot(
        QStringLiteral("%1/%2-%3.png").arg(m_folder).arg(++m_pictures, 2, 10, QLatin1Char('0')).arg(name));
}

Result<void> Story::sit(Where where, const Work &work)
{
    shell::Application::Options options;
    options.folder = m_county.folderOf(where).path();
    options.papersFolder = m_folder + QStringLiteral("/papers");
    Seat seat(m_reference, m_clock, m_random, m_languages, options);
    SHOULI_CHECK(need(seat.open(), QStringLiteral("the window")));
    if (m_pictures == 0)
        picture(seat, QStringLiteral("login"));
    QElapsedTimer timer;
    timer.start();
    SHOULI_CHECK(need(seat.signIn(DemonstrationCounty::passphrase()), QStringLiteral("signing in")));
    SHOULI_CHECK(need(seat.sync(), QStringLiteral("fetching what is new")));
    tell(QStringLiteral("%1 signed in and is at the county's state after %2 ms")
             .arg(DemonstrationCounty::nameOf(where))
             .arg(timer.elapsed()));
    if (const auto done = work(seat); !done) {
        picture(seat, QStringLiteral("trouble"));
        tell(QStringLiteral("stuck; the window shows:\n    ") + seat.eyes().texts().join(QStringLiteral("\n    ")));
        return done;
    }
    SHOULI_CHECK(need(seat.waitWritten(), QStringLiteral("writing")));
    m_clock.letSettle();
    return need(seat.sync(), QStringLiteral("sending to the county"));
}

Result<void> Story::play()
{
    if (!m_transcript.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return failure(ErrorCode::FileUnwritable, m_transcript.fileName());
    tell(QStringLiteral("the county's server and four offices, on this machine"));
    SHOULI_CHECK(m_county.start());
    if (const auto &settled = m_county.settled(); settled.people > 0)
        tell(QStringLiteral("%1 residents moved into the community in %2 ms")
                 .arg(settled.people)
                 .arg(settled.milliseconds));
    SHOULI_CHECK(moveOn());
    SHOULI_CHECK(sit(Where::Community, [this](Seat &seat) { return accept(seat); }));
    SHOULI_CHECK(sit(Where::Street, [this](Seat &seat) { return sendBack(seat); }));
    SHOULI_CHECK(countAt(Where::Street));
    SHOULI_CHECK(sit(Where::Community, [this](Seat &seat) { return putRight(seat); }));
    SHOULI_CHECK(disagree());
    SHOULI_CHECK(sit(Where::Street, [this](Seat &seat) { return carryOn(seat); })); // to the survey and the home visit
    SHOULI_CHECK(sit(Where::Bureau, [this](Seat &seat) { return carryOn(seat); })); // the data check
    SHOULI_CHECK(sit(Where::Street, [this](Seat &seat) { return carryOn(seat); })); // the review
    m_clock.addDays(noticeDays);
    tell(QStringLiteral("%1 days of public notice go by").arg(noticeDays));
    SHOULI_CHECK(sit(Where::Community, [this](Seat &seat) { return carryOn(seat); }));
    SHOULI_CHECK(sit(Where::Bureau, [this](Seat &seat) { return carryOn(seat); })); // the decision
    SHOULI_CHECK(sit(Where::Community, [this](Seat &seat) { return deliver(seat); }));
    return {};
}

Result<std::int64_t> Story::peopleAt(Where where)
{
    const auto folder = m_county.folderOf(where);
    SHOULI_TRY(const auto names, folder.names());
    SHOULI_TRY(const auto unlocked,
               office::unlock(folder, m_reference, m_clock, names.first().id, DemonstrationCounty::secret()));
    return core::residents::ResidentStore::count(unlocked.reader);
}

Result<void> Story::countAt(Where where)
{
    SHOULI_TRY(const auto people, peopleAt(where));
    tell(QStringLiteral("%1 holds the records of %2 residents").arg(DemonstrationCounty::nameOf(where)).arg(people));
    return {};
}

Result<void> Story::moveOn()
{
    SHOULI_TRY(const auto there, peopleAt(Where::Neighbour));
    if (there > 0)
        return {}; // they moved when the story was played before
    SHOULI_CHECK(sit(Where::Community, [this](Seat &seat) { return moveHousehold(seat); }));
    SHOULI_CHECK(sit(Where::Neighbour, [this](Seat &seat) { return findMoved(seat); }));
    SHOULI_CHECK(countAt(Where::Neighbour));
    SHOULI_CHECK(sit(Where::Community, [this](Seat &seat) { return findNoMore(seat); }));
    SHOULI_CHECK(sit(Where::Community, [this](Seat &seat) { return transferCase(seat); }));
    return sit(Where::Neighbour, [this](Seat &seat) -> Result<void> {
        seat.hands().scan(m_handedOn);
        SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("转办到米粮山社区")), QStringLiteral("the case handed on")));
        picture(seat, QStringLiteral("taken-over"));
        tell(QStringLiteral("%1 has %2 now").arg(DemonstrationCounty::nameOf(Where::Neighbour), m_handedOn));
        return {};
    });
}

Result<void> Story::moveHousehold(Seat &seat)
{
    auto &hands = seat.hands();
    hands.press(Qt::ALT | Qt::Key_4);
    hands.type(QStringLiteral("tuohaijun"));
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("拓海军")), QStringLiteral("finding his record")));
    hands.press(Qt::Key_Return);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("更正")), QStringLiteral("his record")));
    const int before = hands.keys();
    hands.press(Qt::Key_F6);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("迁移内容")), QStringLiteral("where they move to")));
    hands.type(QStringLiteral("mls")); // 米粮山
    hands.press(Qt::Key_Return);
    hands.press(Qt::Key_F7); // the whole household
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("米粮山社区将得到完整档案")), QStringLiteral("what will happen")));
    picture(seat, QStringLiteral("moving"));
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("已迁出：")) && seat.waitWritten(), QStringLiteral("moving them")));
    tell(QStringLiteral("a household of three moved to %1 with %2 keys")
             .arg(DemonstrationCounty::nameOf(Where::Neighbour))
             .arg(hands.keys() - before));
    return {};
}

Result<void> Story::findMoved(Seat &seat)
{
    auto &hands = seat.hands();
    hands.press(Qt::ALT | Qt::Key_4);
    hands.type(QStringLiteral("tuohaijun"));
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("拓海军")), QStringLiteral("finding him at his new community")));
    hands.press(Qt::Key_Return);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("折秀英")), QStringLiteral("his family there")));
    picture(seat, QStringLiteral("moved-in"));
    return {};
}

Result<void> Story::findNoMore(Seat &seat)
{
    auto &hands = seat.hands();
    hands.press(Qt::ALT | Qt::Key_4);
    hands.type(QStringLiteral("拓海军"));
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("迁往米粮山社区")), QStringLiteral("the stub that says where")));
    picture(seat, QStringLiteral("moved-away"));
    tell(QStringLiteral("the community knows of him only where he went"));
    return {};
}

Result<void> Story::transferCase(Seat &seat)
{
    SHOULI_TRY(m_handedOn, acceptFor(seat, QStringLiteral("lixiuying"), QStringLiteral("李秀英")));
    auto &hands = seat.hands();
    hands.press(Qt::ALT | Qt::Key_2);
    hands.scan(m_handedOn);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("转办")), QStringLiteral("the case to be handed on")));
    hands.press(Qt::Key_F4);
    hands.press(Qt::CTRL | Qt::Key_2); // a usual reason
    picture(seat, QStringLiteral("transfer"));
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(
        need(seat.waitToMiss(QStringLiteral("返回，不办理")) && seat.waitWritten(), QStringLiteral("handing it on")));
    tell(QStringLiteral("%1 was transferred to %2").arg(m_handedOn, DemonstrationCounty::nameOf(Where::Neighbour)));
    return {};
}

Result<void> Story::disagree()
{
    const QString serial = m_number.right(4);
    const QString atStreet = QStringLiteral("1391111") + serial;
    const QString atCommunity = QStringLiteral("1392222") + serial;
    {
        const auto folder = m_county.folderOf(Where::Street);
        SHOULI_TRY(const auto names, folder.names());
        SHOULI_TRY(auto unlocked,
                   office::unlock(folder, m_reference, m_clock, names.first().id, DemonstrationCounty::secret()));
        SHOULI_TRY(const auto session, office::Session::begin(std::move(unlocked), m_reference, m_clock, m_random));
        auto writing = session->write([number = m_number, atStreet](office::Writing &w) -> Result<void> {
            SHOULI_TRY(const auto read, core::cases::numbers::CaseNumber::parse(number));
            SHOULI_TRY(const auto file, core::cases::CaseStore::findByNumber(w.tx.database(), read));
            SHOULI_TRY(auto act, w.log.begin(w.tx, w.actor.staff.author()));
            SHOULI_CHECK(act.set(core::residents::Resident::refOf(file.applicant),
                                 core::residents::fieldOf(core::residents::ResidentField::Phone),
                                 core::changes::Value(atStreet)));
            return act.finish();
        });
        SHOULI_CHECK(need(Seat::waitFor([&] { return writing.isFinished(); }), QStringLiteral("writing offline")));
        SHOULI_CHECK(writing.result());
        tell(QStringLiteral("the street office, without a link, wrote down the telephone number ") + atStreet);
    }
    SHOULI_CHECK(sit(Where::Community, [&](Seat &seat) { return correctPhone(seat, atCommunity); }));
    SHOULI_CHECK(sit(Where::Street, [](Seat &) { return Result<void>(); })); // the link is back
    return sit(Where::Community, [&](Seat &seat) { return settle(seat, atStreet); });
}

Result<void> Story::correctPhone(Seat &seat, const QString &phone)
{
    constexpr int mostFields = 30;
    auto &hands = seat.hands();
    hands.press(Qt::ALT | Qt::Key_4);
    hands.type(QStringLiteral("heyumei"));
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("贺玉梅")), QStringLiteral("finding her record")));
    hands.press(Qt::Key_Return);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("更正")), QStringLiteral("her record")));
    hands.press(Qt::Key_F3);
    const auto isPhone = [] {
        const auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        return field != nullptr && field->accessibleName() == QStringLiteral("电话");
    };
    for (int i = 0; i < mostFields && !isPhone(); ++i)
        hands.press(Qt::Key_Return);
    SHOULI_CHECK(need(isPhone(), QStringLiteral("the field for the telephone")));
    hands.press(Qt::CTRL | Qt::Key_A);
    hands.type(phone);
    picture(seat, QStringLiteral("correction"));
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("已保存：")) && seat.waitWritten(), QStringLiteral("keeping it")));
    tell(QStringLiteral("the community wrote down ") + phone);
    return {};
}

Result<void> Story::settle(Seat &seat, const QString &phone)
{
    auto &hands = seat.hands();
    const QString waiting = QStringLiteral("需处理 1");
    SHOULI_CHECK(need(seat.waitToSee(waiting), QStringLiteral("the light that says what waits")));
    hands.press(Qt::ALT | Qt::Key_0);
    SHOULI_CHECK(need(seat.waitToSee(phone), QStringLiteral("was, theirs and mine")));
    picture(seat, QStringLiteral("settle"));
    hands.press(Qt::Key_F6); // she was asked: the number the street office has is right
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToMiss(waiting) && seat.waitWritten(), QStringLiteral("deciding")));
    tell(QStringLiteral("settled: %1 is right").arg(phone));
    return {};
}

Result<QString> Story::acceptFor(Seat &seat, const QString &typed, const QString &name)
{
    auto &hands = seat.hands();
    const int before = hands.keys();
    hands.type(typed);
    SHOULI_CHECK(need(seat.waitToSee(name), QStringLiteral("finding the resident")));
    picture(seat, QStringLiteral("search"));
    hands.press(Qt::Key_Return);
    const QString service = serviceWith(*m_reference.catalogues, m_clock.today());
    SHOULI_CHECK(need(Seat::waitFor([&] { return seat.choose(service); }), QStringLiteral("finding the service")));
    picture(seat, QStringLiteral("resident"));
    hands.press(Qt::Key_Return);
    SHOULI_CHECK(need(seat.tickAll(), QStringLiteral("ticking the papers")));
    picture(seat, QStringLiteral("papers"));
    const QString card = QStringLiteral("*-card.pdf");
    const QDir papers(m_folder + QStringLiteral("/papers"));
    const auto cards = papers.entryList({card}).size();
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("已受理：")) && seat.waitWritten()
                          && Seat::waitFor([&] { return papers.entryList({card}).size() > cards; }),
                      QStringLiteral("accepting and printing")));
    static const QRegularExpression number(QStringLiteral("已受理：([0-9-]+)"));
    const QString accepted = number.match(seat.eyes().texts().join(u' ')).captured(1);
    picture(seat, QStringLiteral("accepted"));
    tell(QStringLiteral("the community accepted %1 with %2 keys; printed: %3")
             .arg(accepted)
             .arg(hands.keys() - before)
             .arg(papers.entryList({accepted + QStringLiteral("*.pdf")}).join(QStringLiteral(", "))));
    return accepted;
}

Result<void> Story::accept(Seat &seat)
{
    SHOULI_TRY(m_number, acceptFor(seat, QStringLiteral("heyumei"), QStringLiteral("贺玉梅")));
    return {};
}

Result<void> Story::sendBack(Seat &seat)
{
    auto &hands = seat.hands();
    seat.hands().scan(m_number); // the number on the card; a scanner would give its code
    SHOULI_CHECK(need(seat.waitToSee(m_number), QStringLiteral("the case at the street office")));
    picture(seat, QStringLiteral("queue"));
    hands.press(Qt::Key_F6);
    hands.press(Qt::Key_Space);        // the first paper
    hands.press(Qt::CTRL | Qt::Key_1); // a usual reason
    picture(seat, QStringLiteral("sending-back"));
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("已退回")), QStringLiteral("sending it back")));
    tell(QStringLiteral("the street office sent it back for correction"));
    return {};
}

Result<void> Story::putRight(Seat &seat)
{
    auto &hands = seat.hands();
    hands.scan(m_number);
    SHOULI_CHECK(need(seat.waitToSee(m_number), QStringLiteral("the case sent back")));
    picture(seat, QStringLiteral("sent-back"));
    hands.press(Qt::Key_F12);
    hands.press(Qt::Key_Space); // the paper is here now
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToMiss(m_number), QStringLiteral("resubmitting")));
    tell(QStringLiteral("the community supplied the paper and resubmitted"));
    return {};
}

Result<void> Story::carryOn(Seat &seat)
{
    auto &hands = seat.hands();
    hands.scan(m_number); // a card's number brings its case up on whatever page
    SHOULI_CHECK(need(seat.waitToSee(m_number), QStringLiteral("the case in the queue")));
    picture(seat, QStringLiteral("stage"));
    for (int steps = 0; seat.eyes().see(m_number) && steps < mostSteps; ++steps) {
        const QString stages = stagesSeen(seat);
        hands.press(Qt::Key_F12);
        if (seat.eyes().see(QStringLiteral("返回，不办理"))) {
            answer(hands);
            picture(seat, QStringLiteral("asked"));
            hands.press(Qt::Key_F12);
        }
        SHOULI_CHECK(
            need(Seat::waitFor([&] { return stagesSeen(seat) != stages; }), QStringLiteral("a step of ") + stages));
        tell(QStringLiteral("F12 at: ") + stages);
    }
    return {};
}

Result<void> Story::deliver(Seat &seat)
{
    auto &hands = seat.hands();
    hands.press(Qt::ALT | Qt::Key_3); // what is to be brought home
    SHOULI_CHECK(need(seat.waitToSee(m_number), QStringLiteral("the certificate to collect")));
    picture(seat, QStringLiteral("collect"));
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("待领取 0")), QStringLiteral("collecting the certificate")));
    hands.press(Qt::Key_Right);
    SHOULI_CHECK(need(seat.waitToSee(m_number), QStringLiteral("the certificate to hand over")));
    hands.press(Qt::Key_Return);
    hands.press(Qt::Key_2); // at home
    hands.press(Qt::Key_Y); // the receipt is signed
    SHOULI_CHECK(
        need(seat.waitToMiss(QStringLiteral("送达回证签收了吗")), QStringLiteral("answering for the receipt")));
    picture(seat, QStringLiteral("deliver"));
    hands.press(Qt::Key_F12);
    SHOULI_CHECK(need(seat.waitToSee(QStringLiteral("待送达 0")), QStringLiteral("handing over")));
    hands.press(Qt::ALT | Qt::Key_2);
    hands.scan(m_number);
    SHOULI_CHECK(need(seat.waitToSee(m_number), QStringLiteral("the case at its end")));
    picture(seat, QStringLiteral("home"));
    tell(QStringLiteral("home: ") + stagesSeen(seat));
    return {};
}

} // namespace shouli::app::demonstration
