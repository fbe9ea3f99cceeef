// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/Colours.h"

#include <QAbstractListModel>
#include <QList>

namespace shouli::app::widgets {

enum class Mark {
    None,
    Yes,       ///< ✓
    No,        ///< ✗
    Unknown,   ///< ? a person must judge
    Attention, ///< ! there, but something is to be watched
};

/// One row: a mark, what it is about, a note at the right, the key that acts on it.
struct ChecklistRow {
    QString key = {}; ///< the page's own name for it; keeps the chosen row when rows are set again
    Mark mark = Mark::None;
    QString text = {};
    QString note = {};
    look::Tone noteTone = look::Tone::Dim;
    QString keyHint = {}; ///< drawn as a key cap
    bool selectable = true;
    bool editable = false;   ///< the note is a value that is changed by typing over it
    bool noteIsHint = false; ///< the note only says what to type: editing begins empty
    QString letters = {};    ///< keys that act on this row, upper case ("T" tolerates a missing paper)

    bool operator==(const ChecklistRow &) const = default;
};

/// Rows of a ChecklistView. The page decides what a tick means and sets the rows anew; the model
/// never changes a row by itself.
class ChecklistModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole + 1,
        MarkRole,
        NoteRole,
        NoteToneRole,
        KeyHintRole,
        LettersRole,
    };

    explicit ChecklistModel(QObject *parent = nullptr);

    /// Where keys and order are as before only changed rows are reported, so nothing flickers.
    void setRows(const QList<ChecklistRow> &rows);
    [[nodiscard]] const QList<ChecklistRow> &rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString &key) const;
    [[nodiscard]] bool hasMarks() const;
    [[nodiscard]] bool hasSelectable() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A person typed another value; the row still shows the old one until the page sets it.
    void edited(int row, const QString &text);

private:
    QList<ChecklistRow> m_rows;
};

} // namespace shouli::app::widgets
