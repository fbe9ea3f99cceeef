// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demonstration/Eyes.h"
#include "app/demonstration/Hands.h"
#include "app/shell/Application.h"

#include <functional>
#include <memory>

namespace shouli::app::demonstration {

/// Somebody at a PC of an office: the whole program in its window, the keys they press and what they
/// see. Nothing is done but by keys. GUI thread; each wait lets the program run and gives up, with
/// false, after half a minute. `reference`, `clock`, `random` and `languages` must outlive it.
class Seat {
public:
    Seat(const office::Reference &reference, const core::base::Clock &clock, core::base::Random &random,
         look::Languages &languages, const shell::Application::Options &options);

    /// Shows the window, as large as the smallest screen that counters have.
    [[nodiscard]] bool open();
    [[nodiscard]] bool signIn(const QString &passphrase);

    [[nodiscard]] Hands &hands() { return m_hands; }
    [[nodiscard]] const Eyes &eyes() const { return m_eyes; }
    [[nodiscard]] shell::Application &application() { return m_application; }

    [[nodiscard]] static bool waitFor(const std::function<bool()> &come);
    [[nodiscard]] bool waitToSee(const QString &text) const;
    [[nodiscard]] bool waitToMiss(const QString &text) const;
    /// Asks the county now; until nothing waits here and it has answered.
    [[nodiscard]] bool sync();
    /// Until what was done is in the database.
    [[nodiscard]] bool waitWritten() const;

    /// In the list that has the focus, goes by ↓ to the row that shows `text`; false where none does.
    [[nodiscard]] bool choose(const QString &text);
    /// Goes by Tab until a list that shows `text` has the focus, then to its row.
    [[nodiscard]] bool reach(const QString &text);
    /// With a service chosen: finds in order what a person must judge, says "no" to what asks for more papers,
    /// ticks the papers, until nothing is open.
    [[nodiscard]] bool tickAll();

private:
    shell::Application m_application;
    Hands m_hands;
    Eyes m_eyes;
};

} // namespace shouli::app::demonstration
