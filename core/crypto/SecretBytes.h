// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>

namespace shouli::core::crypto {

/// Bytes that must not be left behind: a key, a passphrase. Lives in guarded, locked memory
/// (sodium_malloc) and is zeroed when destroyed or moved from. Never printed: there is no
/// toString(). Copying is explicit (clone()). Not thread-safe.
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(qsizetype size); ///< zeroed
    /// Takes over and wipes `bytes` as far as this process still can.
    static SecretBytes takeFrom(QByteArray &bytes);
    static SecretBytes random(qsizetype size);

    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    [[nodiscard]] SecretBytes clone() const;
    [[nodiscard]] unsigned char *data() { return m_data; }
    [[nodiscard]] const unsigned char *data() const { return m_data; }
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

    /// In constant time.
    friend bool operator==(const SecretBytes &a, const SecretBytes &b);

private:
    void wipe();

    unsigned char *m_data = nullptr;
    qsizetype m_size = 0;
};

} // namespace shouli::core::crypto
