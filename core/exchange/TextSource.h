// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QIODevice>
#include <QString>

#include <memory>

struct UConverter;

namespace shouli::core::exchange {

/// Text of a file whose encoding nobody has said, piece by piece. What is no text becomes U+FFFD.
class TextSource {
public:
    enum class Encoding {
        Utf8,
        Gb18030, ///< with GBK and GB 2312, which it contains
        Utf16Le,
        Utf16Be,
    };

    /// Reads the device through to tell the encoding: a byte order mark; else UTF-8 where (nearly) all of it is; else
    /// GB18030. NoTable for what is no text. `device` is open and not sequential.
    [[nodiscard]] static base::Result<std::unique_ptr<TextSource>> open(std::unique_ptr<QIODevice> device);
    ~TextSource();
    TextSource(const TextSource &) = delete;
    TextSource &operator=(const TextSource &) = delete;

    [[nodiscard]] Encoding encoding() const { return m_encoding; }
    /// The next piece, never empty but at the end.
    [[nodiscard]] base::Result<QString> read();
    [[nodiscard]] double progress() const;

    /// Characters that GB 18030-2005 had in the private-use area and that GB 18030-2022 names by their own code
    /// points: as the latter has them.
    static void modernise(QString &text);

private:
    TextSource(std::unique_ptr<QIODevice> device, Encoding encoding, UConverter *converter);

    std::unique_ptr<QIODevice> m_device;
    Encoding m_encoding;
    UConverter *m_converter; ///< owned
    bool m_atEnd = false;
    bool m_first = true;
};

} // namespace shouli::core::exchange
