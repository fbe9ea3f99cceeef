// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/ExportPane.h"

#include "app/look/SectionHeader.h"
#include "app/look/ToneLabel.h"
#include "app/widgets/ChecklistView.h"
#include "app/widgets/Pane.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace shouli::app::exchange {

using Format = core::exchange::TableWriter::Format;
using look::Tone;
using look::ToneLabel;
using widgets::ChecklistRow;
using widgets::ChecklistView;
using widgets::Mark;
using widgets::Pane;

namespace {

constexpr int columnWidth = 760;

QString wordOf(Format format)
{
    switch (format) {
    case Format::Xlsx:
        return QStringLiteral("xlsx");
    case Format::CsvUtf8:
        return QStringLiteral("csv-utf8");
    case Format::CsvGb18030:
        return QStringLiteral("csv-gb18030");
    }
    return {};
}

} // namespace

ExportPane::ExportPane(bool mayWhole, QWidget *parent)
    : QWidget(parent)
    , m_mayWhole(mayWhole)
    , m_purposeLabel(new ToneLabel)
    , m_purpose(new QLineEdit)
    , m_options(new ChecklistView)
{
    auto *card = new Pane;
    m_head = card->addSection({}, {}, look::Theme::Text::Title);
    m_purposeLabel->setBuddy(m_purpose);
    card->add(m_purposeLabel);
    card->add(m_purpose);
    m_optionsHead = card->addSection({});
    card->add(m_options, Pane::Inset::EdgeToEdge);
    card->setMaximumWidth(columnWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    column->addStretch(1);
    connect(m_purpose, &QLineEdit::textChanged, this, &ExportPane::changed);
    connect(m_options, &ChecklistView::toggleRequested, this, &ExportPane::toggle);
    connect(m_options, &ChecklistView::opened, this, &ExportPane::toggle);
    retranslate();
}

ExportPane::Choice ExportPane::choice() const
{
    Choice choice = m_choice;
    choice.purpose = m_purpose->text().simplified();
    return choice;
}

QString ExportPane::record() const
{
    return QStringLiteral("%1 %2%3: %4")
        .arg(m_choice.whole ? QStringLiteral("whole") : QStringLiteral("masked"), wordOf(m_choice.format),
             m_choice.codes ? QStringLiteral(" codes") : QString(), choice().purpose);
}

void ExportPane::toggle(int row)
{
    const QString key = m_options->rows().value(row).key;
    for (const Format format : {Format::Xlsx, Format::CsvUtf8, Format::CsvGb18030}) {
        if (key == wordOf(format))
            m_choice.format = format;
    }
    if (key == u"codes")
        m_choice.codes = !m_choice.codes;
    if (key == u"whole")
        m_choice.whole = !m_choice.whole && m_mayWhole;
    show();
    Q_EMIT changed();
}

void ExportPane::show()
{
    const auto row = [](const QString &key, bool on, const QString &text, const QString &note) {
        return ChecklistRow{.key = key, .mark = on ? Mark::Yes : Mark::None, .text = text, .note = note};
    };
    const auto format = [&](Format one, const QString &text, const QString &note) {
        return row(wordOf(one), m_choice.format == one, text, note);
    };
    QList<ChecklistRow> rows{
        format(Format::Xlsx, tr("Workbook"), tr("for spreadsheets")),
        format(Format::CsvUtf8, tr("Text, UTF-8"), tr("for other systems")),
        format(Format::CsvGb18030, tr("Text, GB18030"), tr("for older systems")),
        row(QStringLiteral("codes"), m_choice.codes, tr("Codes of the standards"), tr("in place of their words")),
    };
    if (m_mayWhole)
        rows.append(row(QStringLiteral("whole"), m_choice.whole, tr("Nothing left out"),
                        tr("whole names, numbers and addresses; only where the purpose needs them")));
    m_options->setRows(rows);
}

void ExportPane::retranslate()
{
    m_head->setTitle(tr("The register into a file"));
    m_head->setHint(tr("masked, unless you choose otherwise"));
    m_purposeLabel->setText(tr("For whom and for what (kept in the log, with your name)"));
    m_purpose->setAccessibleName(m_purposeLabel->text());
    m_optionsHead->setTitle(tr("What kind of file"));
    show();
}

} // namespace shouli::app::exchange
