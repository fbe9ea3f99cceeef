// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>

namespace shouli::app::look {

Languages::Languages(QObject *parent)
    : QObject(parent)
{
}

Languages::~Languages()
{
    QCoreApplication::removeTranslator(&m_qt);
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_plurals);
}

void Languages::load()
{
    if (!m_ours.isEmpty())
        return;
    if (!m_ours.load(QStringLiteral(":/i18n/shouli_zh_CN.qm")))
        qWarning("the Chinese texts are missing from this build");
    if (!m_qt.load(QStringLiteral("qt_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        qWarning("Qt's own Chinese texts are not installed (qt6-translations-l10n)");
}

void Languages::loadPlurals()
{
    if (m_plurals.isEmpty() && !m_plurals.load(QStringLiteral(":/i18n/shouli_en.qm")))
        qWarning("the English plurals are missing from this build");
}

void Languages::use(Language language)
{
    QLocale::setDefault(locale(language)); // first: the LanguageChange events below read it
    m_current = language;
    if (language == Language::Chinese && !m_installed) {
        load();
        m_installed = true;
        QCoreApplication::removeTranslator(&m_plurals);
        QCoreApplication::installTranslator(&m_qt);
        QCoreApplication::installTranslator(&m_ours);
    } else if (language == Language::English && m_installed) {
        m_installed = false;
        QCoreApplication::removeTranslator(&m_qt);
        QCoreApplication::removeTranslator(&m_ours);
    }
    if (language == Language::English) {
        loadPlurals();
        QCoreApplication::installTranslator(&m_plurals); // does nothing where it is installed
    }
    Q_EMIT changed(language);
}

Languages::Language Languages::parse(const QString &code)
{
    return code.startsWith(QStringLiteral("en")) ? Language::English : Language::Chinese;
}

QString Languages::toString(Language language)
{
    return language == Language::English ? QStringLiteral("en") : QStringLiteral("zh_CN");
}

QLocale Languages::locale(Language language)
{
    return language == Language::English ? QLocale(QLocale::English, QLocale::UnitedKingdom)
                                         : QLocale(QLocale::Chinese, QLocale::China);
}

QString Languages::ownName(Language language)
{
    return language == Language::English ? QStringLiteral("English") : QStringLiteral("中文");
}

} // namespace shouli::app::look
