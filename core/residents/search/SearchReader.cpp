// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchReader.h"

namespace shouli::core::residents::search {

using base::Result;
using storage::Statement;

namespace {

/// What a key stroke may cost: a record is a page of its own to read and decrypt (about 15 us when
/// it is not cached), a key some 100 ns, ten times as much where the name under it has to be read.
constexpr int mostSteps = 30'000;
constexpr int stepsToRead = 10;
/// Of documents and households: nobody reads further.
constexpr int mostRows = 240;

QString areaOfIndex()
{
    return QStringLiteral("SELECT area FROM resident_index WHERE one = 1");
}
QString rowOfId()
{
    return QStringLiteral("SELECT row FROM resident WHERE id = ?");
}
QString rowsFromDocument()
{
    return QStringLiteral("SELECT row FROM resident WHERE document_number >= ? AND document_number <= ? "
                          "ORDER BY document_number LIMIT ?");
}
QString rowsFromHouseholdNumber()
{
    return QStringLiteral("SELECT r.row FROM household h JOIN resident r ON r.household = h.id "
                          "WHERE h.number >= ?1 AND h.number <= ?1 ORDER BY r.relation LIMIT ?2");
}
QString rowsFromHousehold()
{
    return QStringLiteral("SELECT row FROM resident WHERE household = ? ORDER BY relation, row LIMIT ?");
}
QString recordOfRow()
{
    return QStringLiteral("SELECT id, name, former_name, small_name, sex, birth_date, document_number, phone, "
                          "other_phone, hukou_division, hukou_address, living_division, living_address, household, "
                          "residence_status, relation, deceased_on, moved_out_on FROM resident WHERE row = ?");
}

QChar digitOf(char byte, bool high)
{
    const int half = high ? static_cast<unsigned char>(byte) >> 4 : static_cast<unsigned char>(byte) & 15;
    return half == 10 ? QChar(u'X') : QChar(u'0' + half);
}

/// Whether packed digits begin with `digits`.
bool beginsWith(QByteArrayView packed, const QString &digits)
{
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i / 2 >= packed.size() || digitOf(packed[i / 2], i % 2 == 0) != digits.at(i))
            return false;
    }
    return true;
}

} // namespace

SearchReader::SearchReader(const storage::Database &db, const ResidentSearch::Options &options)
    : m_db(db)
    , m_effort(options.effort)
    , m_cursor(db)
    , m_wanted(options.limit)
{
}

QStringList SearchReader::statements()
{
    return KeyBlocks::readingStatements() + QStringList{areaOfIndex(),       rowOfId(),
                                                        rowsFromDocument(),  rowsFromHouseholdNumber(),
                                                        rowsFromHousehold(), recordOfRow()};
}

bool SearchReader::isDone() const
{
    const bool tired = m_effort == ResidentSearch::Effort::Keystroke && (m_looks >= m_mostLooks || m_steps >= mostSteps);
    return m_wanted <= 0 || tired;
}

bool SearchReader::stops()
{
    m_isCut = m_isCut || isDone();
    return isDone();
}

void SearchReader::countReading()
{
    m_steps += stepsToRead - 1;
}

Result<std::optional<QString>> SearchReader::area() const
{
    SHOULI_TRY(auto query, m_db.prepare(areaOfIndex()));
    SHOULI_TRY(const bool found, query.step());
    return found ? std::optional(query.text(0)) : std::nullopt;
}

Result<void> SearchReader::each(const QByteArray &from, const Visit &visit)
{
    if (stops())
        return {};
    SHOULI_CHECK(m_cursor.seek(from));
    for (; !m_cursor.atEnd() && m_cursor.text().startsWith(from); ++m_steps) {
        if (stops())
            return {};
        SHOULI_TRY(const bool more, visit());
        if (!more)
            return {};
        SHOULI_CHECK(m_cursor.next());
    }
    return {};
}

Result<void> SearchReader::eachDigits(KeyKind kind, Nearness nearness, const QString &digits, const Visit &visit)
{
    const QByteArray head = SearchKeys::prefix(kind, nearness);
    SHOULI_CHECK(m_cursor.seek(head + SearchKeys::packed(digits)));
    for (; !m_cursor.atEnd() && m_cursor.text().startsWith(head)
         && beginsWith(m_cursor.text().sliced(head.size()), digits);
         ++m_steps) {
        if (stops())
            return {};
        SHOULI_TRY(const bool more, visit());
        if (!more)
            return {};
        SHOULI_CHECK(m_cursor.next());
    }
    return {};
}

Result<SearchReader::RowList> SearchReader::rows(Statement &query) const
{
    RowList list;
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return list;
        list.append(static_cast<std::uint32_t>(query.integer(0)));
    }
}

Result<SearchReader::RowList> SearchReader::rowOf(ResidentId id) const
{
    SHOULI_TRY(auto query, m_db.prepare(rowOfId()));
    query.bind(id);
    return rows(query);
}

Result<SearchReader::RowList> SearchReader::rowsOfDocument(const QString &head, bool whole) const
{
    SHOULI_TRY(auto query, m_db.prepare(rowsFromDocument()));
    query.bindAll(head, whole ? head : head + QChar(u'~'),
                  m_effort == ResidentSearch::Effort::Keystroke ? mostRows : -1);
    return rows(query);
}

Result<SearchReader::RowList> SearchReader::rowsOfHouseholdNumber(const QString &number) const
{
    SHOULI_TRY(auto query, m_db.prepare(rowsFromHouseholdNumber()));
    query.bindAll(number, mostRows);
    return rows(query);
}

Result<SearchReader::RowList> SearchReader::rowsOfHousehold(HouseholdId household) const
{
    SHOULI_TRY(auto query, m_db.prepare(rowsFromHousehold()));
    query.bindAll(household, mostRows);
    return rows(query);
}

Result<std::int64_t> SearchReader::blocksFrom(const QByteArray &text) const
{
    return KeyBlocks::blocksFrom(m_db, text);
}

Result<std::optional<SearchRecord>> SearchReader::load(std::uint32_t row)
{
    ++m_looks;
    SHOULI_TRY(auto query, m_db.prepare(recordOfRow()));
    query.bind(row);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<SearchRecord>();
    SearchRecord record;
    SearchHit &hit = record.hit;
    hit.id = query.id<ResidentId>(0);
    hit.name = query.text(1);
    record.formerName = query.text(2);
    record.smallName = query.text(3);
    const auto sex = query.integer(4);
    hit.sex = sex == 1 || sex == 2 || sex == 9 ? static_cast<Sex>(sex) : Sex::Unknown;
    hit.birthDate = PartialDate::parse(query.text(5));
    record.document = query.text(6);
    record.phone = query.text(7);
    record.otherPhone = query.text(8);
    hit.hukouDivision = query.text(9);
    record.hukouAddress = query.text(10);
    hit.livingDivision = query.text(11);
    record.livingAddress = query.text(12);
    hit.household = query.id<HouseholdId>(13);
    if (!query.isNull(14))
        hit.residenceStatus = ResidenceStatusCode(static_cast<int>(query.integer(14)));
    if (!query.isNull(15))
        record.relation = RelationCode(static_cast<int>(query.integer(15)));
    record.isGone = !query.isNull(16) || !query.isNull(17);
    return std::optional<SearchRecord>(std::move(record));
}

} // namespace shouli::core::residents::search
