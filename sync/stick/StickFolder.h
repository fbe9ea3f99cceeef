// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace shouli::sync::stick {

/// The folder `shouli-stick` of a medium: for each PC `NAME.request`, written by it, and `NAME.answer`, written by the
/// county. Files are written beside and renamed, so that each is the old one or the new one, whole.
class StickFolder {
public:
    static constexpr qint64 mostBytes = 512LL << 20;

    /// `medium`: where the stick is mounted, or any folder; its `shouli-stick` itself will do.
    explicit StickFolder(const QString &medium);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString request(core::changes::ReplicaId replica) const;
    [[nodiscard]] QString answer(core::changes::ReplicaId replica) const;
    /// Who wrote something on it, in the order of their names.
    [[nodiscard]] QList<core::changes::ReplicaId> requests() const;

    /// Makes the folder if need be. FileMissing for a medium that is not there, FileUnwritable, DiskFull.
    [[nodiscard]] core::base::Result<void> write(const QString &file, const QByteArray &bytes) const;
    /// FileMissing, FileUnreadable, MessageTooLarge.
    [[nodiscard]] static core::base::Result<QByteArray> read(const QString &file);

private:
    QString m_medium;
    QString m_path;
};

} // namespace shouli::sync::stick
