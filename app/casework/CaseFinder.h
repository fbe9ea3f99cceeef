// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/frame/ResultModel.h"
#include "app/office/Session.h"
#include "core/cases/CaseId.h"

#include <QCoreApplication>

#include <optional>

namespace shouli::app::casework {

/// From what was scanned or typed to a case of this office. GUI thread; `session` must outlive it.
class CaseFinder {
    Q_DECLARE_TR_FUNCTIONS(shouli::app::casework::CaseFinder)

public:
    explicit CaseFinder(const office::Session &session);

    /// The code of a card, checked without a line, or a case number. Errors: CardMalformed (neither of
    /// them), CardForeign, CardForged, CardKeyUnknown, CardStale, Unsupported (a newer card), CaseUnknown (in order,
    /// but not held by this office).
    [[nodiscard]] core::base::Result<core::cases::CaseId> find(const QString &text) const;

    struct Found {
        QList<frame::ResultRow> rows; ///< their keys are case ids
        QString note;                 ///< that there are more, or what to do when there is none
    };
    /// A whole or the tail of a case number, or the beginning of an applicant's name, or its pinyin or
    /// initials; open cases first, then the newest.
    [[nodiscard]] core::base::Result<Found> search(const QString &typed) const;

    /// Where a case went that this office handed to another, by its whole number, its card or the applicant's whole
    /// name, in words; empty where there is none.
    [[nodiscard]] core::base::Result<QString> transferred(const QString &text) const;

    /// Of a row that search() gave.
    [[nodiscard]] static std::optional<core::cases::CaseId> caseOf(const QByteArray &key);

private:
    [[nodiscard]] frame::ResultRow rowOf(const core::cases::CaseFile &file, core::cases::CaseStatus status) const;

    const office::Session &m_session;
};

} // namespace shouli::app::casework
