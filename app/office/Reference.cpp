// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/Reference.h"

namespace shouli::app::office {

core::base::Result<Reference> Reference::load()
{
    SHOULI_TRY(auto schema, core::changes::Schema::load());
    SHOULI_TRY(auto migrations, core::storage::Migrations::load(QStringLiteral(":/schema/office")));
    SHOULI_TRY(auto catalogues, core::catalogue::CatalogueLibrary::load(QStringLiteral(":/catalogue/zichang")));
    SHOULI_TRY(auto calendar, core::calendar::WorkCalendar::load(QStringLiteral(":/calendar/cn")));
    SHOULI_TRY(auto divisions, core::catalogue::Divisions::load(QStringLiteral(":/codes/divisions.csv")));
    SHOULI_TRY(auto codes, core::catalogue::CodeLists::load(QStringLiteral(":/codes/codes.json")));
    SHOULI_TRY(auto forms, core::forms::FormLibrary::load());
    SHOULI_TRY(auto pinyin, core::residents::search::Pinyin::load());
    return Reference{std::move(schema),
                     std::move(migrations),
                     std::make_shared<const core::catalogue::CatalogueLibrary>(std::move(catalogues)),
                     std::make_shared<const core::calendar::WorkCalendar>(std::move(calendar)),
                     std::move(divisions),
                     std::move(codes),
                     std::move(forms),
                     std::move(pinyin)};
}

} // namespace shouli::app::office
