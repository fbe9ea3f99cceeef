// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/changes/Names.h"

#include <QByteArray>
#include <QList>

#include <cstdint>

namespace shouli::sync::snapshot {

/// Of what a snapshot consists, and where in the county's log it stands. Signed by the county's own key, the one
/// whose pin an office was enrolled with, so that it may come by any way: the network, another PC, a stick.
struct Manifest {
    /// Another number for anything that makes equal logs fold to other things or chunks.
    static constexpr int foldVersion = 1;
    static constexpr qsizetype maxChunks = 20'000;
    static constexpr qsizetype maxBytes = 2 << 20;

    struct Entry {
        core::changes::Kind kind;
        int depth = 0;
        std::uint32_t prefix = 0;
        QByteArray name;        ///< Chunk::nameOf()
        QByteArray state;       ///< stateOf() its things
        std::int64_t rows = 0;  ///< things, and lines about them
        std::int64_t bytes = 0; ///< compressed
        int priority = 1;       ///< 1 first
        bool operator==(const Entry &) const = default;
    };

    QByteArray epoch;
    core::changes::ScopeId scope;
    QByteArray definition;     ///< definitionOf(scope), as the county understands it
    std::int64_t position = 0; ///< S: everything up to there is in it, and nothing later
    QByteArray token;          ///< what the county gives out with that position
    int schemaVersion = 0;
    QByteArray state;    ///< stateOf(chunks)
    QList<Entry> chunks; ///< ascending by kind and prefix

    bool operator==(const Manifest &) const = default;

    /// What a scope means: whoever has another notion of it must not load this.
    [[nodiscard]] static QByteArray definitionOf(core::changes::ScopeId scope);
    [[nodiscard]] static QByteArray stateOf(const QList<Entry> &chunks);
    [[nodiscard]] std::int64_t rows() const;
    [[nodiscard]] std::int64_t bytes() const;

    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed, MessageTooLarge; Unsupported for a newer fold or another definition of the scope.
    [[nodiscard]] static core::base::Result<Manifest> fromCbor(const QByteArray &bytes);
};

/// A manifest with the county's signature: [manifest, publicKey, signature].
struct SignedManifest {
    QByteArray manifest;  ///< Manifest::toCbor()
    QByteArray publicKey; ///< SubjectPublicKeyInfo in DER; its SHA-256 is the pin
    QByteArray signature; ///< ECDSA on P-256 with SHA-256, DER

    bool operator==(const SignedManifest &) const = default;

    /// "shouli-snapshot" ‖ manifest.
    [[nodiscard]] QByteArray signedBytes() const;
    [[nodiscard]] QByteArray toCbor() const;
    /// MessageMalformed, MessageTooLarge. Says nothing of the signature.
    [[nodiscard]] static core::base::Result<SignedManifest> fromCbor(const QByteArray &bytes);
};

} // namespace shouli::sync::snapshot
