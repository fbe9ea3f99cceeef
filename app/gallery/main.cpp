// SPDX-License-Identifier: GPL-3.0-or-later
// shouli-gallery: every widget with made-up data, for those who build pages.
//   shouli-gallery              a window to try the keys in
//   shouli-gallery --shot DIR   pictures of everything, both languages, both themes, two sizes
#include "app/frame/OmniBox.h"
#include "app/gallery/CounterSample.h"
#include "app/gallery/ReviewSample.h"
#include "app/gallery/Words.h"
#include "app/look/Languages.h"
#include "app/look/Theme.h"
#include "app/shell/LoginPage.h"
#include "app/shell/MainFrame.h"
#include "app/shell/MessagePage.h"
#include "app/shell/SetupPage.h"
#include "core/base/SystemClock.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QKeyEvent>
#include <QLineEdit>

#include <cstdio>
#include <memory>

using namespace shouli::app;
using gallery::words;
using look::Languages;
using look::Theme;
using shouli::core::base::Error;
using shouli::core::base::ErrorCode;
using shouli::core::base::Timestamp;

namespace {

/// The day of the sketches, so that pictures of two runs are the same.
class StillClock final : public shouli::core::base::Clock {
public:
    [[nodiscard]] Timestamp now() const override { return Timestamp::fromChina(QDate(2026, 11, 23), QTime(9, 41)); }
    [[nodiscard]] std::int64_t monotonicMs() const override { return 0; }
    [[nodiscard]] std::uint64_t bootId() const override { return 1; }
};

/// A page of which only the entry in the side bar is shown.
class OtherPage final : public frame::Page {
public:
    OtherPage(look::Icon::Name icon, const char16_t *chinese, const char16_t *english, int badge)
        : m_icon(icon)
        , m_chinese(chinese)
        , m_english(english)
        , m_badge(badge)
    {
    }
    [[nodiscard]] QString title() const override { return words(m_chinese, m_english); }
    [[nodiscard]] look::Icon::Name icon() const override { return m_icon; }
    [[nodiscard]] int badge() const override { return m_badge; }

private:
    look::Icon::Name m_icon;
    const char16_t *m_chinese;
    const char16_t *m_english;
    int m_badge;
};

struct Window {
    shell::MainFrame frame;
    gallery::CounterSample *counter = new gallery::CounterSample;
    gallery::ReviewSample *review = new gallery::ReviewSample;

