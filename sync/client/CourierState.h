// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace shouli::sync::client {

/// What the courier of an office is about.
enum class CourierState : std::uint8_t {
    Stopped,
    Resting,   ///< until the next poll, or until something is written
    Packing,   ///< what waits is read and signed
    Sent,      ///< the request is under way
    Taking,    ///< the answer goes into the database, slice by slice
    Parting,   ///< another PC has this one's name: asks where the two histories part, takes another name
    Agreeing,  ///< the county lost something: asks up to where both agree, starts anew from there
    Returning, ///< shut out: asks whether for good; shows its ticket if the county only does not know it any more
    Pausing,   ///< after a failure, longer each time
};

enum class CourierEvent : std::uint8_t {
    Due,      ///< asked to start, or time is up
    Written,  ///< something was written here
    Ready,    ///< one step of what it is about is done, there is a next one
    Done,     ///< all of it
    More,     ///< all of it, and there is more to carry
    Unproven, ///< 403 to a poll: the county has started anew and no longer knows its key
    Forked,   ///< the county has another history under this name
    Restored, ///< the county's log is an older copy of itself
    ShutOut,  ///< 401: revoked, or unknown to the county
    Failed,
    Stop,
};

/// What it does on the way to the next state.
enum class CourierDeed : std::uint8_t {
    Missing,  ///< no cell: refused by the compiler
    Nothing,  ///< the event is no news
    CannotBe, ///< nobody can cause the event in this state
    Begin,    ///< at once, unless it is held
    Pack,
    Send,
    Take,
    AskPart,
    AskAgree,
    AskOrders,
    AskHome,
    Rest,
    HurryUp,  ///< the wait becomes 0.15 s: an act is often followed by another
    Remember, ///< another round follows this one at once
    SignAll,  ///< packs again, everything signed and spelled out
    Pause,
    GiveUp, ///< of what is under way nothing is lost: it is asked again
};

struct CourierMove {
    CourierDeed deed = CourierDeed::Missing;
    CourierState to = CourierState::Stopped;
    constexpr bool operator==(const CourierMove &) const = default;
};

inline constexpr std::size_t courierStates = static_cast<std::size_t>(CourierState::Pausing) + 1;
inline constexpr std::size_t courierEvents = static_cast<std::size_t>(CourierEvent::Stop) + 1;
using CourierRow = std::array<CourierMove, courierEvents>;

namespace courier {

using enum CourierState;
using enum CourierDeed;
inline constexpr CourierMove late{Nothing, Stopped};
inline constexpr CourierMove stop{GiveUp, Stopped};
inline constexpr CourierMove pause{Pause, Pausing};
inline constexpr CourierMove cannot(CourierState state)
{
    return {CannotBe, state};
}

/// State × event. PROTOCOL.md shows the same table, and a test holds the two together.
inline constexpr std::array<CourierRow, courierStates> table{{
    // Due, Written, Ready, Done, More, Unproven, Forked, Restored, ShutOut, Failed, Stop
    {{{Begin, Resting}, late, late, late, late, late, late, late, late, late, late}}, // Stopped
    {{{Pack, Packing},
      {HurryUp, Resting},
      cannot(Resting),
      cannot(Resting),
      cannot(Resting),
      cannot(Resting),
      cannot(Resting),
      cannot(Resting),
      cannot(Resting),
      cannot(Resting),
      stop}},
    {{{Nothing, Packing},
      {Remember, Packing},
      {Send, Sent},
      cannot(Packing),
      cannot(Packing),
      cannot(Packing),
      cannot(Packing),
      cannot(Packing),
      cannot(Packing),
      pause,
      stop}},
    {{{Nothing, Sent},
      {Remember, Sent},
      {Take, Taking},
      cannot(Sent),
      cannot(Sent),
      {SignAll, Packing},
      {AskPart, Parting},
      {AskAgree, Agreeing},
      {AskOrders, Returning},
      pause,
      stop}},
    {{{Nothing, Taking},
      {Remember, Taking},
      {Take, Taking},
      {Rest, Resting},
      {Pack, Packing},
      cannot(Taking),
      {AskPart, Parting},
      {AskAgree, Agreeing},
      cannot(Taking),
      pause,
      stop}},
    {{{Nothing, Parting},
      {Remember, Parting},
      {AskPart, Parting},
      {SignAll, Packing},
      cannot(Parting),
      cannot(Parting),
      cannot(Parting),
      {AskAgree, Agreeing},
      cannot(Parting),
      pause,
      stop}},
    {{{Nothing, Agreeing},
      {Remember, Agreeing},
      cannot(Agreeing),
      {SignAll, Packing},
      cannot(Agreeing),
      cannot(Agreeing),
      cannot(Agreeing),
      cannot(Agreeing),
      cannot(Agreeing),
      pause,
      stop}},
    {{{Nothing, Returning},
      {Remember, Returning},
      {AskHome, Returning},
      {SignAll, Packing},
      cannot(Returning),
      cannot(Returning),
      cannot(Returning),
      cannot(Returning),
      cannot(Returning),
      pause,
      stop}},
    {{{SignAll, Packing},
      {HurryUp, Pausing},
      cannot(Pausing),
      cannot(Pausing),
      cannot(Pausing),
      cannot(Pausing),
      cannot(Pausing),
      cannot(Pausing),
      cannot(Pausing),
      cannot(Pausing),
      stop}},
}};

constexpr bool isComplete()
{
    for (const CourierRow &row : table) {
        for (const CourierMove &move : row) {
            if (move.deed == Missing)
                return false;
        }
    }
    return true;
}
static_assert(isComplete(), "every event needs a move in every state");

} // namespace courier

[[nodiscard]] constexpr CourierMove courierMove(CourierState state, CourierEvent event)
{
    return courier::table[static_cast<std::size_t>(state)][static_cast<std::size_t>(event)];
}

} // namespace shouli::sync::client
