// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/Pane.h"

#include <QMap>
#include <QStringList>

class QLineEdit;
class QVBoxLayout;

namespace shouli::app::widgets {
class ChecklistView;
class NoticeBox;
class OpinionEdit;
} // namespace shouli::app::widgets

namespace shouli::app::review {

/// What a step must be told before it is taken.
struct Questions {
    struct Tick {
        QString key = {};
        QString text = {};
        QString note = {};
        bool ticked = false;
        bool operator==(const Tick &) const = default;
    };
    struct Group {
        QString title = {};
        QString hint = {};
        QList<Tick> ticks = {};
        bool single = false;    ///< one of them
        bool intoWords = false; ///< choosing one puts its text into the words, while nothing else was typed there
        bool operator==(const Group &) const = default;
    };
    struct Field {
        QString key = {};
        QString label = {};
        QString value = {};
        QString hint = {};
        bool operator==(const Field &) const = default;
    };

    QString title = {};
    QString hint = {}; ///< whom it is about
    QList<Group> groups = {};
    QList<Field> fields = {};
    QString wordsTitle = {}; ///< none: no words are asked for
    QString words = {};      ///< to begin with
    QStringList phrases = {};
    bool operator==(const Questions &) const = default;
};

struct Answers {
    QStringList ticked; ///< of all groups, in order
    QMap<QString, QString> fields;
    QString words;
    bool operator==(const Answers &) const = default;
};

/// Asks what a step must be told, worked by keys: Space ticks, Tab goes on, Ctrl+1 … Ctrl+9 choose a usual
/// phrase. The page's F12 and Esc end it. Knows nothing of cases.
class StepForm : public widgets::Pane {
    Q_OBJECT

public:
    explicit StepForm(QWidget *parent = nullptr);

    /// Asks anew and takes the focus.
    void ask(const Questions &questions);
    [[nodiscard]] Answers answers() const;
    /// What is missing, in words above the questions; empty for nothing. The focus goes to `field`, or to the
    /// words for an empty one.
    void complain(const QString &problem, const QString &field);

private:
    void addGroup(int group);
    void addFields();
    void fillGroup(int group);
    void toggle(int group, int row);

    Questions m_questions;
    QString m_filledIn; ///< words put there by a choice
    look::SectionHeader *m_head;
    widgets::NoticeBox *m_problem;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column;
    QList<widgets::ChecklistView *> m_lists;
    QMap<QString, QLineEdit *> m_fields;
    widgets::OpinionEdit *m_words = nullptr;
};

} // namespace shouli::app::review
