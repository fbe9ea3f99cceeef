// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gallery/ReviewSample.h"

#include "app/gallery/Words.h"
#include "app/look/SectionHeader.h"
#include "app/look/ToneLabel.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/OpinionEdit.h"
#include "app/widgets/OpinionList.h"
#include "app/widgets/Pane.h"
#include "app/widgets/SegmentBar.h"
#include "app/widgets/StageBar.h"

#include <QHBoxLayout>
#include <QStandardItemModel>

namespace shouli::app::gallery {

using frame::PageAction;
using look::Light;
using look::Theme;
using look::Tone;
using widgets::ChecklistView;
using widgets::DataTable;
using widgets::Mark;
using widgets::Pane;
using widgets::Stage;

ReviewSample::ReviewSample(QWidget *parent)
    : Page(parent)
    , m_cases(new QStandardItemModel(this))
    , m_segments(new widgets::SegmentBar)
    , m_table(new DataTable)
    , m_alike(new look::ToneLabel({}, Tone::Dim))
    , m_stages(new widgets::StageBar)
    , m_papers(new ChecklistView)
    , m_register(new ChecklistView)
    , m_opinions(new widgets::OpinionList)
    , m_opinion(new widgets::OpinionEdit)
{
    auto *queue = new Pane;
    queue->add(m_segments);
    queue->addSpace(2 * Theme::grid);
    queue->add(m_table, Pane::Inset::Padded, 1);
    queue->addSpace(2 * Theme::grid);
    queue->add(m_alike);

    auto *open = new Pane;
    m_caseHeader = open->addSection({}, {}, Theme::Text::Title);
    open->add(m_stages);
    m_papersHeader = open->addSection({});
    open->add(m_papers, Pane::Inset::EdgeToEdge);
    m_registerHeader = open->addSection({});
    open->add(m_register, Pane::Inset::EdgeToEdge);
    m_opinionsHeader = open->addSection({});
    open->add(m_opinions);
    open->addSpace(2 * Theme::grid);
    open->add(m_opinion);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * Theme::grid);
    open->setFixedWidth(520);
    row->addWidget(queue, 1);
    row->addWidget(open);

    m_table->setRows(m_cases);
    m_table->setAlike([this](int current, int other) {
        return m_cases->item(current, 2)->text() == m_cases->item(other, 2)->text();
    });
    retranslate();
    m_table->setCurrentRow(1);
}

QString ReviewSample::title() const
{
    return words(u"待办", u"Tasks");
}

QString ReviewSample::hint() const
{
    return words(u"每步可在 10 秒内撤回", u"Each step can be taken back for 10 seconds");
}

QString ReviewSample::boxHint() const
{
    return words(u"扫受理卡直接打开，或输入姓名、编号", u"Scan a card to open its case, or type a name or number");
}

QString ReviewSample::topInfo() const
{
    return words(u"今日已办 18　平均 2.1 个工作日", u"18 done today · 2.1 working days on average");
}

QWidget *ReviewSample::mainList() const
{
    return m_table;
}

QList<PageAction> ReviewSample::actions() const
{
    return {
        {.text = words(u"受理，转入户", u"Accept, to home visit"),
         .key = Qt::Key_F12,
         .role = PageAction::Role::Primary},
        {.text = words(u"退回补正", u"Return for papers"), .key = Qt::Key_F6},
        {.text = words(u"不予受理", u"Refuse"), .key = Qt::Key_F7, .role = PageAction::Role::Danger},
        {.text = words(u"停表", u"Stop the clock"),
         .key = Qt::Key_F8,
         .enabled = false,
         .disabledReason = words(u"这个环节不能停表", u"The clock of this stage cannot be stopped")},
    };
}

void ReviewSample::empty()
{
    m_isEmpty = true;
    fillTable();
}

