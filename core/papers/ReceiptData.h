// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseRecord.h"
#include "core/forms/FormData.h"
#include "core/papers/PaperContext.h"

#include <QList>
#include <QString>

namespace shouli::core::papers {

/// What the delivery receipt (送达回证, WS-07) is filled in with before it is signed by hand. Names,
/// signatures, times and what a witness writes stay blank. Keys: resources/forms/KEYS.md.
struct ReceiptData {
    /// One document that is handed over.
    struct Document {
        QString name;
        QString number; ///< empty: none
        bool operator==(const Document &) const = default;
    };

    /// How a collected certificate is kept as one text, and read again: the number is the last word
    /// if it has a digit.
    [[nodiscard]] static QString joined(const Document &document);
    [[nodiscard]] static Document parted(const QString &text);

    /// `place`: where it is handed over; empty: for the pen.
    [[nodiscard]] static forms::FormData of(const PaperContext &context, const cases::CaseFile &file,
                                            const QList<Document> &documents, cases::Delivered::Way way,
                                            const QString &place);
};

} // namespace shouli::core::papers
