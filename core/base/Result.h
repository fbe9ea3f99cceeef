// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <tl/expected.hpp>

#include <utility>

namespace shouli::core::base {

/// A value, or why there is none. Never thrown away unseen ([[nodiscard]] on the class).
/// Thread-safety: as its value.
///
///     Result<Resident> find(ResidentId);
///     SHOULI_TRY(const Resident resident, store.find(id));   // hands an error to the caller
template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
public:
    using Base = tl::expected<T, Error>;
    using Base::Base;
    Result(Base base)
        : Base(std::move(base))
    {
    }
};

/// A failure, convertible to any Result.
[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(detail)});
}

/// Hands on somebody else's failure.
template <class T>
[[nodiscard]] tl::unexpected<Error> failure(const Result<T> &failed)
{
    return tl::unexpected<Error>(failed.error());
}

} // namespace shouli::core::base

#define SHOULI_CONCAT_INNER(a, b) a##b
#define SHOULI_CONCAT(a, b) SHOULI_CONCAT_INNER(a, b)

/// SHOULI_TRY(declaration, expression): declares from the value, or returns the error.
#define SHOULI_TRY(declaration, ...)                                                      \
    auto SHOULI_CONCAT(shouli_try_, __LINE__) = (__VA_ARGS__);                            \
    if (!SHOULI_CONCAT(shouli_try_, __LINE__))                                            \
        return ::tl::unexpected(std::move(SHOULI_CONCAT(shouli_try_, __LINE__)).error()); \
    declaration = *std::move(SHOULI_CONCAT(shouli_try_, __LINE__))

/// SHOULI_CHECK(expression): the same for a Result<void>, or where the value does not matter.
#define SHOULI_CHECK(...)                                               \
    do {                                                                \
        if (auto shouli_checked = (__VA_ARGS__); !shouli_checked)       \
            return ::tl::unexpected(std::move(shouli_checked).error()); \
    } while (false)
