// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/Catalogue.h"
#include "core/staff/Directory.h"
#include "core/staff/Office.h"

#include <QDate>
#include <QString>

namespace shouli::core::papers {

/// Where and when a paper is made.
struct PaperContext {
    const catalogue::Catalogue &catalogue;
    const staff::Directory &directory;
    staff::Office office; ///< that prints
    QString county;       ///< 子长市
    QString clerk;        ///< who is at the counter
    QDate today;

    /// 瓦窑堡街道齐家湾社区: with the street's name before it.
    [[nodiscard]] QString officeName() const;
};

} // namespace shouli::core::papers
