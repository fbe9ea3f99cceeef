// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery/CounterSample.h"

#include "app/gallery/Words.h"
#include "app/look/SectionHeader.h"
#include "app/look/ToneLabel.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "app/widgets/StageBar.h"
#include "app/widgets/TagRow.h"

#include <QHBoxLayout>

namespace shouli::app::gallery {

using frame::PageAction;
using look::Theme;
using look::Tone;
using widgets::ChecklistRow;
using widgets::ChecklistView;
using widgets::Mark;
using widgets::Pane;
using widgets::Stage;

CounterSample::CounterSample(QWidget *parent)
    : Page(parent)
    , m_person(new Pane)
    , m_service(new Pane)
    , m_paperwork(new Pane)
    , m_facts(new look::ToneLabel({}, Tone::Dim))
    , m_details(new widgets::KeyValueList)
    , m_tags(new widgets::TagRow)
    , m_family(new ChecklistView)
    , m_running(new ChecklistView)
    , m_reminder(new look::ToneLabel({}, Tone::Dim))
    , m_stages(new widgets::StageBar)
    , m_conditions(new ChecklistView)
    , m_confirm(new ChecklistView)
    , m_papers(new ChecklistView)
    , m_notice(new widgets::NoticeBox)
    , m_prints(new ChecklistView)
{
    m_name = m_person->addSection({}, {}, Theme::Text::Name);
    m_person->add(m_facts);
    m_person->addSpace(2 * Theme::grid);
    m_person->add(m_details);
    m_person->addSpace(2 * Theme::grid);
    m_person->add(m_tags);
    m_familyHeader = m_person->addSection({});
    m_person->add(m_family, Pane::Inset::EdgeToEdge);
    m_runningHeader = m_person->addSection({});
    m_person->add(m_running, Pane::Inset::EdgeToEdge);
    m_person->addSpace(3 * Theme::grid);
    m_person->add(m_reminder);

    m_serviceHeader = m_service->addSection({});
    m_service->add(m_stages);
    m_conditionsHeader = m_service->addSection({});
    m_service->add(m_conditions, Pane::Inset::EdgeToEdge);
    m_confirmHeader = m_service->addSection({});
    m_service->add(m_confirm, Pane::Inset::EdgeToEdge);

    m_papersHeader = m_paperwork->addSection({});
    m_paperwork->add(m_papers, Pane::Inset::EdgeToEdge);
    m_paperwork->addSpace(3 * Theme::grid);
    m_paperwork->add(m_notice);
    m_printHeader = m_paperwork->addSection({});
    m_paperwork->add(m_prints, Pane::Inset::EdgeToEdge);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * Theme::grid);
    m_person->setFixedWidth(330);
    m_paperwork->setFixedWidth(372);
    row->addWidget(m_person);
    row->addWidget(m_service, 1);
    row->addWidget(m_paperwork);

    connect(m_papers, &ChecklistView::toggleRequested, this, &CounterSample::onToggled);
    connect(m_papers, &ChecklistView::letterPressed, this, &CounterSample::onTolerated);
    connect(m_confirm, &ChecklistView::edited, this, &CounterSample::onCorrected);
    retranslate();
    m_papers->setCurrentRow(5);
    m_confirm->setCurrentRow(1);
}

QString CounterSample::title() const
{
    return words(u"前台", u"Counter");
}

QString CounterSample::hint() const
{
    return words(u"受理编号 610681001-03-2611-0047（本机号段，离线可用）",
                 u"Case number 610681001-03-2611-0047 (this computer's own; needs no link)");
}

QString CounterSample::boxHint() const
{
    return words(u"扫码、姓名、拼音、身份证号、电话", u"Scan, name, pinyin, ID number, telephone");
}

QString CounterSample::subject() const
{
    return words(u"贺玉梅", u"He Yumei");
}

QWidget *CounterSample::mainList() const
{
    return m_papers;
}

