// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/counter/ProxyDialog.h"

#include "app/look/KeyButton.h"
#include "app/look/ToneLabel.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/NoticeBox.h"
#include "core/residents/CitizenNumber.h"
#include "core/residents/Masking.h"

#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>

namespace shouli::app::counter {

using core::cases::Proxy;
using core::residents::CitizenNumber;
using core::residents::Masking;
using core::residents::RelationCode;
using core::residents::family::FamilyView;
using look::KeyButton;
using look::Tone;
using look::ToneLabel;
using office::CodeWords;

namespace {

constexpr int narrowest = 520;
constexpr int longest = 64;

} // namespace

ProxyDialog::ProxyDialog(const FamilyView &family, core::residents::ResidentId applicant, const Proxy &proxy,
                         const QDate &today, const CodeWords &words, QWidget *parent)
    : QDialog(parent)
    , m_today(today)
    , m_words(words)
    , m_lead(new ToneLabel)
    , m_family(new widgets::ChecklistView)
    , m_message(new widgets::NoticeBox)
    , m_ok(new KeyButton({}, QKeySequence(Qt::Key_Return), KeyButton::Role::Primary))
    , m_cancel(new KeyButton({}, QKeySequence(Qt::Key_Escape), KeyButton::Role::Secondary))
{
    for (const auto *people : {&family.members, &family.elsewhere}) {
        for (const auto &member : *people) {
            if (member.resident.id != applicant)
                m_people.append(member);
        }
    }
    build();
    m_fields.at(Name)->setText(proxy.name);
    m_fields.at(Relation)->setText(m_words.relation(proxy.relation));
    m_fields.at(Number)->setText(proxy.documentNumber);
    m_fields.at(Phone)->setText(proxy.phone);
    retranslate();
    if (m_people.isEmpty() || !proxy.isNull())
        m_fields.at(Name)->setFocus();
    else
        m_family->setFocus();
}

void ProxyDialog::build()
{
    auto *all = new QVBoxLayout(this);
    all->setSpacing(2 * look::Theme::grid);
    all->addWidget(m_lead);
    all->addWidget(m_family);
    auto *grid = new QGridLayout;
    for (int i = 0; i < fieldCount; ++i) {
        auto *label = new ToneLabel({}, Tone::Dim);
        auto *field = new QLineEdit;
        field->setMaxLength(longest);
        label->setBuddy(field);
        grid->addWidget(label, i, 0);
        grid->addWidget(field, i, 1);
        m_labels.append(label);
        m_fields.append(field);
    }
    grid->setColumnStretch(1, 1);
    all->addLayout(grid);
    all->addWidget(m_message);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_ok);
    all->addLayout(buttons);
    m_ok->setDefault(true);
    m_cancel->setAutoDefault(false);
    setMinimumWidth(narrowest);
    connect(m_family, &widgets::ChecklistView::opened, this, &ProxyDialog::take);
    connect(m_family, &widgets::ChecklistView::toggleRequested, this, &ProxyDialog::take);
    connect(m_ok, &KeyButton::clicked, this, &ProxyDialog::accept);
    connect(m_cancel, &KeyButton::clicked, this, &ProxyDialog::reject);
}

void ProxyDialog::retranslate()
{
    setWindowTitle(tr("Who came for the resident"));
    m_lead->setText(m_people.isEmpty()
                        ? tr("Leave all empty if the resident came in person.")
                        : tr("One of the family: ↑↓, Enter. Or Tab, and type. Leave all empty if the resident came in "
                             "person."));
    m_labels.at(Name)->setText(tr("Name"));
    m_labels.at(Relation)->setText(tr("Relation to the resident"));
    m_labels.at(Number)->setText(tr("ID number"));
    m_labels.at(Phone)->setText(tr("Telephone"));
    for (int i = 0; i < fieldCount; ++i)
        m_fields.at(i)->setAccessibleName(m_labels.at(i)->text());
    m_ok->setText(tr("Take"));
    m_cancel->setText(tr("Cancel"));
    showFamily();
}

void ProxyDialog::showFamily()
{
    QList<widgets::ChecklistRow> rows;
    for (const auto &member : std::as_const(m_people)) {
        const auto &person = member.resident;
        widgets::ChecklistRow row;
        row.key = person.id.toString();
        row.text = person.name;
        row.note = m_words.of(member.toApplicant) + QStringLiteral("  ")
            + Masking::shown(Masking::Field::DocumentNumber, Masking::Place::Record, person.documentNumber);
        rows.append(row);
    }
    m_family->setRows(rows);
    m_family->setVisible(!rows.isEmpty());
}

void ProxyDialog::take(int row)
{
    const auto &member = m_people.at(row);
    m_fields.at(Name)->setText(member.resident.name);
    m_fields.at(Relation)->setText(m_words.of(member.toApplicant));
    m_fields.at(Number)->setText(member.resident.documentNumber);
    m_fields.at(Phone)->setText(member.resident.phone);
    if (problem().isEmpty())
        m_ok->setFocus();
    else
        m_fields.at(Phone)->setFocus();
}

Proxy ProxyDialog::proxy() const
{
    const auto text = [this](Field field) { return m_fields.at(field)->text().trimmed(); };
    return {text(Name), text(Phone), m_words.typed(CodeWords::listOf(RelationCode::system), text(Relation)),
            CitizenNumber::normalised(text(Number))};
}

QString ProxyDialog::problem() const
{
    const Proxy given = proxy();
    if (given.isNull())
        return {};
    if (given.name.isEmpty() || given.phone.isEmpty())
        return tr("A name and a telephone number are needed.");
    if (!given.documentNumber.isEmpty() && !CitizenNumber::read(given.documentNumber, m_today).number)
        return tr("This ID number cannot exist: its date, region or last digit does not fit. Compare it with the ID "
                  "card, digit by digit.");
    return {};
}

void ProxyDialog::accept()
{
    const QString wrong = problem();
    if (wrong.isEmpty())
        return QDialog::accept();
    m_message->setNotice(widgets::NoticeBox::Kind::Danger, wrong);
    const Proxy given = proxy();
    m_fields.at(given.name.isEmpty() ? Name : (given.phone.isEmpty() ? Phone : Number))->setFocus();
}

void ProxyDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace shouli::app::counter
