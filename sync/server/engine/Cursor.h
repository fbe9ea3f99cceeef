// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "sync/server/engine/Place.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace shouli::sync::server::engine {

/// One run of a statement, as an engine does it. What others use is Statement.
class Cursor {
public:
    Cursor() = default;
    Cursor(const Cursor &) = delete;
    Cursor &operator=(const Cursor &) = delete;
    virtual ~Cursor() = default;

    // Parameters, in order.
    virtual void bindInteger(std::int64_t value) = 0;
    virtual void bindText(const QString &value) = 0;
    virtual void bindBytes(const QByteArray &value) = 0;
    virtual void bindNull() = 0;
    virtual void bindSealed(const QByteArray &plain, const Place &place) = 0;

    /// True: a row is there to read. False: done.
    [[nodiscard]] virtual core::base::Result<bool> step() = 0;

    // Columns of the row, from 0.
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual QString text(int column) const = 0;
    [[nodiscard]] virtual QByteArray bytes(int column) const = 0;
    /// DecryptionFailed where it was changed, or brought from elsewhere.
    [[nodiscard]] virtual core::base::Result<QByteArray> sealed(int column, const Place &place) const = 0;
};

} // namespace shouli::sync::server::engine
