// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/exchange/ImportFile.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QScrollArea;

namespace shouli::app::look {
class SectionHeader;
class ToneLabel;
} // namespace shouli::app::look

namespace shouli::app::exchange {

/// Which column of a file is which field: its heading, what stands below it, and a choice that begins as guessed.
/// Tab goes from one to the next; letters and arrows choose.
class ColumnsPane : public QWidget {
    Q_OBJECT

public:
    explicit ColumnsPane(QWidget *parent = nullptr);

    void setFile(const core::residents::exchange::ImportFile &file);
    [[nodiscard]] const core::residents::exchange::ColumnMap &map() const { return m_map; }
    [[nodiscard]] QWidget *firstChoice() const;
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void build();
    void choose(int column, int choice);
    void show();

    core::residents::exchange::ImportFile m_file;
    core::residents::exchange::ColumnMap m_map;
    look::SectionHeader *m_head;
    QScrollArea *m_area;
    QList<QComboBox *> m_choices;
    bool m_showing = false;
};

} // namespace shouli::app::exchange