QList<PageAction> CounterSample::actions() const
{
    const bool missing = !m_received.at(5) && !m_tolerated;
    return {
        {.text = words(u"受理并打印", u"Accept and print"),
         .key = Qt::Key_F12,
         .role = PageAction::Role::Primary,
         .run =
             [this] {
                 auto *self = const_cast<CounterSample *>(this);
                 Q_EMIT self->undoOffered(
                     {words(u"已受理：低保申请 · 贺玉梅，3 份材料已送打印机",
                            u"Accepted: minimum living allowance, He Yumei; 3 papers at the printer")});
             },
         .enabled = !missing,
         .disabledReason = words(u"缺收入证明：收到后按空格，或按 T 容缺受理",
                                 u"Proof of income is missing: press Space when it is there, or T to tolerate it")},
        {.text = words(u"只告知，不受理", u"Notice only"), .key = Qt::Key_F6},
        {.text = words(u"代办人", u"Proxy"), .key = Qt::Key_F7},
        {.text = words(u"预览", u"Preview"), .key = Qt::Key_F8},
        {.text = words(u"放下，下一位", u"Put aside, next"), .key = Qt::Key_Escape, .atEnd = true},
    };
}

QList<frame::KeyHelp> CounterSample::keyHelp() const
{
    return {
        {words(u"空格", u"Space"), words(u"勾选或取消材料", u"Tick a paper or take the tick back")},
        {QStringLiteral("T"), words(u"容缺受理这项材料", u"Tolerate this paper as missing, with a deadline")},
        {QStringLiteral("F9"), words(u"显示完整身份证号（留下记录）", u"Show the full ID number (is recorded)")},
    };
}

bool CounterSample::onScan(const QString &text)
{
    Q_EMIT undoOffered({words(u"已扫：", u"Scanned: ") + text});
    return true;
}

void CounterSample::onOmniText(const QString &text)
{
    if (text.isEmpty())
        return;
    const auto length = static_cast<int>(qMin<qsizetype>(text.size(), 1));
    Q_EMIT resultsFound(
        {
            {"1",
             words(u"贺玉梅", u"He Yumei"),
             words(u"女 · 67 岁", u"F · 67"),
             QStringLiteral("610623********2046"),
             words(u"瓦窑堡街道齐家湾社区 3 排 12 号", u"Wayaobao Street, Qijiawan, row 3 no. 12"),
             words(u"拼音 hym", u"pinyin hym"),
             {{0, length}}},
            {"2",
             words(u"贺玉明", u"He Yuming"),
             words(u"男 · 54 岁", u"M · 54"),
             QStringLiteral("610623********1713"),
             words(u"瓦窑堡街道栾家坪社区 2 号楼 301", u"Wayaobao Street, Luanjiaping, block 2 flat 301"),
             words(u"拼音 hym", u"pinyin hym"),
             {{0, length}}},
            {"3",
             words(u"郝一鸣", u"Hao Yiming"),
             words(u"男 · 9 岁", u"M · 9"),
             QStringLiteral("610623********0514"),
             words(u"瓦窑堡街道石家湾社区 7 排 3 号", u"Wayaobao Street, Shijiawan, row 7 no. 3"),
             words(u"首字母 hym", u"initials hym"),
             {{0, length}}},
        },
        words(u"共 3 人。没有要找的人？按 F2 新增居民", u"3 found. Not among them? F2 enters a new resident"));
}

void CounterSample::retranslate()
{
    fillPerson();
    fillService();
    fillPapers();
}

