// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/look/TextFlow.h"

#include <QAbstractButton>

namespace shouli::app::frame {

/// What the sync light tells, and no more than is true.
struct SyncStatus {
    enum class State {
        AtCounty, ///< everything of this office is in the county's log
        Waiting,  ///< something is still only on this PC
        Sending,
        NeedsYou, ///< a person must decide something
        Offline,  ///< no link to the county
        Fetching, ///< what the office holds at the county comes here; one can work meanwhile
    };

    State state = State::Offline;
    QString time = {}; ///< when the county last had everything: "09:41", or a date
    int waiting = 0;   ///< changes not yet sent
    int needsYou = 0;  ///< decisions for a person
    QString user = {}; ///< who is logged in
    int percent = 0;   ///< of what is fetched

    bool operator==(const SyncStatus &) const = default;
};

/// The light at the foot of the side bar. A click opens what lies behind it.
class SyncLight : public QAbstractButton {
    Q_OBJECT

public:
    explicit SyncLight(QWidget *parent = nullptr);

    void setStatus(const SyncStatus &status);
    [[nodiscard]] const SyncStatus &status() const { return m_status; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] look::TextFlow userFlow() const;
    void setWords();

    SyncStatus m_status;
};

} // namespace shouli::app::frame
