// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/Page.h"

class QStandardItemModel;

namespace shouli::app::look {
class SectionHeader;
class ToneLabel;
} // namespace shouli::app::look
namespace shouli::app::widgets {
class ChecklistView;
class DataTable;
class OpinionEdit;
class OpinionList;
class Pane;
class SegmentBar;
class StageBar;
} // namespace shouli::app::widgets

namespace shouli::app::gallery {

/// The reviewer's queue with made-up cases.
class ReviewSample : public frame::Page {
    Q_OBJECT

public:
    explicit ReviewSample(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] look::Icon::Name icon() const override { return look::Icon::Tasks; }
    [[nodiscard]] int badge() const override { return 12; }
    [[nodiscard]] QList<frame::PageAction> actions() const override;
    [[nodiscard]] QString hint() const override;
    [[nodiscard]] QString boxHint() const override;
    [[nodiscard]] QString topInfo() const override;
    [[nodiscard]] QWidget *mainList() const override;

    /// Takes the rows away, to show what stands in their place.
    void empty();

protected:
    void retranslate() override;

private:
    void fillTable();
    void fillCase();

    bool m_isEmpty = false;
    QStandardItemModel *m_cases;
    widgets::SegmentBar *m_segments;
    widgets::DataTable *m_table;
    look::ToneLabel *m_alike;
    look::SectionHeader *m_caseHeader;
    widgets::StageBar *m_stages;
    look::SectionHeader *m_papersHeader;
    widgets::ChecklistView *m_papers;
    look::SectionHeader *m_registerHeader;
    widgets::ChecklistView *m_register;
    look::SectionHeader *m_opinionsHeader;
    widgets::OpinionList *m_opinions;
    widgets::OpinionEdit *m_opinion;
};

} // namespace shouli::app::gallery
