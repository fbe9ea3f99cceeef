// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace shouli::core::forms {

/// What is known when a form is printed: a tree of texts, flags, code lists and lists of rows,
/// reached by dotted paths (`applicant.name`). It knows nothing of how residents or cases are
/// stored; whoever prints fills it. What is not set stays blank on paper, for the pen.
/// resources/forms/KEYS.md lists the paths each template reads. A value; thread-safe as such.
class FormData {
public:
    FormData() = default;
    explicit FormData(QJsonObject values)
        : m_values(std::move(values))
    {
    }

    /// Sets a text. An empty text counts as not set.
    FormData &set(const QString &path, const QString &text);
    FormData &setFlag(const QString &path, bool on);
    /// Codes that tick boxes: `{{□path=code}}`. One code may also be set as a text.
    FormData &setCodes(const QString &path, const QStringList &codes);
    /// `path` is 2026年11月23日; beside it `path_y`, `path_m`, `path_d` (2026, 11, 23),
    /// `path_ym` (2026年11月) and `path_md` (11-23). An invalid date counts as not set.
    FormData &setDate(const QString &path, QDate date);
    /// `path` is ￥1,234.00; beside it `path_plain` (1234.00) and `path_caps` (壹仟贰佰叁拾肆元整).
    FormData &setMoney(const QString &path, qint64 fen);
    FormData &setList(const QString &path, const QList<FormData> &rows);

    [[nodiscard]] QJsonValue at(const QString &path) const;
    [[nodiscard]] const QJsonObject &values() const { return m_values; }

    bool operator==(const FormData &) const = default;

private:
    void put(const QString &path, const QJsonValue &value);

    QJsonObject m_values;
};

} // namespace shouli::core::forms
