// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/CardSheet.h"

namespace shouli::core::forms::setting {

namespace {

constexpr QSizeF sheetSize(297, 210);
constexpr double markLength = 4; // mm

void addShifted(FormPage &sheet, const FormPage &card, QPointF by)
{
    for (PageText text : card.texts) {
        text.baseline += by.y();
        for (double &x : text.x)
            x += by.x();
        sheet.texts.push_back(std::move(text));
    }
    for (PageLine line : card.lines) {
        line.line.translate(by);
        sheet.lines.push_back(line);
    }
    for (PageBox box : card.boxes) {
        box.rect.translate(by);
        sheet.boxes.push_back(box);
    }
    for (PageCode code : card.codes) {
        code.rect.translate(by);
        sheet.codes.push_back(std::move(code));
    }
    for (PageField field : card.fields) {
        field.cell.translate(by);
        sheet.fields.push_back(std::move(field));
    }
}

void addCutMarks(FormPage &sheet)
{
    const QPointF middle(sheetSize.width() / 2, sheetSize.height() / 2);
    const double right = sheetSize.width();
    const double bottom = sheetSize.height();
    for (const QLineF mark :
         {QLineF(middle.x(), 0, middle.x(), markLength), QLineF(middle.x(), bottom - markLength, middle.x(), bottom),
          QLineF(0, middle.y(), markLength, middle.y()), QLineF(right - markLength, middle.y(), right, middle.y()),
          QLineF(middle.x() - markLength, middle.y(), middle.x() + markLength, middle.y()),
          QLineF(middle.x(), middle.y() - markLength, middle.x(), middle.y() + markLength)})
        sheet.lines.push_back({mark, 0.25, false});
}

} // namespace

FormPages onA4(const std::vector<FormPages> &cards)
{
    FormPages sheets;
    std::vector<const FormPage *> first;
    std::vector<const FormPage *> rest;
    for (const FormPages &card : cards) {
        sheets.id = card.id;
        sheets.title = card.title;
        for (std::size_t i = 0; i < card.pages.size(); ++i)
            (i == 0 ? first : rest).push_back(&card.pages[i]);
    }
    first.insert(first.end(), rest.begin(), rest.end());
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (i % cardsOnA4 == 0) {
            sheets.pages.emplace_back();
            sheets.pages.back().size = sheetSize;
            addCutMarks(sheets.pages.back());
        }
        const double left = i % 2 == 0 ? 0 : sheetSize.width() / 2;
        const double top = i % cardsOnA4 < 2 ? 0 : sheetSize.height() / 2;
        // the card is 148 mm wide, its quarter 148.5
        const QPointF inQuarter((sheetSize.width() / 2 - first[i]->size.width()) / 2,
                                (sheetSize.height() / 2 - first[i]->size.height()) / 2);
        addShifted(sheets.pages.back(), *first[i], QPointF(left, top) + inQuarter);
    }
    return sheets;
}

} // namespace shouli::core::forms::setting
