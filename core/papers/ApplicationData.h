// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFile.h"
#include "core/cases/Steps.h"
#include "core/forms/FormData.h"
#include "core/papers/PaperContext.h"
#include "core/residents/family/FamilyView.h"
#include "core/residents/GroupMembership.h"

#include <QList>

namespace shouli::core::papers {

/// What an application form is filled in with, from the register and the case: every field that
/// is known; what only the applicant can say or must write by hand stays blank. Keys: resources/forms/KEYS.md.
struct ApplicationData {
    /// Which form the service uses: its own where there is one among `known`, else the generic one.
    [[nodiscard]] static QString formOf(const catalogue::Service &service, const QStringList &known);

    /// `groups`: of every member, by resident.
    [[nodiscard]] static forms::FormData of(
        const PaperContext &context, const catalogue::Service &service, const cases::CaseFile &file,
        const QList<cases::MaterialState> &materials, const residents::family::FamilyView &family,
        const QHash<residents::ResidentId, QList<residents::GroupMembership>> &groups);
};

} // namespace shouli::core::papers
