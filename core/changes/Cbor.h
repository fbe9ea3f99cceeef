// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

#include <QByteArray>
#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QList>
#include <QString>

#include <cstdint>

namespace shouli::core::changes {

class Value;

/// Writes deterministic CBOR: shortest integers, definite lengths, the caller gives map keys in
/// ascending order. One use, one thread.
class CborWriter {
public:
    CborWriter();

    /// The next `count` items (for a map `count` pairs) belong to it; it closes by itself.
    void array(qsizetype count);
    void map(qsizetype count);
    void number(std::int64_t number);
    void text(const QString &text);
    void blob(const QByteArray &bytes);
    void null();
    void value(const Value &value);
    template <class Tag>
    void id(const base::Id<Tag> &id)
    {
        id.isNull() ? null() : blob(id.toBytes());
    }

    [[nodiscard]] QByteArray bytes() const { return m_bytes; }

private:
    void open(qsizetype items);
    void written(); ///< one item more: closes the containers that are full

    QByteArray m_bytes;
    QCborStreamWriter m_writer;
    struct Container {
        qsizetype left;
        bool isMap;
    };
    QList<Container> m_open;
};

/// Reads the same, of untrusted origin. Never throws, never allocates more than the input is long:
/// the first thing that does not fit makes ok() false for good, and what is read after is empty.
/// Indefinite lengths, tags, floats, booleans and depth beyond what the caller asks for do not fit.
class CborReader {
public:
    explicit CborReader(const QByteArray &bytes);

    /// Enters a container; its length, 0 if it is none. Containers need no leaving.
    qint64 array();
    qint64 map();
    void arrayOf(qint64 count); ///< an array of exactly that length

    std::int64_t number();
    std::int64_t numberIn(std::int64_t least, std::int64_t most);
    QString text();
    QByteArray blob();
    Value value();
    bool isNull(); ///< looks, does not take
    void skipNull();
    void skip(); ///< one item of any sort, whole: what a newer version added
    template <class AnyId>
    AnyId id() ///< null stands for the null id
    {
        if (isNull()) {
            skipNull();
            return {};
        }
        const auto id = AnyId::fromBytes(blob());
        if (!id)
            fail();
        return id.value_or(AnyId());
    }

    void fail() { m_ok = false; }
    [[nodiscard]] bool ok() const { return m_ok; }
    /// All read and all right.
    [[nodiscard]] bool atEnd();

private:
    bool ready(); ///< at the next item, out of finished containers
    qint64 container(bool map);
    bool takeString(QByteArray &out);

    static constexpr int depthLimit = 16;

    QByteArray m_bytes;
    QCborStreamReader m_reader;
    bool m_ok = true;
};

} // namespace shouli::core::changes
