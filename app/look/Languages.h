// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QObject>
#include <QTranslator>

namespace shouli::app::look {

/// The language of the program, changed while it runs: every widget gets a LanguageChange event.
/// The texts in the source are English; Chinese comes from translations/ with Qt's own texts, and so does what
/// English says otherwise of one than of several.
class Languages : public QObject {
    Q_OBJECT

public:
    enum class Language { Chinese, English };
    Q_ENUM(Language)

    explicit Languages(QObject *parent = nullptr);
    ~Languages() override;

    /// Sets texts and the default QLocale (dates, numbers, sorting).
    void use(Language language);
    [[nodiscard]] Language current() const { return m_current; }

    /// "zh_CN" or "en", as kept in a settings file; Chinese for anything else.
    [[nodiscard]] static Language parse(const QString &code);
    [[nodiscard]] static QString toString(Language language);
    [[nodiscard]] static QLocale locale(Language language);
    /// Its name in itself: "中文", "English". Never translated.
    [[nodiscard]] static QString ownName(Language language);

Q_SIGNALS:
    void changed(shouli::app::look::Languages::Language language);

private:
    void load();
    void loadPlurals();

    Language m_current = Language::English;
    bool m_installed = false;
    QTranslator m_ours;
    QTranslator m_qt;
    QTranslator m_plurals; ///< English
};

} // namespace shouli::app::look
