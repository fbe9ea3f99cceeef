// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <QByteArray>

#include <functional>
#include <mutex>
#include <optional>

namespace shouli::sync::server::gateway {

/// Whether this server can do its work, for whoever decides where offices are sent. Anyone may ask, any number of times:
/// the database is asked at most every two seconds, by one at a time; the others are told what was known. Thread-safe.
class Health {
public:
    using Ask = std::function<core::base::Result<void>()>; ///< may take seconds

    Health(const core::base::Clock &clock, Ask ask)
        : m_clock(clock)
        , m_ask(std::move(ask))
    {
    }

    /// Empty: all is well. Else one word, the same for everybody: "database".
    [[nodiscard]] QByteArray trouble();
    /// The same with the database's own words, for this machine only.
    [[nodiscard]] QByteArray reason();

private:
    static constexpr std::int64_t freshMs = 2'000;

    void look();

    const core::base::Clock &m_clock;
    const Ask m_ask;
    std::mutex m_asking; ///< held by the one who asks
    std::mutex m_mutex;
    std::optional<std::int64_t> m_askedAt;
    std::optional<core::base::Error> m_error;
};

} // namespace shouli::sync::server::gateway
