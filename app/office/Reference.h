// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/calendar/WorkCalendar.h"
#include "core/catalogue/CatalogueLibrary.h"
#include "core/catalogue/CodeLists.h"
#include "core/catalogue/Divisions.h"
#include "core/changes/Schema.h"
#include "core/forms/FormLibrary.h"
#include "core/residents/search/Pinyin.h"
#include "core/storage/Migrations.h"

#include <memory>

namespace shouli::app::office {

/// What every office reads and none writes: catalogue, calendar, divisions, codes, forms, schema.
/// Loaded once at start, from the program's resources. Immutable; thread-safe.
struct Reference {
    core::changes::Schema schema;
    core::storage::Migrations migrations;
    std::shared_ptr<const core::catalogue::CatalogueLibrary> catalogues;
    std::shared_ptr<const core::calendar::WorkCalendar> calendar;
    core::catalogue::Divisions divisions;
    core::catalogue::CodeLists codes;
    core::forms::FormLibrary forms;
    core::residents::search::Pinyin pinyin;

    [[nodiscard]] static core::base::Result<Reference> load();
};

} // namespace shouli::app::office
