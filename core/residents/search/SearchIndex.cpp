// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchIndex.h"

#include "core/residents/Resident.h"

#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <future>
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
                                       u"hukou_division, living_division, residence_status, deceased_on, moved_out_on, "
                                       u"living_address, hukou_address";
constexpr int keyColumnCount = 14;

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
    source.nearness = SearchKeys::nearness(area, row.text(7), row.text(8), static_cast<int>(row.integer(9)),
                                           !row.isNull(10) || !row.isNull(11));
    for (const int column : {12, 13}) {
        if (const QString address = row.text(column); !address.isEmpty())
            source.addresses.append(address);
    }
    return source;
}

/// What keys of one person are made of, in the bytes of all.
struct Compact {
    std::uint32_t row;
    std::uint32_t offset;
    std::uint16_t nameSize;
    std::uint16_t numberSize;
    std::uint16_t addressSize;
    Nearness nearness;
};

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
    void sort()
    {
        std::sort(m_entries.begin(), m_entries.end(), [this](const Entry &a, const Entry &b) {
            if (a.head != b.head)
                return a.head < b.head;
            return bytes(a) < bytes(b);
        });
    }
    [[nodiscard]] Result<void> giveTo(KeyBlocks::Builder &builder) const
    {
        for (const Entry &entry : m_entries)
            SHOULI_CHECK(builder.add(bytes(entry)));
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

/// Keys of names or numbers.
void addPeople(EntryPile &pile, const std::vector<Compact> &people, const QByteArray &texts, KeyKind kind,
               const Pinyin &pinyin)
{
    const bool ofNames = kind <= KeyKind::Initials;
    for (const Compact &person : people) {
        const char *text = texts.constData() + person.offset;
        SearchKeys::Source source;
        source.nearness = person.nearness;
        if (ofNames) {
            source.names = QString::fromUtf8(text, person.nameSize).split(u'\n');
        } else {
            source.phones = QString::fromUtf8(text + person.nameSize, person.numberSize).split(u'\n');
            source.documentNumber = source.phones.takeFirst();
        }
        for (const QByteArray &key : SearchKeys::of(source, pinyin, kind))
            pile.add(key, person.row);
    }
}

/// Keys of addresses; returns all their places.
QSet<QString> addAddresses(EntryPile &pile, const std::vector<Compact> &people, const QByteArray &texts,
                           const Pinyin &pinyin)
{
    QSet<QString> places;
    QByteArrayView last; // a household's members follow each other
    SearchKeys::Source source;
    QList<QByteArray> keys;
    for (const Compact &person : people) {
        const QByteArrayView addresses(texts.constData() + person.offset + person.nameSize + person.numberSize,
                                       person.addressSize);
        if (addresses.isEmpty())
            continue;
        if (addresses != last || source.nearness != person.nearness) {
            last = addresses;
            source.addresses = QString::fromUtf8(addresses).split(u'\n');
            source.nearness = person.nearness;
            keys = SearchKeys::of(source, pinyin, KeyKind::Address);
            for (const QString &place : SearchKeys::placesOf(source))
                places.insert(place);
        }
        for (const QByteArray &key : std::as_const(keys))
            pile.add(key, person.row);
    }
    return places;
}

void addPlaces(EntryPile &pile, const QSet<QString> &places, KeyKind kind, const Pinyin &pinyin)
{
    for (const QString &place : places) {
        for (const QByteArray &key : SearchKeys::ofPlace(place, pinyin, kind))
            pile.add(key, SearchKeys::placeNumber(place, pinyin));
    }
}

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

QStringList SearchIndex::fills() const
{
    return {QStringLiteral("resident_key_block"), QStringLiteral("resident_index"), QStringLiteral("resident_before")};
}

Result<void> SearchIndex::fill(Transaction &tx) const
{
    return rebuild(tx);
}

Result<void> SearchIndex::update(Transaction &tx, const QList<EntityId> &ids) const
{
    QList<KeyBlocks::Change> changes;
    QSet<QString> came; // places of people as they are now
    QSet<QString> left; // and as they were
    const auto append = [&](const Statement &row, bool added) {
        const auto number = static_cast<std::uint32_t>(row.integer(0));
        const SearchKeys::Source source = sourceOf(row, m_area);
        for (const QByteArray &key : SearchKeys::of(source, m_pinyin))
            changes.append({{key, number}, added});
        for (const QString &place : SearchKeys::placesOf(source))
            (added ? came : left).insert(place);
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
            touched.insert(before.id<EntityId>(keyColumnCount));
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
    SHOULI_CHECK(KeyBlocks::apply(tx, changes));
    return updatePlaces(tx, QSet<QString>(came).subtract(left), left.subtract(came));
}

Result<void> SearchIndex::updatePlaces(Transaction &tx, const QSet<QString> &came, const QSet<QString> &left) const
{
    QList<KeyBlocks::Change> changes;
    const auto append = [&](const QString &place, bool added) {
        for (const KeyKind placeKind : {KeyKind::Place, KeyKind::PlaceLetters}) {
            for (const QByteArray &key : SearchKeys::ofPlace(place, m_pinyin, placeKind))
                changes.append({{key, SearchKeys::placeNumber(place, m_pinyin)}, added});
        }
    };
    KeyBlocks::Cursor cursor(tx.database());
    for (const QString &place : left) { // nobody lives there any more?
        bool somebody = false;
        for (int near = 0; near < nearnesses && !somebody; ++near) {
            const QByteArray from = SearchKeys::addressPrefix(static_cast<Nearness>(near),
                                                              SearchKeys::placeNumber(place, m_pinyin));
            SHOULI_CHECK(cursor.seek(from));
            somebody = !cursor.atEnd() && cursor.text().startsWith(from);
        }
        if (!somebody)
            append(place, false);
    }
    for (const QString &place : came) {
        const QByteArray whole = SearchKeys::prefix(KeyKind::Place, Nearness::OwnHere)
            + m_pinyin.comparable(place).toUtf8();
        SHOULI_CHECK(cursor.seek(whole));
        if (cursor.atEnd() || cursor.text() != whole) // most come to where somebody lives
            append(place, true);
    }
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
    // One pass over the table, which is large and encrypted; then one kind of key after the other, so that only two
    // kinds are in memory at a time: one is sorted on another thread while the one before is encrypted and written.
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
            const QByteArray addresses = source.addresses.join(u'\n').toUtf8();
            people.push_back({static_cast<std::uint32_t>(query.integer(0)), static_cast<std::uint32_t>(texts.size()),
                              static_cast<std::uint16_t>(names.size()), static_cast<std::uint16_t>(numbers.size()),
                              static_cast<std::uint16_t>(addresses.size()), source.nearness});
            texts += names;
            texts += numbers;
            texts += addresses;
        }
    }
    QSet<QString> places; // of all addresses, once their keys are made
    const auto pileOf = [&](KeyKind keyKind) {
        EntryPile pile;
        if (keyKind == KeyKind::Address)
            places = addAddresses(pile, people, texts, m_pinyin);
        else if (keyKind == KeyKind::Place || keyKind == KeyKind::PlaceLetters)
            addPlaces(pile, places, keyKind, m_pinyin);
        else
            addPeople(pile, people, texts, keyKind, m_pinyin);
        pile.sort();
        return pile;
    };
    SHOULI_CHECK(KeyBlocks::clear(tx));
    KeyBlocks::Builder builder(tx);
    QList<KeyKind> kinds(personKeyKinds.begin(), personKeyKinds.end());
    kinds += {KeyKind::Place, KeyKind::PlaceLetters}; // in the order of their numbers, as keys are ordered
    const auto begin = [&](KeyKind keyKind) {
        return std::async(std::launch::async | std::launch::deferred, pileOf, keyKind);
    };
    auto next = begin(kinds.first());
    for (qsizetype i = 0; i < kinds.size(); ++i) {
        const EntryPile pile = next.get();
        if (i + 1 < kinds.size())
            next = begin(kinds.at(i + 1));
        SHOULI_CHECK(pile.giveTo(builder));
    }
    SHOULI_CHECK(builder.finish());
    SHOULI_CHECK(tx.database().execute(QStringLiteral("DELETE FROM resident_before; DELETE FROM resident_index")));
    SHOULI_TRY(auto insert,
               tx.prepare(QStringLiteral("INSERT INTO resident_index (one, form, area) VALUES (1, ?, ?)")));
    insert.bindAll(form, m_area);
    return insert.run();
}

} // namespace shouli::core::residents::search
