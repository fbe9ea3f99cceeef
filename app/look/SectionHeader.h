// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Theme.h"

#include <QWidget>

namespace shouli::app::look {

/// A heading with a dim hint at the right on the same base line; the hint moves below when there is
/// not room for both.
class SectionHeader : public QWidget {
    Q_OBJECT

public:
    explicit SectionHeader(const QString &title = {}, const QString &hint = {}, Theme::Text size = Theme::Text::Heading,
                           QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setHint(const QString &hint);
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString hint() const { return m_hint; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool onOneLine(int width) const;
    [[nodiscard]] QFont titleFont() const;
    void textChanged();

    QString m_title;
    QString m_hint;
    Theme::Text m_size;
};

} // namespace shouli::app::look
