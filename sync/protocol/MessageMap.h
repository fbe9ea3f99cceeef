// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Cbor.h"
#include "sync/protocol/SyncRequest.h"

#include <limits>

namespace shouli::sync::protocol {

/// Writes a message: a CBOR map of numbered parts, in ascending order; what is usual is left out.
class MessageWriter {
public:
    void number(int key, std::int64_t value, std::int64_t usual = 0)
    {
        if (value != usual)
            add(key, [&](auto &out) { out.number(value); });
    }
    void blob(int key, const QByteArray &value)
    {
        if (!value.isEmpty())
            add(key, [&](auto &out) { out.blob(value); });
    }
    /// `write(CborWriter &)` writes one item.
    template <class Write>
    void add(int key, Write write)
    {
        core::changes::CborWriter out;
        out.number(key);
        write(out);
        m_parts += out.bytes();
        ++m_count;
    }
    [[nodiscard]] QByteArray take(const UnknownKeys &unknown)
    {
        core::changes::CborWriter out;
        out.map(m_count + unknown.size());
        out.raw(m_parts);
        for (auto it = unknown.cbegin(); it != unknown.cend(); ++it) {
            out.number(it.key());
            out.raw(it.value());
        }
        return out.bytes();
    }

private:
    QByteArray m_parts;
    qsizetype m_count = 0;
};

/// Takes one apart. The reader of a message names every key it knows, in ascending order; what is above
/// the last of them is kept for take().
class MessageReader {
public:
    explicit MessageReader(const QByteArray &bytes)
        : m_in(bytes)
        , m_left(m_in.map())
    {
        next();
    }

    std::int64_t number(int key, std::int64_t least, std::int64_t most, std::int64_t usual = 0)
    {
        if (!at(key))
            return usual;
        const std::int64_t value = m_in.numberIn(least, most);
        if (value == usual)
            m_in.fail(); // is left out
        next();
        return value;
    }
    QByteArray blob(int key)
    {
        if (!at(key))
            return {};
        const QByteArray value = m_in.blob();
        if (value.isEmpty())
            m_in.fail();
        next();
        return value;
    }
    QByteArray blob(int key, qsizetype size) ///< of that size, where there is one
    {
        const QByteArray value = blob(key);
        if (!value.isEmpty() && value.size() != size)
            m_in.fail();
        return value;
    }
    /// `read(CborReader &)` reads one item.
    template <class Read>
    void add(int key, Read read)
    {
        if (!at(key))
            return;
        read(m_in);
        next();
    }
    /// What is left. False: something did not fit.
    [[nodiscard]] bool take(UnknownKeys &unknown)
    {
        while (m_in.ok() && m_key > 0) {
            unknown.insert(m_key, m_in.raw());
            next();
        }
        return m_in.atEnd();
    }

private:
    [[nodiscard]] bool at(int key)
    {
        if (m_key > 0 && m_key < key)
            m_in.fail(); // nobody writes it
        return m_in.ok() && m_key == key;
    }
    void next()
    {
        if (m_left-- <= 0) {
            m_key = 0;
            return;
        }
        m_key = m_in.numberIn(m_key + 1, 0xffff); // ascending: none comes twice
    }

    core::changes::CborReader m_in;
    qint64 m_left;
    std::int64_t m_key = 0; ///< 0: none is left
};

} // namespace shouli::sync::protocol