void CounterSample::fillPerson()
{
    m_name->setTitle(words(u"贺玉梅", u"He Yumei"));
    m_facts->setText(words(u"女 · 67 岁 · 汉族", u"Female · 67 · Han"));
    m_details->setRows({
        {words(u"身份证号", u"ID number"), QStringLiteral("610623********2046"), Qt::Key_F9},
        {words(u"电话", u"Telephone"), QStringLiteral("139****5127")},
        {words(u"住址", u"Address"), words(u"齐家湾社区 3 排 12 号", u"Qijiawan, row 3 no. 12")},
        {words(u"户籍", u"Household reg."), words(u"本县 · 农村", u"this county · rural")},
    });
    m_tags->setTags({{words(u"独居", u"Lives alone")},
                     {words(u"残疾人 二级", u"Disabled, grade 2")},
                     {words(u"低保边缘 · 12月复核", u"Marginal income · review in Dec"), true}});
    m_familyHeader->setTitle(words(u"家庭", u"Family"));
    m_familyHeader->setHint(words(u"户主：本人　共 2 人", u"Head: herself · 2 people"));
    m_family->setRows({
        {.text = words(u"贺玉梅", u"He Yumei"), .note = words(u"本人", u"herself"), .selectable = false},
        {.text = words(u"李建军", u"Li Jianjun"),
         .note = words(u"子 · 外出务工（西安）", u"son · works in Xi'an"),
         .selectable = false},
    });
    m_runningHeader->setTitle(words(u"办理中", u"Under way"));
    m_runningHeader->setHint(words(u"近三年 4 件", u"4 in three years"));
    m_running->setRows({{.text = words(u"残疾人两项补贴", u"Disability subsidies"),
                         .note = words(u"县残联审批 · 剩 6 个工作日", u"county approval · 6 working days left"),
                         .noteTone = Tone::Ok,
                         .selectable = false}});
    m_reminder->setText(words(u"可主动提醒：满 65 周岁，未办老年人优待证",
                              u"Worth telling her: past 65, has no senior citizen's card yet"));
}

void CounterSample::fillService()
{
    m_serviceHeader->setTitle(words(u"最低生活保障申请", u"Minimum living allowance"));
    m_serviceHeader->setHint(words(u"MZ-01 · 市民政局 · 承诺 30 个工作日", u"MZ-01 · Civil Affairs · 30 working days"));
    m_stages->setStages({
        {words(u"社区代收", u"Community intake"), words(u"当日", u"same day"), Stage::State::Current},
        {words(u"街道受理", u"Street review"), words(u"3 日", u"3 days")},
        {words(u"核对 入户", u"Checks, visit"), words(u"10 日", u"10 days")},
        {words(u"公示", u"Public notice"), words(u"7 天", u"7 days")},
        {words(u"县级确认", u"County approval"), words(u"10 日", u"10 days")},
        {words(u"送达", u"Delivery"), words(u"3 日", u"3 days")},
    });
    m_conditionsHeader->setTitle(words(u"条件", u"Conditions"));
    m_conditionsHeader->setHint(words(u"台账自动核对，其余由人判断", u"the register checks what it can"));
    m_conditions->setRows({
        {.key = QStringLiteral("1"),
         .mark = Mark::Yes,
         .text = words(u"户籍在本县", u"Registered in this county"),
         .note = words(u"台账 · 2025-03-02 核实", u"register · verified 2025-03-02")},
        {.key = QStringLiteral("2"),
         .mark = Mark::Yes,
         .text = words(u"没有正在享受低保、特困", u"Receives no such support yet"),
         .note = words(u"台账", u"register")},
        {.key = QStringLiteral("3"),
         .mark = Mark::Yes,
         .text = words(u"没有同类在办件", u"No case of this kind under way"),
         .note = words(u"本机 09:41 的数据", u"data of 09:41 on this PC")},
        {.key = QStringLiteral("4"),
         .mark = Mark::Unknown,
         .text = words(u"家庭人均月收入低于标准", u"Income per head is below the standard"),
         .note = words(u"待申报、核对", u"to be declared, checked")},
        {.key = QStringLiteral("5"),
         .mark = Mark::Unknown,
         .text = words(u"家庭财产符合规定", u"Property is within the rules"),
         .note = words(u"待申报、核对", u"to be declared, checked")},
    });
    m_confirmHeader->setTitle(words(u"本次要核对的信息", u"To confirm this time"));
    m_confirmHeader->setHint(
        words(u"↑↓ 选择，直接键入即改，原值保留", u"↑↓ choose, type to change; the old value is kept"));
    m_confirm->setRows({
        {.key = QStringLiteral("phone"),
         .text = words(u"电话", u"Telephone"),
         .note = m_phone.isEmpty() ? QStringLiteral("139****5127") : m_phone,
         .noteTone = Tone::Normal,
         .editable = true},
        {.key = QStringLiteral("address"),
         .text = words(u"现住址", u"Living address"),
         .note = words(u"齐家湾社区 3 排 12 号", u"Qijiawan, row 3 no. 12"),
         .noteTone = Tone::Normal,
         .keyHint = QStringLiteral("Enter"),
         .editable = true},
        {.key = QStringLiteral("bank"),
         .text = words(u"开户银行、账号", u"Bank, account"),
         .note = words(u"缺，表上手填", u"missing, to be written on the form"),
         .noteTone = Tone::Warn},
    });
}