void ReviewSample::retranslate()
{
    m_segments->setSegments({{words(u"待我办", u"For me"), 12},
                             {words(u"今日到期", u"Due today"), 3},
                             {words(u"已超期", u"Overdue"), 1},
                             {words(u"公示中", u"Public notice"), 5},
                             {words(u"已退回", u"Returned"), 4}});
    fillTable();
    fillCase();
}

void ReviewSample::fillTable()
{
    struct Row {
        Light light;
        const char16_t *left[2];
        const char16_t *name[2];
        int service;
        const char16_t *place[2];
        const char16_t *arrived;
        const char16_t *papers[2];
    };
    static const char16_t *services[][2] = {
        {u"高龄补贴", u"Old-age allowance"},
        {u"低保申请", u"Minimum living allowance"},
        {u"临时救助", u"Temporary relief"},
        {u"残疾人两项补贴", u"Disability subsidies"},
    };
    static const Row rows[] = {
        {Light::Red,
         {u"超 1 日", u"1 day late"},
         {u"强改花", u"Qiang Gaihua"},
         0,
         {u"栾家坪", u"Luanjiaping"},
         u"11-17",
         {u"齐", u"all"}},
        {Light::Amber,
         {u"今日", u"today"},
         {u"贺玉梅", u"He Yumei"},
         1,
         {u"齐家湾", u"Qijiawan"},
         u"11-20",
         {u"容缺 1", u"1 tolerated"}},
        {Light::Amber,
         {u"今日", u"today"},
         {u"拓海军", u"Tuo Haijun"},
         2,
         {u"石家湾", u"Shijiawan"},
         u"11-23",
         {u"齐", u"all"}},
        {Light::Amber,
         {u"1 日", u"1 day"},
         {u"折建国", u"She Jianguo"},
         1,
         {u"齐家湾", u"Qijiawan"},
         u"11-19",
         {u"齐", u"all"}},
        {Light::Green,
         {u"3 日", u"3 days"},
         {u"薛𬭚", u"Xue Chun"},
         3,
         {u"冯家屯", u"Fengjiatun"},
         u"11-20",
         {u"齐", u"all"}},
        {Light::Green,
         {u"4 日", u"4 days"},
         {u"李秀英", u"Li Xiuying"},
         0,
         {u"齐家湾", u"Qijiawan"},
         u"11-20",
         {u"齐", u"all"}},
        {Light::Green,
         {u"4 日", u"4 days"},
         {u"白生荣", u"Bai Shengrong"},
         0,
         {u"栾家坪", u"Luanjiaping"},
         u"11-20",
         {u"齐", u"all"}},
        {Light::Green,
         {u"4 日", u"4 days"},
         {u"史延平", u"Shi Yanping"},
         0,
         {u"栾家坪", u"Luanjiaping"},
         u"11-20",
         {u"齐", u"all"}},
        {Light::Paused,
         {u"停表", u"stopped"},
         {u"高翠莲", u"Gao Cuilian"},
         1,
         {u"石家湾", u"Shijiawan"},
         u"11-12",
         {u"待补 1", u"1 to come"}},
    };
    const int current = qMax(0, m_table->currentRow());
    m_cases->clear();
    m_cases->setHorizontalHeaderLabels({words(u"剩余", u"Left"), words(u"申请人", u"Applicant"),
                                        words(u"事项", u"Service"), words(u"社区", u"Community"),
                                        words(u"到达", u"Arrived"), words(u"材料", u"Papers")});
    for (const Row &row : rows) {
        if (m_isEmpty)
            break;
        const auto item = [](const char16_t *chinese, const char16_t *english) {
            return new QStandardItem(words(chinese, english));
        };
        auto *left = item(row.left[0], row.left[1]);
        left->setData(static_cast<int>(row.light), DataTable::LightRole);
        left->setData(m_cases->rowCount(), DataTable::SortRole);
        if (row.light == Light::Red)
            left->setData(static_cast<int>(Tone::Bad), DataTable::ToneRole);
        m_cases->appendRow({left, item(row.name[0], row.name[1]),
                            item(services[row.service][0], services[row.service][1]), item(row.place[0], row.place[1]),
                            item(row.arrived, row.arrived), item(row.papers[0], row.papers[1])});
    }
    m_table->setColumns({{104}, {112}, {190, true}, {104}, {72}, {98}});
    m_table->setCurrentRow(current);
    m_table->setEmptyContent({.icon = look::Icon::Check,
                              .title = words(u"没有待办的件", u"Nothing waits for you"),
                              .next = words(u"扫受理卡可打开任何一件；新件到达时左侧会显示数字。",
                                            u"Scan a card to open any case. New ones show as a number at the left."),
                              .action = words(u"看已办的件", u"See what is done"),
                              .key = Qt::Key_F5});
    m_alike->setText(words(u"4 件高龄补贴情形相同：Ctrl+A 选中后一起办",
                           u"4 old-age allowances are alike: Ctrl+A chooses them to be done together"));
}

