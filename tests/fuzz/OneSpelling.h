// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>

namespace shouli::tests::fuzz {

/// An input whose first byte says what the rest is.
struct Input {
    char what = 0;
    QByteArray bytes;

    Input(const std::uint8_t *data, std::size_t size)
    {
        if (size == 0)
            return;
        what = static_cast<char>(data[0]);
        bytes = QByteArray(reinterpret_cast<const char *>(data + 1), static_cast<qsizetype>(size) - 1);
    }
};

/// What was read is the same after being written and read again.
template <class Message>
void roundTrip(const QByteArray &bytes)
{
    const auto message = Message::fromCbor(bytes);
    if (!message)
        return;
    const auto again = Message::fromCbor(message->toCbor());
    if (!again || !(*again == *message))
        __builtin_trap();
}

/// And has the same bytes.
template <class Message>
void oneSpelling(const QByteArray &bytes)
{
    const auto message = Message::fromCbor(bytes);
    if (message && message->toCbor() != bytes)
        __builtin_trap();
}

} // namespace shouli::tests::fuzz
