// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"

#include <QHash>

#include <compare>
#include <cstdint>

namespace shouli::core::changes {

struct EntityTag;
struct ScopeTag;
struct ReplicaTag;
struct AuthorTag;

/// Any replicated thing: a resident, a case, an office. Typed ids (ResidentId, ...) are idCast.
using EntityId = base::Id<EntityTag>;
/// Who receives a thing: an office, by the office's id. See commonScope().
using ScopeId = base::Id<ScopeTag>;
/// One installation of Shouli on one PC, as enrolled. Another one after a fork.
using ReplicaId = base::Id<ReplicaTag>;
/// The person who acted, by the staff member's id.
using AuthorId = base::Id<AuthorTag>;

/// Which sort of thing, by its number in resources/schema/entities.json. Numbers are never reused.
struct Kind {
    std::uint16_t value = 0;
    auto operator<=>(const Kind &) const = default;
};
/// Which field of a kind, by its number there. Never reused.
struct Field {
    std::uint16_t value = 0;
    auto operator<=>(const Field &) const = default;
    friend size_t qHash(Field f, size_t seed = 0) noexcept { return ::qHash(f.value, seed); }
};
/// What happened to a thing that is made of events; the numbers belong to the kind.
struct EventKind {
    std::uint16_t value = 0;
    auto operator<=>(const EventKind &) const = default;
};

struct EntityRef {
    Kind kind;
    EntityId id;
    auto operator<=>(const EntityRef &) const = default;
    friend size_t qHash(const EntityRef &ref, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, ref.kind.value, ref.id);
    }
};

/// What every office of the county holds: offices, devices and their keys.
[[nodiscard]] inline ScopeId commonScope()
{
    return *ScopeId::fromBytes(QByteArray(ScopeId::size, '\x01'));
}

} // namespace shouli::core::changes
