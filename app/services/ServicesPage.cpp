// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/services/ServicesPage.h"

#include "app/casework/CaseWords.h"
#include "app/office/ShownLanguage.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/Pane.h"
#include "app/widgets/StageBar.h"

#include <QHBoxLayout>

namespace shouli::app::services {

using core::catalogue::MaterialRequirement;
using core::catalogue::Required;
using core::catalogue::Service;
using look::Tone;
using widgets::ChecklistRow;
using widgets::Pane;

namespace {

constexpr int listWidth = 330;

QString in(const core::base::LocalText &text)
{
    return text.in(office::shownLanguage());
}

} // namespace

ServicesPage::ServicesPage(const office::Session &session, QWidget *parent)
    : Page(parent)
    , m_list(new widgets::ChecklistView)
    , m_facts(new widgets::KeyValueList)
    , m_conditions(new widgets::ChecklistView)
    , m_stages(new widgets::StageBar)
    , m_materials(new widgets::ChecklistView)
{
    if (auto current = session.reference().catalogues->current(session.clock().today()))
        m_catalogue = *current;
    auto *all = new Pane;
    m_listHead = all->addSection({});
    all->add(m_list, Pane::Inset::EdgeToEdge, 1);
    auto *about = new Pane;
    m_head = about->addSection({}, {}, look::Theme::Text::Title);
    about->add(m_facts);
    m_stagesHead = about->addSection({});
    about->add(m_stages);
    m_conditionsHead = about->addSection({});
    about->add(m_conditions, Pane::Inset::EdgeToEdge, 1);
    auto *papers = new Pane;
    m_materialsHead = papers->addSection({});
    papers->add(m_materials, Pane::Inset::EdgeToEdge, 1);
    all->setFixedWidth(listWidth);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(all);
    columns->addWidget(about, 5);
    columns->addWidget(papers, 4);
    connect(m_list, &widgets::ChecklistView::currentRowChanged, this, &ServicesPage::showService);
    retranslate();
}

QString ServicesPage::title() const
{
    return tr("Services");
}

QString ServicesPage::boxHint() const
{
    return tr("name or code of a service, or a word of it");
}

QWidget *ServicesPage::mainList() const
{
    return m_list;
}

void ServicesPage::onOmniText(const QString &text)
{
    const QString typed = text.trimmed();
    QList<frame::ResultRow> rows;
    if (m_catalogue && !typed.isEmpty()) {
        for (const Service &service : m_catalogue->services()) {
            const QString words = service.code + u' ' + service.name.zh + u' ' + service.name.en + u' '
                + service.shortName.zh + u' ' + service.departmentName.zh;
            if (!words.contains(typed, Qt::CaseInsensitive))
                continue;
            frame::ResultRow row;
            row.key = service.code.toUtf8();
            row.title = in(service.name);
            row.facts = in(service.departmentName);
            row.number = service.code;
            rows.append(row);
        }
    }
    Q_EMIT resultsFound(rows, rows.isEmpty() && !typed.isEmpty() ? tr("No service has that name.") : QString());
}

void ServicesPage::onResultChosen(const QByteArray &code)
{
    const auto &rows = m_list->rows();
    for (int row = 0; row < rows.size(); ++row) {
        if (rows.at(row).key.toUtf8() == code)
            m_list->setCurrentRow(row);
    }
    m_list->setFocus(Qt::OtherFocusReason);
}

void ServicesPage::showList()
{
    QList<ChecklistRow> rows;
    if (m_catalogue) {
        for (const Service &service : m_catalogue->services()) {
            if (service.offered)
                rows.append({.key = service.code, .text = in(service.name), .note = service.code});
        }
    }
    m_listHead->setTitle(tr("%n services", nullptr, static_cast<int>(rows.size())));
    m_listHead->setHint(m_catalogue ? tr("catalogue %1").arg(m_catalogue->version()) : tr("no catalogue is in force"));
    m_list->setRows(rows);
    if (m_list->currentRow() < 0 && !rows.isEmpty())
        m_list->setCurrentRow(0);
}

void ServicesPage::showService()
{
    const QString code = m_list->rows().value(m_list->currentRow()).key;
    const Service *service = m_catalogue ? m_catalogue->byCode(code) : nullptr;
    if (service == nullptr)
        return;
    m_head->setTitle(in(service->name));
    m_head->setHint(service->code + QStringLiteral(" · ") + in(service->departmentName));
    QList<widgets::KeyValue> facts;
    const auto add = [&facts](const QString &label, const QString &value) {
        if (!value.isEmpty())
            facts.append({label, value});
    };
    add(tr("Who may apply"), in(service->applicant));
    if (const auto promised = service->promised())
        add(tr("Promised"), in(m_catalogue->text(promised->limit)));
    if (service->total.statutory)
        add(tr("By law"), in(m_catalogue->text(service->total.statutory->limit)));
    add(tr("Result"), in(service->result.document));
    add(tr("Fee"), service->feeYuan > 0 ? tr("%1 yuan").arg(service->feeYuan) : tr("free"));
    QStringList laws;
    for (const auto &law : service->legalBasis)
        laws.append((law.title + u' ' + law.number).trimmed());
    add(tr("Legal basis"), laws.mid(0, 2).join(u'；'));
    m_facts->setRows(facts);
    QList<widgets::Stage> stages;
    for (const auto &stage : service->stages) {
        if (!stage.outsideCase)
            stages.append({in(stage.shortName.isEmpty() ? stage.name : stage.shortName),
                           casework::CaseWords::limit(stage.limit.limit)});
    }
    m_stagesHead->setTitle(tr("Stages, and their limits in working days"));
    m_stages->setStages(stages);
    showConditions(*service);
    showMaterials(*service);
}

void ServicesPage::showConditions(const Service &service)
{
    QList<ChecklistRow> rows;
    const auto add = [&rows](const QString &text, const QString &note) {
        rows.append({.key = QString::number(rows.size()), .text = text, .note = note});
    };
    for (const auto &rule : service.eligibility.rules)
        add(in(rule.text), {});
    for (const auto &question : service.eligibility.manual)
        add(in(question), tr("judged by a person"));
    m_conditionsHead->setTitle(tr("Conditions"));
    m_conditionsHead->setHint(rows.isEmpty() ? tr("none") : QString());
    m_conditions->setRows(rows);
}

void ServicesPage::showMaterials(const Service &service)
{
    QList<ChecklistRow> rows;
    for (const MaterialRequirement &one : service.materials) {
        const auto *material = m_catalogue->material(one.material);
        QStringList notes;
        if (one.required == Required::Conditional)
            notes.append(tr("if it applies"));
        else if (one.required == Required::OneOf)
            notes.append(tr("one of several"));
        if (one.originals > 0)
            notes.append(tr("original %1").arg(one.originals));
        else if (one.originalShown)
            notes.append(tr("original to be shown"));
        if (one.copies > 0)
            notes.append(tr("copy %1").arg(one.copies));
        if (one.tolerable)
            notes.append(tr("may follow later"));
        rows.append({.key = one.material + QString::number(rows.size()),
                     .text = material != nullptr ? in(material->name) : one.material,
                     .note = notes.join(QStringLiteral(" · "))});
    }
    m_materialsHead->setTitle(tr("Papers"));
    m_materialsHead->setHint(QString::number(rows.size()));
    m_materials->setRows(rows);
}

void ServicesPage::retranslate()
{
    showList();
    showService();
}

} // namespace shouli::app::services
