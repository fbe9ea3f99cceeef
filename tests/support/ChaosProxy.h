// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <cstdint>
#include <memory>

namespace shouli::tests {

/// A bad line to a server on this machine, for TCP of any kind. It carries bytes both ways and spoils them as the seed
/// says: slow, late, reset after some byte, one way dead, answered by nobody, or each byte sent to the server over a
/// second connection as well. What happens to the n-th connection follows from the seed alone. A thread of its own.
class ChaosProxy {
public:
    /// Times of the line; a test that cannot wait three seconds divides all of them, and those of its client.
    struct Line {
        std::chrono::milliseconds latency{30};    ///< at most, each way
        std::int64_t bytesPerSecond = 200 * 1024; ///< at least
    };

    /// To that port of this machine.
    ChaosProxy(quint16 server, const Line &line);
    ~ChaosProxy();
    ChaosProxy(const ChaosProxy &) = delete;
    ChaosProxy &operator=(const ChaosProxy &) = delete;

    [[nodiscard]] quint16 port() const;

    /// What is open is cut; every new connection has its own trouble, or none. Thread-safe.
    void rage(std::uint64_t seed);
    /// What is open is cut; new connections are left alone. Thread-safe.
    void calm();

    struct Counts {
        std::int64_t connections = 0;
        std::int64_t spoilt = 0; ///< reset, dead one way, black holes
        std::int64_t bytes = 0;  ///< carried, both ways
    };
    [[nodiscard]] Counts counts() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace shouli::tests
