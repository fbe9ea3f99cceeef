// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QStringList>

#include <cstdint>

namespace shouli::tests::bench {

/// The command line of every bench program:
///
///     bench_storage [KEY...] [--json FILE] [--quick] [--seed N] [--list]
struct BenchOptions {
    QStringList keys;       ///< beginnings of keys; empty: all
    QString json;           ///< JSON lines are appended to this file as well; empty: none
    bool quick = false;     ///< the smallest run that shows that the bench still works; figures mean nothing
    bool list = false;      ///< only print the keys
    bool bare = false;      ///< no header above the table
    std::uint64_t seed = 1; ///< of all random data; SHOULI_SEED where the command line says nothing

    bool operator==(const BenchOptions &) const = default;

    /// `arguments` without the program's name. InvalidArgument with the argument that is not understood.
    [[nodiscard]] static core::base::Result<BenchOptions> parse(const QStringList &arguments);

    [[nodiscard]] bool wants(const QString &key) const;
};

} // namespace shouli::tests::bench
