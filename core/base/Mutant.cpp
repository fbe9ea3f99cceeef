// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Mutant.h"

#ifdef SHOULI_MUTANTS

#include <QByteArray>
#include <QtGlobal>

#include <optional>

namespace shouli::core::base {

namespace {

std::optional<Mutant> chosen()
{
    const QByteArray name = qgetenv("SHOULI_MUTANT");
    if (name.isEmpty())
        return std::nullopt;
#define SHOULI_NAME(one) \
    if (name == #one)    \
        return Mutant::one;
    SHOULI_EACH_MUTANT(SHOULI_NAME)
#undef SHOULI_NAME
    qFatal("no mutant %s", name.constData()); // a misspelt one would seem to live
}

} // namespace

bool mutant(Mutant one)
{
    static const std::optional<Mutant> only = chosen();
    return only == one;
}

} // namespace shouli::core::base

#endif
