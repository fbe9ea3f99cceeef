// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace shouli::tests::bench {

/// Which of the samples a key stands for.
enum class Statistic { Median, P99, Minimum, Maximum };

/// What one bench measured under one key.
struct Figure {
    QString key;  ///< "search.300k.p99_ms": what, on what, and the unit
    QString unit; ///< "ms", "1/s", "MB" ...
    double value = 0;
    qsizetype n = 0; ///< samples
    double min = 0;
    double max = 0;
    double p50 = 0;
    double p99 = 0;

    bool operator==(const Figure &) const = default;

    /// `samples` in `unit`, in any order, at least one. Percentiles by nearest rank; the median of an even number is
    /// the mean of the two in the middle.
    [[nodiscard]] static Figure of(const QString &key, const QString &unit, QList<double> samples, Statistic statistic);

    /// For machines: {"key":"…","value":…,"unit":"…","n":…,"min":…,"max":…}, without a newline.
    [[nodiscard]] QByteArray toJson() const;
    /// For people: a row of the table that header() begins.
    [[nodiscard]] QString toRow() const;
    [[nodiscard]] static QString header();
};

} // namespace shouli::tests::bench
