// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/Vocabulary.h"

namespace shouli::core::catalogue {

QString Vocabulary::define(const base::JsonPlace &place, QStringView key, Term term)
{
    const QString id = place.text(key);
    defineAll(place, {id}, term);
    return id;
}

void Vocabulary::defineAll(const base::JsonPlace &place, const QStringList &ids, Term term)
{
    for (const QString &id : ids) {
        if (m_known[term].contains(id))
            place.fail(QStringLiteral("\"%1\" is defined twice").arg(id));
        m_known[term].insert(id);
    }
}

QString Vocabulary::one(const base::JsonPlace &place, QStringView key, Term term) const
{
    const QString id = place.text(key);
    if (!m_known.value(term).contains(id))
        place.fail(QStringLiteral("%1 \"%2\" is not defined").arg(key, id));
    return id;
}

QString Vocabulary::oneOr(const base::JsonPlace &place, QStringView key, Term term) const
{
    return place.has(key) ? one(place, key, term) : QString();
}

QStringList Vocabulary::many(const base::JsonPlace &place, QStringView key, Term term) const
{
    const QStringList ids = place.texts(key);
    for (const QString &id : ids) {
        if (!m_known.value(term).contains(id))
            place.fail(QStringLiteral("%1 \"%2\" is not defined").arg(key, id));
    }
    return ids;
}

} // namespace shouli::core::catalogue
