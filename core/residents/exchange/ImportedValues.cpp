// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/ImportedValues.h"

namespace shouli::core::residents::exchange {

using base::Result;

namespace {

constexpr qsizetype markSize = 4; // field, and three bytes of the value's mark

/// FNV-1a. Not for secrets: it lies beside the value, in the same encrypted file.
std::uint32_t markOf(const changes::Value &value)
{
    std::uint64_t hash = 14695981039346656037ULL;
    const QByteArray bytes = value.toCbor();
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return static_cast<std::uint32_t>((hash ^ (hash >> 32)) & 0xFFFFFF);
}

} // namespace

Result<ImportedValues> ImportedValues::of(const storage::Database &db, ResidentId person)
{
    ImportedValues values;
    SHOULI_TRY(auto query,
               db.prepare(QStringLiteral("SELECT imported_on, marks FROM import_source WHERE resident = ?")));
    query.bind(person);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return values;
    values.m_on = query.date(0);
    const QByteArray marks = query.blob(1);
    for (qsizetype at = 0; at + markSize <= marks.size(); at += markSize) {
        const auto byte = [&](qsizetype i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(marks.at(at + i)));
        };
        values.m_marks.insert(static_cast<ResidentField>(byte(0)), (byte(1) << 16) | (byte(2) << 8) | byte(3));
    }
    return values;
}

Result<void> ImportedValues::store(storage::Transaction &tx, ResidentId person) const
{
    QByteArray marks;
    for (auto it = m_marks.cbegin(); it != m_marks.cend(); ++it) {
        marks.append(static_cast<char>(it.key()));
        for (const int shift : {16, 8, 0})
            marks.append(static_cast<char>((*it >> shift) & 0xFF));
    }
    SHOULI_TRY(auto upsert,
               tx.prepare(QStringLiteral(
                   "INSERT OR REPLACE INTO import_source (resident, imported_on, marks) VALUES (?, ?, ?)")));
    upsert.bindAll(person, m_on, marks);
    return upsert.run();
}

bool ImportedValues::stands(const Resident &now, ResidentField field) const
{
    const auto mark = m_marks.constFind(field);
    const bool confirmed = now.verifiedOn.isValid() && now.verifiedOn >= m_on;
    return mark != m_marks.constEnd() && !confirmed && *mark == markOf(now.value(field));
}

void ImportedValues::mark(const Resident &before, const Resident &after, const QList<ResidentField> &fields,
                          QDate today)
{
    // those that somebody confirmed or changed meanwhile stay a person's
    for (const ResidentField field : m_marks.keys()) {
        if (!stands(before, field))
            m_marks.remove(field);
    }
    for (const ResidentField field : fields)
        m_marks.insert(field, markOf(after.value(field)));
    m_on = today;
}

} // namespace shouli::core::residents::exchange
