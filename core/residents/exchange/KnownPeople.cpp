// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/KnownPeople.h"

#include "core/residents/exchange/RowDraft.h"

namespace shouli::core::residents::exchange {

using base::Result;

namespace {

bool fits(int a, int b)
{
    return a == 0 || b == 0 || a == b;
}

} // namespace

std::uint64_t KnownPeople::keyOf(const QString &name)
{
    return qHash(RowDraft::comparable(name), 0);
}

Result<KnownPeople> KnownPeople::load(const storage::Database &db)
{
    KnownPeople known;
    SHOULI_TRY(auto query, db.prepare(QStringLiteral("SELECT id, name, birth_date FROM resident")));
    for (;;) {
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return known;
        known.add(query.text(1), {PartialDate::parse(query.text(2)), query.id<ResidentId>(0)});
    }
}

void KnownPeople::add(const QString &name, const Person &person)
{
    m_people.insert(keyOf(name), person);
}

QList<KnownPeople::Person> KnownPeople::like(const QString &name, const PartialDate &birthDate) const
{
    QList<Person> all;
    const auto [begin, end] = m_people.equal_range(keyOf(name));
    for (auto it = begin; it != end; ++it) {
        const PartialDate &other = it->birthDate;
        if (fits(other.year, birthDate.year) && fits(other.month, birthDate.month) && fits(other.day, birthDate.day))
            all.append(*it);
    }
    return all;
}

} // namespace shouli::core::residents::exchange
