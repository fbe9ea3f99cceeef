// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

namespace shouli::tests {

/// The built-in catalogue copied to a folder, to be damaged.
class CatalogueCopy {
public:
    static QString original() { return QStringLiteral(":/catalogue/zichang/2026-11"); }

    CatalogueCopy()
    {
        QDir(m_dir.path()).mkpath(QStringLiteral("services"));
        const QDir source(original());
        QDirIterator it(original(), QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString name = source.relativeFilePath(it.next());
            QFile::copy(it.filePath(), m_dir.filePath(name));
            QFile::setPermissions(m_dir.filePath(name), QFile::ReadOwner | QFile::WriteOwner);
            m_files += name;
        }
        m_files.sort();
    }

    [[nodiscard]] QString path() const { return m_dir.path(); }
    [[nodiscard]] QStringList files() const { return m_files; }
    [[nodiscard]] QByteArray bytes(const QString &name) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    /// The first occurrence; false if there is none.
    [[nodiscard]] bool replace(const QString &name, const QByteArray &was, const QByteArray &becomes) const
    {
        QByteArray all = bytes(name);
        const auto at = all.indexOf(was);
        return at >= 0 && write(name, all.replace(at, was.size(), becomes));
    }
    [[nodiscard]] bool remove(const QString &name) const { return QFile::remove(m_dir.filePath(name)); }

private:
    QTemporaryDir m_dir;
    QStringList m_files;
};

} // namespace shouli::tests
