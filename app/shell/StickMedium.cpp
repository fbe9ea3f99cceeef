// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/StickMedium.h"

#include <QDir>
#include <QStorageInfo>

#include <algorithm>

namespace shouli::app::shell {

namespace {

/// Where desktops put what is plugged in; elsewhere "Another folder" finds it.
bool isRemovable(const QStorageInfo &volume)
{
#ifdef Q_OS_WIN
    return QDir::toNativeSeparators(volume.rootPath()).left(2) != QDir::toNativeSeparators(QDir::rootPath()).left(2);
#else
    static const QStringList places{QStringLiteral("/media/"), QStringLiteral("/run/media/"), QStringLiteral("/mnt/")};
    const QString root = volume.rootPath() + u'/';
    return std::ranges::any_of(places, [&root](const QString &place) { return root.startsWith(place); });
#endif
}

} // namespace

QList<StickMedium> StickMedium::mounted()
{
    QList<StickMedium> media;
    const auto volumes = QStorageInfo::mountedVolumes();
    for (const QStorageInfo &volume : volumes) {
        if (volume.isValid() && volume.isReady() && isRemovable(volume))
            media.append({volume.rootPath(), volume.name(), volume.bytesAvailable()});
    }
    std::ranges::sort(media, {}, &StickMedium::path);
    return media;
}

} // namespace shouli::app::shell
