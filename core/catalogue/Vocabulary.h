// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonPlace.h"

#include <QHash>

namespace shouli::core::catalogue {

/// Kinds of things a catalogue defines once and refers to by id.
enum class Term {
    Department,
    Role,
    Category,
    Parameter,
    Quantity,
    Circumstance,
    Question,
    Document,
    Form,
    Group,
    Material,
    Service,
    Variant, ///< of the service being read
};

/// The ids read so far, so that a reference to something undefined is refused where it stands.
class Vocabulary {
public:
    /// Reads the id under `key`; one that is taken already is a problem.
    QString define(const base::JsonPlace &place, QStringView key, Term term);
    /// The same for a list of ids that stands at `place`.
    void defineAll(const base::JsonPlace &place, const QStringList &ids, Term term);
    void forget(Term term) { m_known.remove(term); }

    [[nodiscard]] QString one(const base::JsonPlace &place, QStringView key, Term term) const;   ///< required
    [[nodiscard]] QString oneOr(const base::JsonPlace &place, QStringView key, Term term) const; ///< or empty
    [[nodiscard]] QStringList many(const base::JsonPlace &place, QStringView key, Term term) const;

private:
    QHash<Term, QSet<QString>> m_known;
};

} // namespace shouli::core::catalogue
