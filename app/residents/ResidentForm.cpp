// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/residents/ResidentForm.h"

#include "app/people/FindingWords.h"
#include "app/people/RecordWords.h"
#include "app/residents/BelongingPane.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/Pane.h"
#include "core/residents/ResidentStore.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace shouli::app::residents {

using core::residents::Resident;
using core::residents::ResidentDraft;
using core::residents::Severity;
using look::Tone;
using widgets::ChecklistRow;
using widgets::Mark;
using widgets::Pane;
using F = core::residents::ResidentField;

namespace {

/// Two columns, in the order of Tab.
const QList<F> leftFields{F::Name,          F::DocumentNumber, F::Sex,      F::BirthDate,  F::Ethnic,   F::Phone,
                          F::LivingAddress, F::HukouAddress,   F::Relation, F::FormerName, F::SmallName};
const QList<F> rightFields{F::DocumentValidTo, F::Marital,   F::Education, F::WorkStatus,  F::WorkPlace, F::OtherPhone,
                           F::ResidenceStatus, F::AwayPlace, F::BankName,  F::BankAccount, F::Remark};
constexpr int mostLikely = 5;

} // namespace

ResidentForm::ResidentForm(const office::Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_search(session.pinyin())
    , m_findings(new widgets::ChecklistView)
    , m_likely(new widgets::ChecklistView)
    , m_belonging(new BelongingPane(session))
{
    auto *typing = new Pane;
    m_head = typing->addSection({}, {}, look::Theme::Text::Title);
    auto *body = new QWidget;
    body->setAutoFillBackground(false);
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(3 * look::Theme::grid);
    grid->setVerticalSpacing(2 * look::Theme::grid);
    for (int row = 0; row < leftFields.size(); ++row)
        addField(grid, leftFields.at(row), row, 0);
    for (int row = 0; row < rightFields.size(); ++row)
        addField(grid, rightFields.at(row), row, 2);
    QWidget *before = nullptr;
    for (const F one : leftFields + rightFields) {
        if (before != nullptr)
            setTabOrder(before, m_fields.value(one));
        before = m_fields.value(one);
    }
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(3, 2);
    typing->add(body);
    auto *watching = new Pane;
    m_findingsHead = watching->addSection({});
    watching->add(m_findings, Pane::Inset::EdgeToEdge);
    m_likelyHead = watching->addSection({});
    watching->add(m_likely, Pane::Inset::EdgeToEdge);
    m_findings->setFocusPolicy(Qt::NoFocus);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(3 * look::Theme::grid);
    columns->addWidget(typing, 5);
    auto *right = new QVBoxLayout;
    right->setSpacing(3 * look::Theme::grid);
    right->addWidget(watching);
    right->addWidget(m_belonging, 1);
    columns->addLayout(right, 3);
    m_findings->setDense(true);
    m_likely->setDense(true);
    connect(m_belonging, &BelongingPane::householdChosen, this, &ResidentForm::setHousehold);
    connect(m_belonging, &BelongingPane::changed, this, &ResidentForm::changed);
    connect(m_likely, &widgets::ChecklistView::opened, this,
            [this](int row) { Q_EMIT chosen(QByteArray::fromHex(m_likely->rows().at(row).key.toLatin1())); });
}

void ResidentForm::addField(QGridLayout *grid, F field, int row, int column)
{
    auto *label = new QLabel;
    auto *edit = new QLineEdit;
    label->setBuddy(edit);
    grid->addWidget(label, row, column);
    grid->addWidget(edit, row, column + 1);
    m_labels.insert(field, label);
    m_fields.insert(field, edit);
    connect(edit, &QLineEdit::textEdited, this, [this, field](const QString &text) { typed(field, text); });
    connect(edit, &QLineEdit::returnPressed, this, [this] { focusNextChild(); });
    connect(edit, &QLineEdit::editingFinished, this, [this, field] {
        if (!m_draft.isUnread(field))
            fill(field); // as it will be stored
        showFindings();
    });
}

void ResidentForm::edit(const ResidentDraft &draft, const Belonging &belonging, const QString &title,
                        const QString &hint)
{
    m_draft = draft;
    m_belonging->show(draft.resident(), belonging);
    m_head->setTitle(title);
    m_head->setHint(hint);
    for (const F one : leftFields + rightFields)
        fill(one);
    m_fields.value(F::Name)->setFocus(Qt::OtherFocusReason);
    retranslate();
}

void ResidentForm::retranslate()
{
    for (auto it = m_labels.cbegin(); it != m_labels.cend(); ++it) {
        it.value()->setText(people::RecordWords::field(it.key()));
        m_fields.value(it.key())->setAccessibleName(it.value()->text());
    }
    m_belonging->retranslate();
    m_findingsHead->setTitle(tr("What to look at"));
    m_likelyHead->setTitle(tr("May be the same person"));
    m_fields.value(F::Relation)->setPlaceholderText(tr("a word or code of GB/T 4761: 长子, 22"));
    m_fields.value(F::BirthDate)->setPlaceholderText(tr("1959-03-07, or the year"));
    showFindings();
    showLikely();
}

void ResidentForm::setHousehold(core::residents::HouseholdId id, const QString &address)
{
    Resident &person = m_draft.edit();
    const bool isNew = m_belonging->belonging().made.has_value();
    person.household = id;
    if (isNew)
        person.relation = core::residents::codes::head;
    else if (person.relation == core::residents::codes::head)
        person.relation = {}; // of the one before
    if (person.livingAddress.isEmpty())
        person.livingAddress = address;
    fill(F::Relation);
    fill(F::LivingAddress);
    m_fields.value(isNew ? F::LivingAddress : F::Relation)->setFocus(Qt::OtherFocusReason);
    showFindings();
    Q_EMIT changed();
}

office::CodeWords ResidentForm::words() const
{
    return office::CodeWords(m_session.reference().codes);
}

QString ResidentForm::shown(F field) const
{
    if (m_draft.isUnread(field))
        return m_draft.text(field);
    return people::RecordWords::value(m_draft.resident(), field, words());
}

void ResidentForm::fill(F field)
{
    QLineEdit *edit = m_fields.value(field);
    if (edit->text() != shown(field))
        edit->setText(shown(field));
}

void ResidentForm::typed(F field, const QString &text)
{
    m_draft.type(field, people::RecordWords::typed(field, text, words()));
    if (field == F::DocumentNumber) {
        m_draft.fillFromNumber();
        fill(F::Sex);
        fill(F::BirthDate);
    }
    showFindings();
    if (field == F::Name || field == F::DocumentNumber)
        showLikely();
    Q_EMIT changed();
}

QString ResidentForm::problem() const
{
    const auto findings = m_draft.validate(m_session.clock().today());
    for (const auto &one : findings) {
        if (one.finding.severity == Severity::Impossible)
            return tr("%1: %2").arg(people::RecordWords::field(one.field), people::FindingWords::of(one.finding, words()));
    }
    return m_belonging->problem();
}

void ResidentForm::showFindings()
{
    QList<ChecklistRow> rows;
    const auto findings = m_draft.validate(m_session.clock().today());
    for (const auto &one : findings) {
        const QLineEdit *edit = m_fields.value(one.field);
        if (edit != nullptr && edit->hasFocus())
            continue; // half a number is no wrong number
        const bool impossible = one.finding.severity == Severity::Impossible;
        rows.append({.key = QString::number(static_cast<int>(one.field)) + u':'
                         + QString::number(static_cast<int>(one.finding.code)),
                     .mark = impossible ? Mark::No : Mark::Attention,
                     .text = people::RecordWords::field(one.field),
                     .note = people::FindingWords::of(one.finding, words()),
                     .noteTone = impossible ? Tone::Bad : Tone::Warn,
                     .selectable = false});
    }
    m_findingsHead->setHint(rows.isEmpty() ? tr("nothing odd")
                                           : tr("only what cannot be (✗) keeps it from being kept"));
    m_findings->setRows(rows);
}

void ResidentForm::showLikely()
{
    QList<ChecklistRow> rows;
    const Resident &own = m_draft.resident();
    const QDate today = m_session.clock().today();
    const auto add = [&](core::residents::ResidentId id, const QString &name, const QString &note, Tone tone) {
        const QString key = QString::fromLatin1(id.toBytes().toHex());
        for (const ChecklistRow &row : std::as_const(rows)) {
            if (row.key == key)
                return;
        }
        if (id != own.id && rows.size() < mostLikely)
            rows.append({.key = key, .text = name, .note = note, .noteTone = tone});
    };
    if (!own.documentNumber.isEmpty()) {
        const auto same = core::residents::ResidentStore::findByDocument(m_session.reader(), own.documentNumber);
        if (same) {
            for (const Resident &one : *same)
                add(one.id, one.name, tr("has this ID number"), Tone::Bad);
        }
    }
    if (own.name.size() >= 2) {
        core::residents::search::ResidentSearch::Options options;
        options.limit = 2 * mostLikely;
        options.today = today;
        const auto found = m_search.find(m_session.reader(), own.name, options);
        if (found) {
            for (const auto &hit : found->hits) {
                if (hit.name == own.name || hit.otherName == own.name)
                    add(hit.id, hit.name,
                        hit.age >= 0 ? tr("%n years", nullptr, hit.age) + QStringLiteral(" · ") + hit.address
                                     : hit.address,
                        Tone::Dim);
            }
        }
    }
    m_likelyHead->setHint(rows.isEmpty() ? tr("nobody") : tr("Enter opens; what is typed is kept"));
    m_likely->setRows(rows);
}

} // namespace shouli::app::residents
