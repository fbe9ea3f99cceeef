// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/PlanPane.h"

#include "app/exchange/ExchangeWords.h"
#include "app/widgets/DataTable.h"
#include "app/widgets/NoticeBox.h"
#include "app/widgets/Pane.h"
#include "app/widgets/SegmentBar.h"

#include <QVBoxLayout>

namespace shouli::app::exchange {

using core::residents::exchange::ImportPlan;
using core::residents::exchange::Outcome;
using core::residents::exchange::outcomes;
using widgets::NoticeBox;
using widgets::Pane;

PlanPane::PlanPane(const office::CodeWords &words, QWidget *parent)
    : QWidget(parent)
    , m_model(new PlanModel(words, this))
    , m_filter(new widgets::SegmentBar)
    , m_notice(new NoticeBox)
    , m_table(new widgets::DataTable)
{
    auto *card = new Pane;
    card->add(m_filter);
    card->add(m_notice);
    m_table->setRows(m_model);
    m_table->setColumns({{80}, {130}, {130}, {190}, {300, true}});
    card->add(m_table, Pane::Inset::EdgeToEdge, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    connect(m_filter, &widgets::SegmentBar::currentChanged, this, [this](int segment) {
        m_model->setFilter(segment == 0 ? std::nullopt
                                        : std::optional(outcomes[static_cast<std::size_t>(segment) - 1]));
    });
}

void PlanPane::setPlan(const ImportPlan &plan)
{
    m_plan = plan;
    m_model->setLines(plan.lines);
    m_filter->setCurrent(0);
    show();
}

void PlanPane::show()
{
    QList<widgets::Segment> segments{{tr("All"), static_cast<int>(m_plan.counts.all())}};
    bool more = false;
    for (const Outcome outcome : outcomes) {
        segments.append({ExchangeWords::outcome(outcome), static_cast<int>(m_plan.counts.of(outcome))});
        more = more || m_plan.counts.of(outcome) > ImportPlan::linesKept;
    }
    m_filter->setSegments(segments);
    QStringList notes;
    if (more)
        notes.append(tr("The list shows the first %1 rows of each kind.").arg(ImportPlan::linesKept));
    if (!m_plan.headless.isEmpty())
        notes.append(tr("Households without a head: %1; the first is in row %2.")
                         .arg(m_plan.headless.size())
                         .arg(m_plan.headless.constFirst()));
    m_notice->setNotice(m_plan.headless.isEmpty() ? NoticeBox::Kind::Info : NoticeBox::Kind::Warning, notes.join(u' '));
    m_notice->setVisible(!notes.isEmpty());
    m_table->setEmptyContent({look::Icon::Table, tr("No such rows"), {}, {}, {}});
}

void PlanPane::retranslate()
{
    m_model->retranslate();
    show();
}

} // namespace shouli::app::exchange
