// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/Script.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <random>

namespace shouli::tests::simulation {

namespace {

constexpr std::array<const char *, deedCount> names{
    "Create",   "Edit",        "EditTogether", "Happen",        "Share", "GiveBack", "Move",  "Sync",  "CloneDisk",
    "CopyDisk", "RestoreDisk", "CopyCounty",   "RestoreCounty", "Grant", "Withdraw", "Clock", "Secure",
    "Redact"};
/// How often each deed happens, before the swarm.
constexpr std::array<int, deedCount> usual{6, 14, 6, 8, 3, 2, 3, 26, 1, 1, 1, 1, 1, 1, 1, 2, 1, 0};

QString line(const Step &step)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(QLatin1String(names[static_cast<std::size_t>(step.deed)]))
        .arg(step.who)
        .arg(step.what)
        .arg(step.how);
}

} // namespace

Script Script::random(std::uint64_t seed, bool all, int longest)
{
    std::mt19937_64 engine(seed);
    const auto below = [&engine](std::uint64_t bound) { return engine() % bound; };
    Script script;
    script.seed = seed;
    script.setting.offices = static_cast<int>(1 + below(5));
    script.setting.scopes = static_cast<int>(1 + below(4));
    std::array<int, deedCount> weights = usual;
    for (int &weight : weights) {
        if (&weight == &weights.back())
            break; // erasures come below
        if (below(10) < 4)
            weight = 0;
        else
            weight *= static_cast<int>(1 + below(3));
    }
    for (const Deed always : {Deed::Create, Deed::Sync, Deed::Edit}) {
        auto &weight = weights[static_cast<std::size_t>(always)];
        weight = std::max(weight, 4);
    }
    if (!all) {
        const bool county = below(2) == 0;
        for (const Deed copied : {Deed::CloneDisk, Deed::RestoreDisk})
            weights[static_cast<std::size_t>(copied)] *= county ? 0 : 1;
        weights[static_cast<std::size_t>(Deed::RestoreCounty)] *= county ? 1 : 0;
    }
    std::discrete_distribution<int> deed(weights.cbegin(), weights.cend());
    const int length = static_cast<int>(20 + below(static_cast<std::uint64_t>(longest)));
    for (int i = 0; i < length; ++i) {
        Step step;
        step.deed = static_cast<Deed>(deed(engine));
        step.who = static_cast<std::uint32_t>(below(1000));
        step.what = static_cast<std::uint32_t>(below(100'000));
        step.how = static_cast<std::uint32_t>(below(100'000));
        script.steps.append(step);
    }
    std::mt19937_64 lawful(~seed); // erasures come instead of other steps
    const bool erases = seed % 3 == 0;
    for (Step &step : script.steps) {
        if (erases && lawful() % 40 == 0)
            step.deed = Deed::Redact;
    }
    return script;
}

QString Script::toText() const
{
    QStringList lines{QStringLiteral("world %1 %2").arg(setting.offices).arg(setting.scopes)};
    for (const Step &step : steps)
        lines.append(line(step));
    return lines.join(u'\n') + u'\n';
}

std::optional<Script> Script::parse(const QString &text)
{
    Script script;
    bool first = true;
    for (const QString &raw : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (raw.startsWith(u'#'))
            continue;
        const QStringList words = raw.split(u' ', Qt::SkipEmptyParts);
        if (first) {
            if (words.size() != 3 || words.at(0) != u"world")
                return std::nullopt;
            script.setting = {words.at(1).toInt(), words.at(2).toInt()};
            first = false;
            continue;
        }
        if (words.size() != 4)
            return std::nullopt;
        int deed = 0;
        while (deed < deedCount && words.at(0) != QLatin1String(names[static_cast<std::size_t>(deed)]))
            ++deed;
        if (deed == deedCount)
            return std::nullopt;
        script.steps.append(
            {static_cast<Deed>(deed), words.at(1).toUInt(), words.at(2).toUInt(), words.at(3).toUInt()});
    }
    return first ? std::nullopt : std::optional(script);
}

QString Script::toCpp() const
{
    QString cpp = QStringLiteral("Script script;\nscript.setting = {%1, %2};\nscript.steps = {\n")
                      .arg(setting.offices)
                      .arg(setting.scopes);
    for (const Step &step : steps)
        cpp += QStringLiteral("    {Deed::%1, %2, %3, %4},\n")
                   .arg(QLatin1String(names[static_cast<std::size_t>(step.deed)]))
                   .arg(step.who)
                   .arg(step.what)
                   .arg(step.how);
    return cpp + QStringLiteral("};\nQVERIFY(!failureOf(script));\n");
}

} // namespace shouli::tests::simulation
