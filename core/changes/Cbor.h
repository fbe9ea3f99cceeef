// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <utility>

namespace shouli::core::changes {

class Value;

/// Writes deterministic CBOR: shortest integers, definite lengths, the caller gives map keys in
/// ascending order and as many items as announced. One use, one thread.
class CborWriter {
public:
    void array(qsizetype count) { head(4, static_cast<std::uint64_t>(count)); }
    void map(qsizetype count) { head(5, static_cast<std::uint64_t>(count)); } ///< so many pairs
    void number(std::int64_t number);
    void text(const QString &text);
    void blob(const QByteArray &bytes);
    void null();
    void value(const Value &value);
    void raw(const QByteArray &item) { m_bytes += item; } ///< one item that is CBOR already
    template <class Tag>
    void id(const base::Id<Tag> &id)
    {
        id.isNull() ? null() : blob(id.toBytes());
    }

    [[nodiscard]] QByteArray bytes() const { return m_bytes; }

private:
    void head(int major, std::uint64_t argument);

    QByteArray m_bytes;
};

/// Reads the same, of untrusted origin, and nothing but the same: longer spellings of an integer or a
/// length do not fit, nor do indefinite lengths, tags, floats and booleans. Never throws, never
/// allocates more than the input is long: the first thing that does not fit makes ok() false for good,
/// and what is read after is empty. The order of map keys is the caller's to check.
class CborReader {
public:
    explicit CborReader(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    /// Enters a container; its length, 0 if it is none. Containers need no leaving.
    qint64 array() { return container(4, 1); }
    qint64 map() { return container(5, 2); }
    void arrayOf(qint64 count); ///< an array of exactly that length

    std::int64_t number();
    std::int64_t numberIn(std::int64_t least, std::int64_t most);
    QString text();
    QByteArray blob() { return string(2); }
    Value value();
    [[nodiscard]] bool isNull() const; ///< looks, does not take
    void skipNull();
    /// One item of any sort and up to 16 deep, whole, as its bytes: what a newer version added. Here
    /// tags, floats and booleans do fit.
    QByteArray raw();
    void skip() { raw(); }
    template <class AnyId>
    AnyId id() ///< null stands for the null id
    {
        if (isNull()) {
            skipNull();
            return {};
        }
        const auto id = AnyId::fromBytes(blob());
        if (!id || id->isNull())
            fail();
        return id.value_or(AnyId());
    }

    void fail() { m_ok = false; }
    [[nodiscard]] bool ok() const { return m_ok; }
    /// All read and all right.
    [[nodiscard]] bool atEnd() const { return m_ok && m_position == m_bytes.size(); }

private:
    /// The first byte and the argument of an item.
    struct Head {
        int major = 0;
        std::uint64_t argument = 0;
    };
    Head head();
    [[nodiscard]] int majorAhead() const; ///< -1 at the end
    qint64 container(int major, int itemsEach);
    QByteArray string(int major);
    void skipItem(int depth);
    [[nodiscard]] std::uint64_t left() const { return static_cast<std::uint64_t>(m_bytes.size() - m_position); }

    QByteArray m_bytes;
    qsizetype m_position = 0;
    bool m_ok = true;
};

} // namespace shouli::core::changes
