// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchIndex.h"

#include "core/residents/Resident.h"

#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>
#include <vector>

namespace shouli::core::residents::search {

using base::Result;
using changes::EntityId;
using storage::Statement;
using storage::Transaction;

namespace {

/// What keys are made of, in the order that sourceOf() reads them.
constexpr const char16_t *keyColumns = u"row, name, former_name, small_name, document_number, phone, other_phone, "
                                       u"hukou_division, living_division, residence_status, deceased_on, moved_out_on";

Nearness nearnessOf(const QString &area, const QString &hukou, const QString &living, int status, bool gone)
{
    if (gone || status == codes::deceased.value() || status == codes::movedOut.value())
        return Nearness::Gone;
    const bool own = hukou.startsWith(area) || living.startsWith(area);
    const bool isAway = status == codes::away.value() || status == codes::onPaperOnly.value();
    const bool here = !isAway && (living.isEmpty() || !own || living.startsWith(area));
    if (own)
        return here ? Nearness::OwnHere : Nearness::OwnAway;
    return here ? Nearness::OtherHere : Nearness::OtherAway;
}

/// A row of keyColumns.
SearchKeys::Source sourceOf(const Statement &row, const QString &area)
{
    SearchKeys::Source source;
    for (const int column : {1, 2, 3}) {
        if (const QString name = row.text(column); !name.isEmpty())
            source.names.append(name);
    }
    source.documentNumber = row.text(4);
    for (const int column : {5, 6}) {
        if (const QString phone = row.text(column); !phone.isEmpty())
            source.phones.append(phone);
    }
    source.nearness = nearnessOf(area, row.text(7), row.text(8), static_cast<int>(row.integer(9)),
                                 !row.isNull(10) || !row.isNull(11));
    return source;
}

/// Many entries in little memory, to be sorted.
class EntryPile {
public:
    void add(const QByteArray &text, std::uint32_t row)
    {
        Entry entry;
        entry.offset = static_cast<std::uint32_t>(m_bytes.size());
        entry.size = static_cast<std::uint16_t>(text.size() + 4);
        char rowBytes[4];
        qToBigEndian(row, rowBytes);
        m_bytes.insert(m_bytes.end(), text.begin(), text.end());
        m_bytes.insert(m_bytes.end(), rowBytes, rowBytes + 4);
        for (qsizetype i = 0; i < 8; ++i)
            entry.head = entry.head << 8
                | (i < entry.size ? static_cast<std::uint8_t>(m_bytes[entry.offset + static_cast<std::size_t>(i)])
                                  : 0U);
        m_entries.push_back(entry);
    }
    Result<void> moveTo(KeyBlocks::Builder &builder)
    {
        std::sort(m_entries.begin(), m_entries.end(), [this](const Entry &a, const Entry &b) {
            if (a.head != b.head)
                return a.head < b.head;
            return bytes(a) < bytes(b);
        });
        for (const Entry &entry : m_entries)
            SHOULI_CHECK(builder.add(bytes(entry)));
        m_entries.clear();
        m_bytes.clear();
        return {};
    }

private:
    struct Entry {
        std::uint64_t head = 0; ///< first eight bytes: decides most comparisons
        std::uint32_t offset = 0;
        std::uint16_t size = 0;
    };
    [[nodiscard]] QByteArrayView bytes(const Entry &entry) const { return {m_bytes.data() + entry.offset, entry.size}; }