void ReviewSample::fillCase()
{
    m_caseHeader->setTitle(words(u"贺玉梅 · 低保申请", u"He Yumei · Minimum living allowance"));
    m_caseHeader->setHint(QStringLiteral("610681001-03-2611-0047"));
    m_stages->setStages({
        {words(u"社区代收", u"Community intake"), QStringLiteral("11-20"), Stage::State::Done},
        {words(u"街道受理", u"Street review"), words(u"今日到期", u"due today"), Stage::State::DueSoon},
        {words(u"核对 入户", u"Checks, visit"), {}},
        {words(u"公示", u"Public notice"), {}},
        {words(u"县级确认", u"County approval"), {}},
        {words(u"送达", u"Delivery"), {}},
    });
    m_papersHeader->setTitle(words(u"材料", u"Papers"));
    m_papersHeader->setHint(words(u"6 / 7，容缺 1", u"6 of 7, 1 tolerated"));
    m_papers->setRows({
        {.key = QStringLiteral("1"),
         .mark = Mark::Yes,
         .text = words(u"申请表、身份证、户口簿、授权书、承诺书", u"Form, ID card, booklet, authorisation, promise"),
         .note = words(u"社区已验", u"seen by the community")},
        {.key = QStringLiteral("2"),
         .mark = Mark::Yes,
         .text = words(u"残疾人证", u"Disability certificate"),
         .note = words(u"台账，2027-05 到期", u"register, valid to 2027-05")},
        {.key = QStringLiteral("3"),
         .mark = Mark::Attention,
         .text = words(u"收入证明", u"Proof of income"),
         .note = words(u"容缺至 11-30，不影响审核，影响发证",
                       u"tolerated to 11-30; holds up the result, not the review")},
    });
    m_registerHeader->setTitle(words(u"台账要点", u"From the register"));
    m_registerHeader->setHint(words(u"查看已记录用途：审核", u"this look is recorded: review"));
    m_register->setRows({
        {.text = words(u"独居 · 残疾二级 · 低保边缘", u"Lives alone · disabled, grade 2 · marginal income"),
         .note = words(u"2025-12 复核", u"reviewed 2025-12"),
         .selectable = false},
        {.text = words(u"子 李建军 外出务工", u"Son Li Jianjun works elsewhere"),
         .note = words(u"需核对赡养", u"support to be checked"),
         .selectable = false},
    });
    m_opinionsHeader->setTitle(words(u"意见", u"Opinions"));
    m_opinions->setOpinions({{words(u"齐家湾社区 王秀兰", u"Qijiawan, Wang Xiulan"),
                              words(u"11-20 09:52 · 已到县里 11-20 10:15", u"11-20 09:52 · at county 11-20 10:15"),
                              words(u"独居，腿脚不便，材料由网格员代取。",
                                    u"Lives alone, walks badly; the grid worker fetched the papers.")}});
    m_opinion->setPhrases({words(u"材料齐全，情况属实，同意上报。", u"Papers complete and true; passed on."),
                           words(u"请补充收入证明。", u"Please add proof of income.")});
}

} // namespace shouli::app::gallery
