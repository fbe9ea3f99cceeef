// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct evp_md_ctx_st; // OpenSSL's

namespace shouli::core::crypto {

/// SHA-256 (FIPS 180-4) over what is added piece by piece, by OpenSSL: it uses the processor's own instructions, where
/// libsodium and Qt count by hand. One thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Q_DISABLE_COPY_MOVE(Sha256)

    void add(QByteArrayView bytes);
    /// 32 bytes over all that was added; empty anew afterwards.
    [[nodiscard]] QByteArray result();

private:
    struct Free {
        void operator()(evp_md_ctx_st *state) const;
    };

    void start();

    std::unique_ptr<evp_md_ctx_st, Free> m_state;
};

} // namespace shouli::core::crypto