void CounterSample::fillPapers()
{
    struct Paper {
        const char16_t *chinese;
        const char16_t *english;
        const char16_t *noteChinese;
        const char16_t *noteEnglish;
    };
    static const Paper papers[] = {
        {u"申请审核确认表", u"Application form", u"系统打印", u"printed here"},
        {u"居民身份证", u"ID card", u"验原件 · 复印 1", u"original seen · 1 copy"},
        {u"户口簿", u"Household booklet", u"验原件 · 复印 1", u"original seen · 1 copy"},
        {u"核对授权书", u"Authorisation to check", u"成年家庭成员签字", u"all adults sign"},
        {u"承诺书", u"Written promise", u"系统打印", u"printed here"},
        {u"收入证明", u"Proof of income", u"容缺 5 个工作日", u"tolerated, 5 working days"},
        {u"残疾人证", u"Disability certificate", u"台账有，免交", u"in the register, not needed"},
    };
    QList<ChecklistRow> rows;
    int received = 0;
    for (int i = 0; i < 7; ++i) {
        received += m_received.at(i) ? 1 : 0;
        const bool income = i == 5 && !m_received.at(i);
        rows.append({.key = QString::number(i),
                     .mark = m_received.at(i) ? Mark::Yes : Mark::No,
                     .text = words(papers[i].chinese, papers[i].english),
                     .note = income && !m_tolerated ? words(u"可容缺", u"may be tolerated")
                                                    : words(papers[i].noteChinese, papers[i].noteEnglish),
                     .noteTone = i == 6 ? Tone::Brand : Tone::Dim,
                     .keyHint = income ? QStringLiteral("T") : QString(),
                     .letters = income ? QStringLiteral("T") : QString()});
    }
    m_papersHeader->setTitle(words(u"材料", u"Papers"));
    m_papersHeader->setHint(words(u"空格勾选　已收 %1 / 7", u"Space ticks · %1 of 7 here").arg(received));
    m_papers->setRows(rows);
    m_notice->setNotice(widgets::NoticeBox::Kind::Warning,
                        m_received.at(5) || !m_tolerated
                            ? QString()
                            : words(u"缺 1 项可容缺：打印一次性告知书并受理，到期日 2026年11月30日。",
                                    u"1 missing paper can be tolerated: print the one-off notice and accept; it is "
                                    u"due by 30 November 2026."));
    m_printHeader->setTitle(words(u"将打印", u"Will print"));
    m_printHeader->setHint(words(u"激光打印机 HP-1008 · 就绪", u"laser printer HP-1008 · ready"));
    m_prints->setRows({
        {.text = words(u"低保申请表 2 页", u"Application, 2 pages"),
         .note = words(u"预填 34 项，手填 9 项", u"34 fields filled in, 9 by hand"),
         .selectable = false},
        {.text = words(u"民生事务受理卡", u"Acceptance card"),
         .note = words(u"含二维码", u"with QR code"),
         .selectable = false},
        {.text = words(u"一次性告知书", u"One-off notice"), .note = words(u"2 份", u"2 copies"), .selectable = false},
    });
}

void CounterSample::onToggled(int row)
{
    m_received[row] = !m_received.at(row);
    fillPapers();
    Q_EMIT changed();
}

void CounterSample::onTolerated(int)
{
    m_tolerated = !m_tolerated;
    fillPapers();
    Q_EMIT changed();
}

void CounterSample::onCorrected(int row, const QString &text)
{
    if (row == 0)
        m_phone = text;
    fillService();
}

} // namespace shouli::app::gallery
