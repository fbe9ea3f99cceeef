// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings/SettingsPage.h"

#include "app/look/ToneLabel.h"
#include "app/widgets/KeyValueList.h"
#include "app/widgets/Pane.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace shouli::app::settings {

using look::Tone;
using look::ToneLabel;
using widgets::Pane;

namespace {

constexpr int columnWidth = 760;
constexpr int labelWidth = 150;

QString serverOf(const sync::client::Installation &installation)
{
    return QStringLiteral("%1:%2").arg(installation.serverHost).arg(installation.serverPort);
}

} // namespace

SettingsPage::SettingsPage(office::Session &session, QWidget *parent)
    : Page(parent)
    , m_session(session)
    , m_about(new widgets::KeyValueList)
    , m_address{new ToneLabel, new QLineEdit, new ToneLabel({}, Tone::Dim)}
    , m_name{new ToneLabel, new QLineEdit, new ToneLabel({}, Tone::Dim)}
    , m_password{new ToneLabel, new QLineEdit, new ToneLabel({}, Tone::Dim)}
    , m_outcome(new ToneLabel)
{
    auto *card = new Pane;
    m_aboutHead = card->addSection({}, {}, look::Theme::Text::Title);
    card->add(m_about);
    m_proxyHead = card->addSection({});
    auto *form = new QWidget;
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, labelWidth);
    grid->setColumnStretch(1, 1);
    int line = 0;
    for (const Row &row : {m_address, m_name, m_password}) {
        row.label->setBuddy(row.field);
        grid->addWidget(row.label, line, 0);
        grid->addWidget(row.field, line++, 1);
        grid->addWidget(row.hint, line++, 1);
        connect(row.field, &QLineEdit::textEdited, this, [this] {
            m_saved = false;
            setWords();
            Q_EMIT changed();
        });
        connect(row.field, &QLineEdit::returnPressed, this, &SettingsPage::save);
    }
    m_password.field->setEchoMode(QLineEdit::Password);
    card->add(form);
    card->add(m_outcome);
    card->setMaximumWidth(columnWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    column->addStretch(1);
    show(m_session.installation().proxy);
    retranslate();
}

QString SettingsPage::title() const
{
    return tr("Settings");
}

QWidget *SettingsPage::mainList() const
{
    return m_address.field;
}

QList<frame::PageAction> SettingsPage::actions() const
{
    auto *self = const_cast<SettingsPage *>(this);
    const auto setting = entered();
    return {{.text = tr("Save"),
             .key = Qt::Key_F12,
             .role = frame::PageAction::Role::Primary,
             .run = [self] { self->save(); },
             .enabled = !setting || *setting != m_session.installation().proxy,
             .disabledReason = tr("Nothing is changed.")}};
}

void SettingsPage::show(const Setting &setting)
{
    const bool named = setting.way == Setting::Way::Named;
    Setting bare = setting;
    bare.user.clear();
    bare.password.clear();
    m_address.field->setText(bare.toString());
    m_name.field->setText(named ? setting.user : QString());
    m_password.field->setText(named ? setting.password : QString());
}

std::optional<SettingsPage::Setting> SettingsPage::entered() const
{
    auto setting = Setting::parse(m_address.field->text());
    if (!setting)
        return {};
    if (setting->way != Setting::Way::Named)
        return *setting;
    if (const QString name = m_name.field->text().trimmed(); !name.isEmpty()) {
        setting->user = name;
        setting->password = m_password.field->text();
    }
    return *setting;
}

void SettingsPage::retranslate()
{
    setWords();
}

void SettingsPage::setWords()
{
    const auto &installation = m_session.installation();
    m_aboutHead->setTitle(tr("This computer"));
    m_about->setRows({{tr("County"), installation.countyName},
                      {tr("Server address"), serverOf(installation)},
                      {tr("Office"), m_session.office().name},
                      {tr("Number of this computer"), QString::number(m_session.deviceNumber())}});
    m_proxyHead->setTitle(tr("Proxy of this network"));
    m_address.label->setText(tr("Proxy address"));
    m_address.field->setPlaceholderText(tr("empty: as the operating system says"));
    const bool wrong = m_tried && !entered();
    m_address.hint->setText(wrong ? tr("An address and a port, such as 10.1.2.3:3128; or the word direct; or nothing.")
                                  : tr("Only where the network asks for one. It sees that the county is talked to, and "
                                       "nothing of what is said."));
    m_address.hint->setTone(wrong ? Tone::Warn : Tone::Dim);
    m_address.field->setAccessibleDescription(m_address.hint->text());
    m_name.label->setText(tr("Name"));
    m_name.hint->setText(tr("Only where the proxy asks for a name and a password."));
    m_password.label->setText(tr("Password"));
    for (const Row &row : {m_address, m_name, m_password})
        row.field->setAccessibleName(row.label->text());
    m_outcome->setText(m_saved ? tr("Saved. It holds from the next connection on.") : QString());
    m_outcome->setTone(Tone::Ok);
}

void SettingsPage::save()
{
    m_tried = true;
    const auto setting = entered();
    setWords();
    if (!setting) {
        m_address.field->setFocus();
        return;
    }
    m_session.useProxy(*setting).then(this, [this](const core::base::Result<void> &kept) {
        if (!kept) {
            Q_EMIT failed(kept.error());
            return;
        }
        m_tried = false;
        m_saved = true;
        show(m_session.installation().proxy);
        setWords();
        Q_EMIT changed();
    });
}

} // namespace shouli::app::settings
