// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/changes/Cbor.h"

#include <QDate>
#include <QMap>
#include <QStringList>

#include <type_traits>

/// Structs as CBOR maps of field number to value. A struct says its fields once, in ascending order:
///
///     template <class V> void fields(V &visit, Ref<V, Paused> s) { visit(10, s.stage); visit(11, s.reason); }
///
/// Fields at their default are left out; numbers that the reader does not know are passed over.
namespace shouli::core::cases::codec {

template <class V, class T>
using Ref = std::conditional_t<V::writes, const T &, T &>;

struct Counter {
    static constexpr bool writes = true;
    qsizetype count = 0;

    template <class T>
    void operator()(int, const T &value)
    {
        count += value == T() ? 0 : 1;
    }
};

struct Writer {
    static constexpr bool writes = true;
    changes::CborWriter &out;

    template <class T>
    void operator()(int number, const T &value)
    {
        if (value == T())
            return;
        out.number(number);
        put(value);
    }

    void put(const QString &text) { out.text(text); }
    void put(QDate date) { out.text(date.toString(Qt::ISODate)); }
    template <class T>
    requires std::is_enum_v<T> || std::is_integral_v<T>
    void put(T number) { out.number(static_cast<std::int64_t>(number)); }
    template <class Tag>
    void put(const base::Id<Tag> &id)
    {
        out.id(id);
    }
    void put(const QMap<QString, QString> &map)
    {
        out.array(map.size() * 2);
        for (auto it = map.cbegin(); it != map.cend(); ++it) {
            out.text(it.key());
            out.text(it.value());
        }
    }
    template <class T>
    void put(const QList<T> &list)
    {
        out.array(list.size());
        for (const T &item : list)
            put(item);
    }
    template <class T>
    requires std::is_class_v<T>
    void put(const T &record)
    {
        Counter counter;
        fields(counter, record);
        out.map(counter.count);
        fields(*this, record);
    }
};

struct Reader {
    static constexpr bool writes = false;
    changes::CborReader &in;
    qint64 left = 0;        ///< pairs of the map being read
    std::int64_t next = -1; ///< the field number that waits

    template <class T>
    void operator()(int number, T &value)
    {
        while (next < number && left > 0) {
            if (next >= 0)
                in.skip();
            next = in.number();
            --left;
        }
        if (next != number)
            return;
        take(value);
        next = -1;
    }
    void open()
    {
        left = in.map();
        next = -1;
    }
    void close()
    {
        if (next >= 0)
            in.skip();
        for (; left > 0 && in.ok(); --left) {
            in.skip();
            in.skip();
        }
    }

    void take(QString &text) { text = in.text(); }
    void take(QDate &date)
    {
        date = QDate::fromString(in.text(), Qt::ISODate);
        if (!date.isValid())
            in.fail();
    }
    void take(bool &flag) { flag = in.numberIn(0, 1) == 1; }
    void take(std::uint16_t &number) { number = static_cast<std::uint16_t>(in.numberIn(0, 0xffff)); }
    void take(std::int64_t &number) { number = in.number(); }
    template <class T>
    requires std::is_enum_v<T>
    void take(T &value) { value = static_cast<T>(in.numberIn(1, static_cast<std::int64_t>(last(value)))); }
    template <class Tag>
    void take(base::Id<Tag> &id)
    {
        id = in.id<base::Id<Tag>>();
    }
    void take(QMap<QString, QString> &map)
    {
        const qint64 count = in.array();
        for (qint64 i = 0; i + 1 < count && in.ok(); i += 2) {
            const QString key = in.text();
            map.insert(key, in.text());
        }
    }
    template <class T>
    void take(QList<T> &list)
    {
        const qint64 count = in.array();
        for (qint64 i = 0; i < count && in.ok(); ++i) {
            T item;
            take(item);
            list.append(item);
        }
    }
    template <class T>
    requires std::is_class_v<T>
    void take(T &record)
    {
        Reader inner{in};
        inner.open();
        fields(inner, record);
        inner.close();
    }
};

} // namespace shouli::core::cases::codec
