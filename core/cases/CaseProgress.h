// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cases/CaseFile.h"
#include "core/cases/CaseState.h"
#include "core/cases/StagePlan.h"
#include "core/catalogue/CatalogueLibrary.h"
#include "core/changes/log/ChangeListener.h"

#include <memory>

namespace shouli::core::cases {

/// Keeps what queues read (the tables case_progress and case_stage) in step with the events of the
/// cases, those made here and those that arrive. Writer thread.
class CaseProgress : public changes::log::ChangeListener {
public:
    explicit CaseProgress(std::shared_ptr<const catalogue::CatalogueLibrary> catalogues);

    /// After a new version of the catalogue arrived; cases accepted under it become readable with
    /// refoldAll().
    void setCatalogues(std::shared_ptr<const catalogue::CatalogueLibrary> catalogues);
    [[nodiscard]] base::Result<void> refoldAll(storage::Transaction &tx);

    [[nodiscard]] changes::Kind kind() const override { return CaseFile::kind; }
    [[nodiscard]] base::Result<void> changed(storage::Transaction &tx, const QList<changes::EntityId> &ids) override;
    [[nodiscard]] base::Result<void> erased(storage::Transaction &tx, const QList<changes::EntityId> &ids) override;

private:
    [[nodiscard]] base::Result<void> refold(storage::Transaction &tx, changes::EntityId id);

    std::shared_ptr<const catalogue::CatalogueLibrary> m_catalogues;
};

} // namespace shouli::core::cases
