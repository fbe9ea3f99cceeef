// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace shouli::tests::bench {

/// A port on loopback that hands everything on to another one and counts the bytes both ways: what
/// TCP carries, TLS and HTTP included, headers of IP and TCP not.
class WireTap {
public:
    /// To 127.0.0.1:`server`. port() is 0 where no port could be had.
    explicit WireTap(quint16 server);
    ~WireTap();

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] std::int64_t bytes() const { return m_bytes; }

private:
    void accept();
    void pass(int from, int to);

    quint16 m_server;
    quint16 m_port = 0;
    int m_listener = -1;
    std::atomic<std::int64_t> m_bytes = 0;
    std::vector<int> m_sockets; ///< of the accepting thread, until it has ended
    std::vector<std::thread> m_passing;
    std::thread m_accepting;
};

} // namespace shouli::tests::bench
