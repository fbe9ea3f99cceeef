// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/VaultFiles.h"

#include "core/base/AtomicFile.h"

#include <QDir>
#include <QFile>

namespace shouli::core::keys {

using base::AtomicFile;
using base::ErrorCode;
using base::Result;

VaultFiles::VaultFiles(QString folder)
    : m_folder(std::move(folder))
{
}

QString VaultFiles::path(int copy) const
{
    return QDir(m_folder).filePath(copy == 0 ? QStringLiteral("vault.keys.a") : QStringLiteral("vault.keys.b"));
}

bool VaultFiles::anyPresent() const
{
    return QFile::exists(path(0)) || QFile::exists(path(1));
}

Result<VaultFiles::Loaded> VaultFiles::load(const std::optional<staff::OfficeId> &expected) const
{
    std::array<std::optional<VaultContents>, copies> found;
    Loaded loaded;
    for (int i = 0; i < copies; ++i) {
        const auto bytes = AtomicFile::read(path(i), VaultContents::sizeLimit);
        auto contents = bytes ? VaultContents::fromBytes(*bytes) : Result<VaultContents>(base::failure(bytes));
        if (contents) {
            const bool ours = !expected || contents->identity.office == *expected;
            loaded.copy[i] = ours ? CopyState::Good : CopyState::Foreign;
            if (ours)
                found[i] = *std::move(contents);
        } else if (contents.error().code == ErrorCode::Unsupported) {
            return base::failure(contents); // never overwrite what a later version wrote
        } else {
            loaded.copy[i] = contents.error().code == ErrorCode::FileMissing ? CopyState::Missing : CopyState::Damaged;
        }
    }
    if (found[0] && found[1]) {
        if (found[0]->identity != found[1]->identity)
            return base::failure(ErrorCode::VaultForeign,
                                 QStringLiteral("the two copies belong to different databases"));
        if (found[0]->generation != found[1]->generation)
            loaded.copy[found[0]->generation < found[1]->generation ? 0 : 1] = CopyState::Stale;
    }
    for (int i = 0; i < copies; ++i) {
        if (found[i] && loaded.copy[i] == CopyState::Good) {
            loaded.contents = *std::move(found[i]);
            return loaded;
        }
    }
    const auto any = [&](CopyState state) { return loaded.copy[0] == state || loaded.copy[1] == state; };
    if (any(CopyState::Foreign))
        return base::failure(ErrorCode::VaultForeign, m_folder);
    return base::failure(any(CopyState::Damaged) ? ErrorCode::VaultDamaged : ErrorCode::VaultMissing, m_folder);
}

Result<void> VaultFiles::save(const VaultContents &contents) const
{
    const QByteArray bytes = contents.toBytes();
    const auto first = AtomicFile::write(path(0), bytes);
    const auto second = AtomicFile::write(path(1), bytes);
    return first || second ? Result<void>() : first;
}

} // namespace shouli::core::keys