    std::vector<Entry> m_entries;
    std::vector<char> m_bytes;
};

} // namespace

SearchIndex::SearchIndex(Pinyin pinyin, QString area)
    : m_pinyin(std::move(pinyin))
    , m_area(std::move(area))
{
    if (m_area.size() == 12) // 610681001000 is the street 610681001 with all in it
        m_area = m_area.endsWith(QStringLiteral("000000")) ? m_area.left(6)
            : m_area.endsWith(QStringLiteral("000"))       ? m_area.left(9)
                                                           : m_area;
}

changes::Kind SearchIndex::kind() const
{
    return Resident::kind;
}

Result<void> SearchIndex::changed(Transaction &tx, const QList<EntityId> &ids)
{
    return update(tx, ids);
}

Result<void> SearchIndex::erased(Transaction &tx, const QList<EntityId> &)
{
    return update(tx, {});
}

Result<void> SearchIndex::update(Transaction &tx, const QList<EntityId> &ids) const
{
    QList<KeyBlocks::Change> changes;
    const auto append = [&](const Statement &row, bool added) {
        const auto number = static_cast<std::uint32_t>(row.integer(0));
        for (const QByteArray &key : SearchKeys::of(sourceOf(row, m_area), m_pinyin))
            changes.append({{key, number}, added});
    };
    QSet<EntityId> touched(ids.begin(), ids.end());
    {
        SHOULI_TRY(
            auto before,
            tx.prepare(QStringLiteral("SELECT %1, id FROM resident_before").arg(QString::fromUtf16(keyColumns))));
        for (;;) {
            SHOULI_TRY(const bool found, before.step());
            if (!found)
                break;
            append(before, false);
            touched.insert(before.id<EntityId>(12));
        }
    }
    SHOULI_CHECK(tx.database().execute(QStringLiteral("DELETE FROM resident_before")));
    for (const EntityId id : std::as_const(touched)) {
        SHOULI_TRY(
            auto now,
            tx.prepare(QStringLiteral("SELECT %1 FROM resident WHERE id = ?").arg(QString::fromUtf16(keyColumns))));
        now.bind(id);
        SHOULI_TRY(const bool found, now.step());
        if (found)
            append(now, true);
    }
    // out before in: a key that stays is taken out and put back, in the order they are given
    return KeyBlocks::apply(tx, changes);
}

Result<bool> SearchIndex::isCurrent(const storage::Database &db) const
{
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT form, area FROM resident_index")));
    SHOULI_TRY(const bool found, query.step());
    return found && query.integer(0) == form && query.text(1) == m_area;
}

Result<void> SearchIndex::rebuild(Transaction &tx) const
{
    // One pass over the table, which is large and encrypted; then one kind of key after the other,
    // so that only a quarter of all keys is in memory at a time.
    struct Compact {
        std::uint32_t row;
        std::uint32_t offset;
        std::uint16_t nameSize;
        std::uint16_t numberSize;
        Nearness nearness;
    };
    std::vector<Compact> people;
    QByteArray texts;
    {
        SHOULI_TRY(auto query,
                   tx.prepare(QStringLiteral("SELECT %1 FROM resident").arg(QString::fromUtf16(keyColumns))));
        for (;;) {
            SHOULI_TRY(const bool found, query.step());
            if (!found)
                break;
            const SearchKeys::Source source = sourceOf(query, m_area);
            const QByteArray names = source.names.join(u'\n').toUtf8();
            const QByteArray numbers = (QStringList{source.documentNumber} + source.phones).join(u'\n').toUtf8();
            people.push_back({static_cast<std::uint32_t>(query.integer(0)), static_cast<std::uint32_t>(texts.size()),
                              static_cast<std::uint16_t>(names.size()), static_cast<std::uint16_t>(numbers.size()),
                              source.nearness});
            texts += names;
            texts += numbers;
        }
    }
    SHOULI_CHECK(KeyBlocks::clear(tx));
    KeyBlocks::Builder builder(tx);
    EntryPile pile;
    for (const KeyKind keyKind : allKeyKinds) { // in the order of their numbers, as keys are ordered
        const bool ofNames = keyKind <= KeyKind::Initials;
        for (const Compact &person : people) {
            SearchKeys::Source source;
            source.nearness = person.nearness;
            if (ofNames) {
                source.names = QString::fromUtf8(texts.constData() + person.offset, person.nameSize).split(u'\n');
            } else {
                source.phones = QString::fromUtf8(texts.constData() + person.offset + person.nameSize,
                                                  person.numberSize)
                                    .split(u'\n');
                source.documentNumber = source.phones.takeFirst();
            }
            for (const QByteArray &key : SearchKeys::of(source, m_pinyin, keyKind))
                pile.add(key, person.row);
        }
        SHOULI_CHECK(pile.moveTo(builder));
    }
    SHOULI_CHECK(builder.finish());
    SHOULI_CHECK(tx.database().execute(QStringLiteral("DELETE FROM resident_before; DELETE FROM resident_index")));
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT INTO resident_index (one, form, area) VALUES (1, ?, ?)")));
    insert.bindAll(form, m_area);
    return insert.run();
}

} // namespace shouli::core::residents::search
