// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/sample/SampleRegister.h"
#include "tests/core/cases/MiniCounty.h"

#include <QByteArray>
#include <QList>

namespace shouli::tests::dictionary {

/// Some days of a county that does not exist: a community, its street and the bureau, with invented people. The same
/// for the same seed. What travels between them meanwhile, unpacked, is what a dictionary is made of.
class Traffic {
public:
    explicit Traffic(std::uint64_t seed);

    /// So many visits to the counter; each is followed by the round trips it causes.
    [[nodiscard]] core::base::Result<void> run(int visits);

    /// Bodies of requests and answers, in the order they travelled.
    [[nodiscard]] const QList<QByteArray> &messages() const { return m_messages; }

private:
    using Result = core::base::Result<void>;

    [[nodiscard]] Result moveIn();
    [[nodiscard]] Result visit();
    [[nodiscard]] Result correct(core::residents::Resident &person);
    [[nodiscard]] Result settle(const core::residents::sample::SampleHousehold &household);
    [[nodiscard]] Result accept(const core::residents::Resident &person);
    [[nodiscard]] Result goOn();
    [[nodiscard]] Result join(const core::residents::Resident &person);
    void keep(const QByteArray &up, const QByteArray &down);
    void pass(MiniOffice &office);
    [[nodiscard]] int below(int bound) { return static_cast<int>(m_random.below(static_cast<std::uint32_t>(bound))); }

    TestRandom m_random;
    MiniCounty m_county;
    QList<core::residents::sample::SampleHousehold> m_households; ///< not there yet
    QList<core::residents::Resident> m_people;
    QList<core::cases::CaseId> m_cases;
    QList<QByteArray> m_messages;
};

} // namespace shouli::tests::dictionary
