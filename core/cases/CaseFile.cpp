// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/CaseFile.h"

#include "core/crypto/Hash.h"

namespace shouli::core::cases {

using changes::Value;

changes::FieldValues CaseFile::values() const
{
    return {
        {{1}, Value(number)},      {{2}, Value(service)},
        {{3}, Value(catalogue)},   {{4}, Value(variant)},
        {{5}, Value(applicant)},   {{6}, Value(applicantName)},
        {{7}, Value(household)},   {{8}, Value(proxy.name)},
        {{9}, Value(proxy.phone)}, {{10}, Value(proxy.relation)},
        {{11}, Value(home)},       {{12}, Value(token)},
        {{13}, Value(tokenHash)},  {{14}, Value(acceptedOn)},
        {{15}, Value(subject)},    {{16}, Value(proxy.documentNumber)},
    };
}

QByteArray CaseFile::hashOf(const QByteArray &token)
{
    return crypto::sha256(token);
}

} // namespace shouli::core::cases
