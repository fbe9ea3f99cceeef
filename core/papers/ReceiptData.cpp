// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/papers/ReceiptData.h"

#include <algorithm>

namespace shouli::core::papers {

using cases::Delivered;
using forms::FormData;

namespace {

/// What the receipt calls the way; a telephone call hands nothing over.
QStringList codeOf(Delivered::Way way)
{
    switch (way) {
    case Delivered::Way::Counter:
        return {QStringLiteral("direct")};
    case Delivered::Way::Home:
        return {QStringLiteral("door")};
    case Delivered::Way::Post:
        return {QStringLiteral("post")};
    case Delivered::Way::Phone:
        break;
    }
    return {};
}

} // namespace

QString ReceiptData::joined(const Document &document)
{
    const QString number = document.number.simplified().remove(u' ');
    return number.isEmpty() ? document.name.trimmed() : document.name.trimmed() + u' ' + number;
}

ReceiptData::Document ReceiptData::parted(const QString &text)
{
    const qsizetype space = text.lastIndexOf(u' ');
    const QString last = text.mid(space + 1);
    const bool isNumber = std::any_of(last.cbegin(), last.cend(), [](QChar c) { return c.isDigit(); });
    if (space <= 0 || !isNumber)
        return {text, {}};
    return {text.left(space), last};
}

FormData ReceiptData::of(const PaperContext &context, const cases::CaseFile &file, const QList<Document> &documents,
                         Delivered::Way way, const QString &place)
{
    QList<FormData> rows;
    for (const Document &document : documents) {
        FormData row;
        row.set(QStringLiteral("name"), document.name)
            .set(QStringLiteral("number"), document.number)
            .set(QStringLiteral("copies"), QStringLiteral("1"));
        rows.append(row);
    }
    FormData data;
    data.set(QStringLiteral("office.county"), context.county)
        .set(QStringLiteral("office.name"), context.officeName())
        .set(QStringLiteral("applicant.name"), file.applicantName)
        .set(QStringLiteral("case.number"), file.number)
        .set(QStringLiteral("delivery.office"), context.county + context.officeName())
        .set(QStringLiteral("delivery.place"), place)
        .setCodes(QStringLiteral("delivery.way"), codeOf(way))
        .setList(QStringLiteral("delivery.documents"), rows);
    return data;
}

} // namespace shouli::core::papers
