// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sync/WireTap.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace shouli::tests::bench {

namespace {

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void atOnce(int socket)
{
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

} // namespace

WireTap::WireTap(quint16 server)
    : m_server(server)
    , m_listener(socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listener, plain, size) != 0 || listen(m_listener, 16) != 0 || getsockname(m_listener, plain, &size) != 0)
        return;
    m_port = ntohs(address.sin_port);
    m_accepting = std::thread([this] { accept(); });
}

WireTap::~WireTap()
{
    shutdown(m_listener, SHUT_RDWR); // wakes accept()
    if (m_accepting.joinable())
        m_accepting.join();
    for (const int one : m_sockets)
        shutdown(one, SHUT_RDWR);
    for (std::thread &one : m_passing)
        one.join();
    for (const int one : m_sockets)
        close(one);
    close(m_listener);
}

void WireTap::accept()
{
    for (;;) {
        const int office = ::accept(m_listener, nullptr, nullptr);
        if (office < 0)
            return;
        const int server = socket(AF_INET, SOCK_STREAM, 0);
        const sockaddr_in address = loopback(m_server);
        m_sockets.push_back(office);
        m_sockets.push_back(server);
        if (connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
            shutdown(office, SHUT_RDWR);
            continue;
        }
        atOnce(office);
        atOnce(server);
        m_passing.emplace_back([this, office, server] { pass(office, server); });
        m_passing.emplace_back([this, office, server] { pass(server, office); });
    }
}

void WireTap::pass(int from, int to)
{
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t got = recv(from, buffer.data(), buffer.size(), 0);
        if (got <= 0)
            break;
        m_bytes += got;
        for (ssize_t sent = 0; sent < got;) {
            const ssize_t now = send(to, buffer.data() + sent, static_cast<size_t>(got - sent), MSG_NOSIGNAL);
            if (now <= 0)
                return;
            sent += now;
        }
    }
    shutdown(to, SHUT_WR);
}

} // namespace shouli::tests::bench