    explicit Window(const shouli::core::base::Clock &clock)
        : frame(clock)
    {
        frame.setWindowTitle(QStringLiteral("shouli-gallery"));
        frame.addPage(counter);
        frame.addPage(review);
        using look::Icon;
        frame.addPage(new OtherPage(Icon::Residents, u"居民", u"Residents", 0));
        frame.addPage(new OtherPage(Icon::Services, u"事项", u"Services", 0));
        frame.addPage(new OtherPage(Icon::Neighbourhood, u"网格", u"Matters", 0));
        frame.addPage(new OtherPage(Icon::Delivery, u"送达", u"Delivery", 3));
        frame.addPage(new OtherPage(Icon::Statistics, u"统计", u"Statistics", 0));
        frame.addPage(new OtherPage(Icon::Settings, u"设置", u"Settings", 0));
        setSamples();
    }
    void setSamples()
    {
        frame.setOffice(words(u"瓦窑堡街道 · 齐家湾社区", u"Wayaobao Street · Qijiawan"));
        frame.setSync(
            {frame::SyncStatus::State::AtCounty, QStringLiteral("09:41"), 0, 1, words(u"王秀兰", u"Wang Xiulan")});
    }
};

class Shots {
public:
    Shots(QDir folder, QString suffix, QSize size)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
        , m_size(size)
    {
    }
    void take(QWidget &widget, const QString &name)
    {
        widget.resize(m_size);
        widget.show();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents(); // layouts that depend on a width settle in a second round
        const QString file = m_folder.filePath(QStringLiteral("%1-%2.png").arg(name, m_suffix));
        m_good = widget.grab().save(file) && m_good;
    }
    [[nodiscard]] bool good() const { return m_good; }

private:
    QDir m_folder;
    QString m_suffix;
    QSize m_size;
    bool m_good = true;
};

void takeStartPages(Shots &shots)
{
    shell::LoginPage login;
    login.setOffice(words(u"瓦窑堡街道 · 齐家湾社区", u"Wayaobao Street · Qijiawan"));
    login.setStaff({{"1", words(u"王秀兰", u"Wang Xiulan"), words(u"窗口", u"counter")},
                    {"2", words(u"冯志军", u"Feng Zhijun"), words(u"审核", u"review")},
                    {"3", words(u"折建国", u"She Jianguo"), words(u"网格员", u"grid worker")}});
    login.setError(Error{ErrorCode::PassphraseWrong});
    shots.take(login, QStringLiteral("login"));

    shell::SetupPage setup;
    const auto fields = setup.findChildren<QLineEdit *>();
    fields.at(0)->setText(QStringLiteral("shouli.zichang.gov.cn"));
    fields.at(3)->setText(QStringLiteral("12345678"));
    QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    QCoreApplication::sendEvent(fields.at(0), &enter);
    shots.take(setup, QStringLiteral("setup"));

    shell::MessagePage message;
    message.setError(Error{ErrorCode::DatabaseShortened, QStringLiteral("office.db: 1042 < 1187")});
    message.setActions(
        {{.text = words(u"再试一次", u"Try again"), .key = Qt::Key_F5, .role = frame::PageAction::Role::Primary},
         {.text = words(u"退出", u"Quit"), .key = Qt::Key_Escape, .atEnd = true}});
    shots.take(message, QStringLiteral("message"));
}

void takeFrame(Shots &shots, const shouli::core::base::Clock &clock)
{
    Window window(clock);
    shell::MainFrame &frame = window.frame;
    shots.take(frame, QStringLiteral("counter"));
    frame.box()->setText(QStringLiteral("hym"));
    window.counter->onOmniText(QStringLiteral("hym"));
    shots.take(frame, QStringLiteral("results"));
    frame.settle();
    frame.showError(Error{ErrorCode::PrinterUnavailable, QStringLiteral("HP-1008: ipp 503")});
    frame.offerUndo({words(u"已受理：低保申请 · 贺玉梅", u"Accepted: minimum living allowance, He Yumei")});
    Q_EMIT window.counter->progressed({words(u"正在打印受理卡", u"Printing acceptance cards"), 37, 100, true});
    shots.take(frame, QStringLiteral("trouble"));
    frame.settle();
    frame.showHelp();
    shots.take(frame, QStringLiteral("help"));

    Window second(clock);
    second.frame.setOffice(words(u"瓦窑堡街道 · 审核", u"Wayaobao Street · review"));
    second.frame.setSync(
        {frame::SyncStatus::State::Waiting, QStringLiteral("08:12"), 3, 0, words(u"冯志军", u"Feng Zhijun")});
    second.frame.setCurrentPage(second.review);
    shots.take(second.frame, QStringLiteral("review"));
    second.review->empty();
    second.frame.setSync(
        {frame::SyncStatus::State::Offline, QStringLiteral("11-21"), 48, 0, words(u"冯志军", u"Feng Zhijun")});
    shots.take(second.frame, QStringLiteral("empty"));
}

int takeAll(QApplication &app, const QString &path)
{
    const QDir folder(path);
    if (!folder.mkpath(QStringLiteral(".")))
        return 1;
    const StillClock clock;
    Languages languages;
    bool good = true;
    for (const auto contrast : {Theme::Contrast::Calm, Theme::Contrast::High}) {
        Theme::apply(app, contrast);
        for (const auto language : {Languages::Language::Chinese, Languages::Language::English}) {
            languages.use(language);
            for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
                const QString suffix = QStringLiteral("%1-%2-%3")
                                           .arg(Languages::toString(language),
                                                contrast == Theme::Contrast::Calm ? QStringLiteral("calm")
                                                                                  : QStringLiteral("high"),
                                                QString::number(size.width()));
                Shots shots(folder, suffix, size);
                takeFrame(shots, clock);
                takeStartPages(shots);
                good = good && shots.good();
            }
        }
    }
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i)
        if (qstrcmp(argv[i], "--shot") == 0 && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption shot(QStringLiteral("shot"), QStringLiteral("Saves pictures in DIR and ends."),
                                  QStringLiteral("DIR"));
    parser.addOption(shot);
    parser.addHelpOption();
    parser.process(app);
    if (parser.isSet(shot))
        return takeAll(app, parser.value(shot));

    const shouli::core::base::SystemClock clock;
    Languages languages;
    languages.use(Languages::Language::Chinese);
    Theme::apply(app, Theme::Contrast::Calm);
    QApplication::setWindowIcon(look::Icon::application());
    Window window(clock);
    QObject::connect(&window.frame, &shell::MainFrame::languageSwitchRequested, &app, [&] {
        languages.use(languages.current() == Languages::Language::Chinese ? Languages::Language::English
                                                                          : Languages::Language::Chinese);
        window.setSamples();
    });
    QObject::connect(&window.frame, &shell::MainFrame::contrastSwitchRequested, &app, [&app] {
        Theme::apply(app, Theme::contrast() == Theme::Contrast::Calm ? Theme::Contrast::High : Theme::Contrast::Calm);
    });
    window.frame.resize(1366, 768);
    window.frame.show();
    return QApplication::exec();
}
