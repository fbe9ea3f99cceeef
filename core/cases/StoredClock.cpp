// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/StoredClock.h"

#include "core/changes/Cbor.h"

namespace shouli::core::cases {

using calendar::LimitUnit;
using calendar::StageClock;
using changes::CborReader;
using changes::CborWriter;

namespace {

void put(CborWriter &out, QDate day)
{
    day.isValid() ? out.number(day.toJulianDay()) : out.null();
}

QDate takeDay(CborReader &in)
{
    if (in.isNull()) {
        in.skipNull();
        return {};
    }
    return QDate::fromJulianDay(in.number());
}

} // namespace

QByteArray toStored(const StageClock &clock)
{
    CborWriter out;
    out.array(4 + static_cast<qsizetype>(clock.pauses.size()) * 2);
    out.number(clock.limit.n);
    out.number(static_cast<int>(clock.limit.unit));
    put(out, clock.started);
    put(out, clock.finished);
    for (const calendar::Pause &pause : clock.pauses) {
        put(out, pause.from);
        put(out, pause.until);
    }
    return out.bytes();
}

StageClock clockFromStored(const QByteArray &bytes)
{
    CborReader in(bytes);
    StageClock clock;
    const qint64 items = in.array();
    clock.limit.n = static_cast<int>(in.numberIn(0, calendar::Limit::most));
    clock.limit.unit = static_cast<LimitUnit>(in.numberIn(0, static_cast<int>(LimitUnit::WorkingDays)));
    clock.started = takeDay(in);
    clock.finished = takeDay(in);
    for (qint64 i = 4; i + 1 < items && in.ok(); i += 2) {
        const QDate from = takeDay(in);
        clock.pauses.push_back({from, takeDay(in)});
    }
    return in.atEnd() ? clock : StageClock();
}

} // namespace shouli::core::cases
