// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/support/BenchOptions.h"

#include <algorithm>

namespace shouli::tests::bench {

using core::base::ErrorCode;
using core::base::failure;
using core::base::Result;

namespace {

Result<std::uint64_t> seedFrom(const QString &text)
{
    bool understood = false;
    const std::uint64_t seed = text.toULongLong(&understood);
    if (!understood)
        return failure(ErrorCode::InvalidArgument, QStringLiteral("seed \"%1\"").arg(text));
    return seed;
}

} // namespace

Result<BenchOptions> BenchOptions::parse(const QStringList &arguments)
{
    BenchOptions options;
    if (const QString seed = qEnvironmentVariable("SHOULI_SEED"); !seed.isEmpty()) {
        SHOULI_TRY(options.seed, seedFrom(seed));
    }
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        const bool takesValue = argument == QStringLiteral("--json") || argument == QStringLiteral("--seed");
        if (takesValue && i + 1 == arguments.size())
            return failure(ErrorCode::InvalidArgument, argument + QStringLiteral(" without a value"));
        if (argument == QStringLiteral("--json")) {
            options.json = arguments.at(++i);
        } else if (argument == QStringLiteral("--seed")) {
            SHOULI_TRY(options.seed, seedFrom(arguments.at(++i)));
        } else if (argument == QStringLiteral("--quick")) {
            options.quick = true;
        } else if (argument == QStringLiteral("--list")) {
            options.list = true;
        } else if (argument == QStringLiteral("--bare")) {
            options.bare = true;
        } else if (argument.startsWith(u'-')) {
            return failure(ErrorCode::InvalidArgument, argument);
        } else {
            options.keys.append(argument);
        }
    }
    return options;
}

bool BenchOptions::wants(const QString &key) const
{
    return keys.isEmpty()
        || std::any_of(keys.begin(), keys.end(), [&](const QString &beginning) { return key.startsWith(beginning); });
}

} // namespace shouli::tests::bench
