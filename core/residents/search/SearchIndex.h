// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/log/ChangeListener.h"
#include "core/residents/search/KeyBlocks.h"
#include "core/residents/search/Pinyin.h"
#include "core/residents/search/SearchKeys.h"
#include "core/storage/Database.h"

#include <QList>
#include <QSet>
#include <QString>

namespace shouli::core::residents::search {

/// Keeps the search keys in step with the table `resident`: for what people change here and for
/// what arrives from the county alike, in the transaction of the change. Writer thread.
class SearchIndex final : public changes::log::ChangeListener {
public:
    /// Form of the keys. Raised when SearchKeys or its data change; an index of another form is
    /// made anew at the next start.
    static constexpr int form = 2;

    /// `area`: the division code, without its trailing zeros or whole, of what counts as the
    /// office's own: "610681001003" for a community, "610681001" for a street.
    SearchIndex(Pinyin pinyin, QString area);

    [[nodiscard]] changes::Kind kind() const override;
    [[nodiscard]] base::Result<void> changed(storage::Transaction &tx, const QList<changes::EntityId> &ids) override;
    [[nodiscard]] base::Result<void> erased(storage::Transaction &tx, const QList<changes::EntityId> &ids) override;

    [[nodiscard]] QStringList fills() const override;
    /// rebuild()
    [[nodiscard]] base::Result<void> fill(storage::Transaction &tx) const override;

    /// Whether the database has an index made by this form for this area.
    [[nodiscard]] base::Result<bool> isCurrent(const storage::Database &db) const;

    /// Makes it anew from the table: after a bootstrap, another form, another area. About three
    /// seconds for 300,000 persons; takes 100 MB for that time and a second thread, which only sorts.
    [[nodiscard]] base::Result<void> rebuild(storage::Transaction &tx) const;

private:
    [[nodiscard]] base::Result<void> update(storage::Transaction &tx, const QList<changes::EntityId> &ids) const;
    [[nodiscard]] base::Result<void> updatePlaces(storage::Transaction &tx, const QSet<QString> &came,
                                                  const QSet<QString> &left) const;

    Pinyin m_pinyin;
    QString m_area;
};

} // namespace shouli::core::residents::search
