// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace shouli::sync::transport::serving {

/// What the county server gives any one client, and all of them together, before it knows who they
/// are. Every number is enforced in Connection or HttpsServer and tried in tests/sync/transport.
/// A slow or oversized client costs a bounded amount of memory for a bounded time.
struct Limits {
    using ms = std::chrono::milliseconds;

    // one request
    qsizetype headBytes = 8 << 10; ///< request line and header lines together; 431 above
    qsizetype urlBytes = 1 << 10;  ///< 414 above
    int headerLines = 64;          ///< 431 above
    qsizetype bodyBytes = 1 << 20; ///< 413 above; a route may set its own

    // time
    ms handshake{5'000};             ///< TCP accepted -> TLS established
    ms head{5'000};                  ///< first byte of a request -> end of its header; 408 after
    ms body{30'000};                 ///< for the whole body ...
    qint64 bodyBytesPerSecond{1024}; ///< ... unless it keeps coming at this rate; 408 after. Answers likewise.
    ms idle{15'000};                 ///< between two requests on one connection
    ms handler{60'000};              ///< for the answer to be made; 503 after
    ms linger{1'000};                ///< for saying goodbye to a client that still sends
    ms stopGrace{5'000};             ///< for requests under way when the server stops
    ms notice{0};                    ///< how long at least it then tells whoever asks to come later

    // all clients together
    int connections = 2'000;         ///< above: closed right after accept
    int connectionsPerAddress = 200; ///< of one IPv4 address or IPv6 /64. Raise it where offices share a gateway.
    int waitingRequests = 512;       ///< for a worker; 503 above
    qint64 allBodyBytes = 256 << 20; ///< held at once; 503 above
    double requestsPerSecondPerAddress = 0; ///< 429 above, bursts of twice that; 0: unlimited

    // threads
    int networkThreads = 2; ///< TLS and parsing
    int workerThreads = 4;  ///< handlers
};

} // namespace shouli::sync::transport::serving
