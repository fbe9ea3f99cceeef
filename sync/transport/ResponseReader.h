// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>

#include <chrono>
#include <memory>

namespace shouli::sync::transport {

/// Takes one HTTP/1.1 answer apart as its bytes come in, holding no more than it may: a body that
/// is announced or becomes too large stops it at once. Accepts chunked bodies (a gateway may make
/// them); refuses a body that ends with the connection, since a cut one could not be told from it.
class ResponseReader {
public:
    explicit ResponseReader(qint64 bodyLimit);
    ~ResponseReader();
    ResponseReader(ResponseReader &&) noexcept;
    ResponseReader &operator=(ResponseReader &&) noexcept;

    /// Consumes from the front of `bytes` what belongs to this answer. True when it is complete.
    /// Errors: MessageTooLarge, ServerFailure (not HTTP). Not to be called again after either.
    [[nodiscard]] core::base::Result<bool> feed(QByteArray &bytes);

    [[nodiscard]] bool started() const; ///< has seen a byte
    [[nodiscard]] int status() const;
    [[nodiscard]] bool keepAlive() const;
    [[nodiscard]] QByteArray contentType() const;
    [[nodiscard]] std::chrono::seconds retryAfter() const; ///< 0 where not given in seconds; at most a day
    [[nodiscard]] QByteArray takeBody();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace shouli::sync::transport
