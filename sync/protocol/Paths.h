// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What is posted to the county, and where; see PROTOCOL.md.
namespace shouli::sync::protocol::paths {

inline constexpr const char *enrol = "/enrol";
inline constexpr const char *sync = "/sync";
inline constexpr const char *part = "/part";
inline constexpr const char *agree = "/agree";
inline constexpr const char *goHome = "/return";
inline constexpr const char *manifest = "/manifest";
inline constexpr const char *chunk = "/chunk";
inline constexpr const char *orders = "/orders";

} // namespace shouli::sync::protocol::paths
