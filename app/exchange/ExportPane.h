// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/TableWriter.h"

#include <QWidget>

class QLineEdit;

namespace shouli::app::look {
class SectionHeader;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
} // namespace shouli::app::widgets

namespace shouli::app::exchange {

/// What kind of file the register goes into, and for what. Space ticks.
class ExportPane : public QWidget {
    Q_OBJECT

public:
    struct Choice {
        core::exchange::TableWriter::Format format = core::exchange::TableWriter::Format::Xlsx;
        bool codes = false;
        bool whole = false;
        QString purpose;
    };

    /// `mayWhole`: the role may have it without masks.
    explicit ExportPane(bool mayWhole, QWidget *parent = nullptr);

    [[nodiscard]] Choice choice() const;
    [[nodiscard]] QLineEdit *purpose() const { return m_purpose; }
    /// As words for the audit log: "whole xlsx codes: 年度核对".
    [[nodiscard]] QString record() const;
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void toggle(int row);
    void show();

    bool m_mayWhole;
    Choice m_choice;
    look::SectionHeader *m_head;
    look::ToneLabel *m_purposeLabel;
    QLineEdit *m_purpose;
    look::SectionHeader *m_optionsHead;
    widgets::ChecklistView *m_options;
};

} // namespace shouli::app::exchange
