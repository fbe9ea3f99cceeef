// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/exchange/ColumnsPane.h"

#include "app/exchange/ExchangeWords.h"
#include "app/look/SectionHeader.h"
#include "app/look/ToneLabel.h"
#include "app/widgets/Pane.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace shouli::app::exchange {

using core::residents::exchange::ColumnMap;
using core::residents::exchange::ImportFile;
using core::residents::exchange::Target;
using look::Tone;
using look::ToneLabel;
using widgets::Pane;

namespace {

constexpr int longestSample = 28; // characters

QString shortened(const QString &text)
{
    const QString line = QString(text).replace(u'\n', u' ');
    return line.size() > longestSample ? line.left(longestSample) + QChar(0x2026) : line;
}

} // namespace

ColumnsPane::ColumnsPane(QWidget *parent)
    : QWidget(parent)
    , m_area(new QScrollArea)
{
    auto *card = new Pane;
    m_head = card->addSection({}, {}, look::Theme::Text::Title);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    card->add(m_area, Pane::Inset::Padded, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
}

void ColumnsPane::setFile(const ImportFile &file)
{
    m_file = file;
    m_map = file.guess;
    build();
}

QWidget *ColumnsPane::firstChoice() const
{
    return m_choices.value(0);
}

void ColumnsPane::build()
{
    m_choices.clear();
    auto *rows = new QWidget;
    auto *grid = new QGridLayout(rows);
    grid->setContentsMargins(0, 0, 2 * look::Theme::grid, 0);
    grid->setHorizontalSpacing(4 * look::Theme::grid);
    grid->setColumnStretch(2, 1);
    const auto headings = {tr("Column"), tr("Is taken as"), tr("In the first rows")};
    int at = 0;
    for (const QString &heading : headings)
        grid->addWidget(new ToneLabel(heading, Tone::Dim), 0, at++);
    const auto choices = ColumnMap::choices();
    for (int column = 0; column < m_file.headings.size(); ++column) {
        const QString heading = m_file.headings.at(column);
        auto *label = new ToneLabel(heading.isEmpty() ? tr("Column %1").arg(column + 1) : shortened(heading));
        QStringList samples;
        for (const QStringList &sample : m_file.samples) {
            if (!sample.value(column).trimmed().isEmpty())
                samples.append(shortened(sample.value(column).trimmed()));
        }
        auto *choice = new QComboBox;
        choice->setMaxVisibleItems(20);
        choice->setAccessibleName(label->text());
        for (const Target &target : choices)
            choice->addItem(ExchangeWords::target(target));
        label->setBuddy(choice);
        auto *shown = new ToneLabel(samples.join(QStringLiteral("  ·  ")), Tone::Dim);
        shown->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        grid->addWidget(label, column + 1, 0);
        grid->addWidget(choice, column + 1, 1);
        grid->addWidget(shown, column + 1, 2);
        connect(choice, &QComboBox::currentIndexChanged, this, [this, column](int index) { choose(column, index); });
        m_choices.append(choice);
    }
    grid->setRowStretch(static_cast<int>(m_file.headings.size()) + 1, 1);
    m_area->setWidget(rows);
    rows->setAutoFillBackground(false); // which setWidget() turns on
    m_area->viewport()->setAutoFillBackground(false);
    show();
}

void ColumnsPane::choose(int column, int choice)
{
    if (m_showing)
        return;
    m_map.set(column, ColumnMap::choices().value(choice));
    show();
    Q_EMIT changed();
}

void ColumnsPane::show()
{
    m_showing = true;
    const auto choices = ColumnMap::choices();
    for (int column = 0; column < m_choices.size(); ++column)
        m_choices.at(column)->setCurrentIndex(static_cast<int>(choices.indexOf(m_map.target(column))));
    m_showing = false;
    m_head->setTitle(tr("Columns of %1").arg(QFileInfo(m_file.path).fileName()));
    m_head->setHint(tr("%1 of %2 taken").arg(m_map.recognised()).arg(m_file.headings.size()));
}

void ColumnsPane::retranslate()
{
    build();
}

} // namespace shouli::app::exchange
