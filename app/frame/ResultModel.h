// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QByteArray>
#include <QList>

namespace shouli::app::frame {

/// One thing found: a person, a case. The full ID number is never in here, only the masked one.
struct ResultRow {
    struct Span {
        int start = 0; ///< in characters of `title`
        int length = 0;
        bool operator==(const Span &) const = default;
    };

    QByteArray key = {};      ///< handed back when it is chosen; opaque here
    QString title = {};       ///< a name
    QString facts = {};       ///< sex · age
    QString number = {};      ///< masked ID number or case number
    QString place = {};       ///< address
    QString reason = {};      ///< why it matched: "pinyin", "phone ends in 5127"
    QList<Span> matched = {}; ///< letters of the title that matched

    bool operator==(const ResultRow &) const = default;
};

class ResultModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { RowRole = Qt::UserRole + 1 };

    explicit ResultModel(QObject *parent = nullptr);

    void setRows(const QList<ResultRow> &rows);
    [[nodiscard]] const QList<ResultRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<ResultRow> m_rows;
};

} // namespace shouli::app::frame
