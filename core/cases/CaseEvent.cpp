// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/CaseEvent.h"

#include "core/cases/FieldCodec.h"

#include <algorithm>
#include <utility>

namespace shouli::core::changes {

template <class V>
static void fields(V &visit, cases::codec::Ref<V, EntityRef> ref)
{
    visit(1, ref.kind.value);
    visit(2, ref.id);
}

} // namespace shouli::core::changes

namespace shouli::core::cases {

using changes::CborReader;
using changes::CborWriter;
using codec::Ref;

// not in an unnamed namespace: FieldCodec finds these by their arguments

// the last enumerator this version knows: what is beyond was written by a newer one
static constexpr MaterialStatus last(MaterialStatus)
{
    return MaterialStatus::Received;
}
static constexpr ShownVerdict last(ShownVerdict)
{
    return ShownVerdict::ForOffice;
}
static constexpr StageDone::Outcome last(StageDone::Outcome)
{
    return StageDone::Outcome::Approved;
}
static constexpr Delivered::Way last(Delivered::Way)
{
    return Delivered::Way::Phone;
}

template <class V>
static void fields(V &visit, Ref<V, MaterialState> m)
{
    visit(1, m.material);
    visit(2, m.status);
    visit(3, m.due);
}

template <class V>
static void fields(V &visit, Ref<V, ShownRule> r)
{
    visit(1, r.rule);
    visit(2, r.outcome);
    visit(3, r.value);
}

template <class V>
static void fields(V &visit, Ref<V, Judgement> j)
{
    visit(1, j.question);
    visit(2, j.yes);
}

template <class V>
static void fields(V &visit, Ref<V, Carrier> c)
{
    visit(1, c.stage);
    visit(2, c.office);
    visit(3, c.officeName);
    visit(4, c.outside);
}

template <class V>
static void fields(V &visit, Ref<V, Share> s)
{
    visit(1, s.office);
    visit(2, s.records);
}

// steps begin at 10, after the fields that every event has

template <class V>
static void fields(V &, Ref<V, NewerStep>)
{
}

template <class V>
static void fields(V &visit, Ref<V, Accepted> a)
{
    visit(10, a.materials);
    visit(11, a.eligibility);
    visit(12, a.judgements);
    visit(13, a.remark);
    visit(14, a.route);
}

template <class V>
static void fields(V &visit, Ref<V, StageDone> s)
{
    visit(10, s.stage);
    visit(11, s.outcome);
    visit(12, s.opinion);
    visit(13, s.facts);
    visit(14, s.skip);
    visit(15, s.route);
}

template <class V>
static void fields(V &visit, Ref<V, Returned> r)
{
    visit(10, r.stage);
    visit(11, r.to);
    visit(12, r.items);
    visit(13, r.reason);
}

template <class V>
static void fields(V &visit, Ref<V, Resubmitted> r)
{
    visit(10, r.stage);
    visit(11, r.supplied);
    visit(12, r.remark);
}

template <class V>
static void fields(V &visit, Ref<V, Rejected> r)
{
    visit(10, r.stage);
    visit(11, r.code);
    visit(12, r.reason);
    visit(13, r.basis);
}

template <class V>
static void fields(V &visit, Ref<V, Withdrawn> w)
{
    visit(10, w.reason);
}

template <class V>
static void fields(V &visit, Ref<V, Paused> p)
{
    visit(10, p.stage);
    visit(11, p.reason);
}

template <class V>
static void fields(V &visit, Ref<V, Resumed> r)
{
    visit(10, r.stage);
}

template <class V>
static void fields(V &visit, Ref<V, MaterialReceived> m)
{
    visit(10, m.material);
}

template <class V>
static void fields(V &visit, Ref<V, CertificateCollected> c)
{
    visit(10, c.document);
}

template <class V>
static void fields(V &visit, Ref<V, Delivered> d)
{
    visit(10, d.way);
    visit(11, d.receiver);
    visit(12, d.relation);
    visit(13, d.receiptSigned);
}

template <class V>
static void fields(V &visit, Ref<V, Remark> r)
{
    visit(10, r.text);
}

template <class V>
static void fields(V &visit, Ref<V, TakenBack> t)
{
    visit(10, t.lseq);
}

template <class V>
static void fields(V &, Ref<V, Tidied>)
{
}

template <class V>
static void fields(V &visit, Ref<V, Transferred> t)
{
    visit(10, t.to);
    visit(11, t.toName);
    visit(12, t.reason);
    visit(13, t.route);
}

/// What every event has, and its step, in one map.
template <class V>
static void fields(V &visit, Ref<V, CaseEvent> e)
{
    visit(1, e.staffName);
    visit(2, e.office);
    visit(3, e.officeName);
    visit(4, e.on);
    visit(5, e.shares);
    visit(6, e.givenBack);
    std::visit([&](auto &step) { fields(visit, step); }, e.step);
}

namespace {

/// The empty step of a kind.
template <std::size_t... I>
Step emptyStep(std::uint16_t kind, std::index_sequence<I...>)
{
    Step step = NewerStep{kind};
    ((kind == I && I != 0 ? (void)step.emplace<I>() : (void)0), ...);
    return step;
}

Step emptyStep(std::uint16_t kind)
{
    return emptyStep(kind, std::make_index_sequence<std::variant_size_v<Step>>());
}

QDate withinYears(QDate day)
{
    return std::clamp(day, QDate(CaseEvent::firstYear, 1, 1), QDate(CaseEvent::lastYear, 12, 31));
}

QDate dayOf(base::Timestamp at)
{
    const base::Timestamp first = base::Timestamp::fromChina(QDate(CaseEvent::firstYear, 1, 1));
    const base::Timestamp last = base::Timestamp::fromChina(QDate(CaseEvent::lastYear, 12, 31));
    return std::clamp(at, first, last).dateInChina();
}

} // namespace

changes::EventKind CaseEvent::kind() const
{
    if (const auto *newer = std::get_if<NewerStep>(&step))
        return {newer->kind};
    return {static_cast<std::uint16_t>(step.index())};
}

QByteArray CaseEvent::payload() const
{
    CaseEvent written = *this;
    if (written.on == dayOf(at))
        written.on = {};
    CborWriter out;
    codec::Writer{out}.put(written);
    return out.bytes();
}

CaseEvent CaseEvent::of(const changes::LoggedChange &line)
{
    CaseEvent event;
    const std::uint16_t kind = line.change.event.value;
    event.step = emptyStep(kind);
    CborReader in(line.change.payload);
    codec::Reader{in}.take(event);
    if (!in.atEnd()) {
        event = {};
        event.step = NewerStep{kind};
    }
    event.id = {line.replica, line.change.lseq};
    event.seq = line.seq;
    event.verdict = line.verdict;
    event.at = line.change.stamp.wall;
    event.author = line.change.author;
    event.on = event.on.isValid() ? withinYears(event.on) : dayOf(event.at);
    return event;
}

QList<CaseEvent> CaseEvent::of(const QList<changes::LoggedChange> &lines)
{
    QList<CaseEvent> events;
    events.reserve(lines.size());
    for (const changes::LoggedChange &line : lines)
        events.append(of(line));
    return events;
}

} // namespace shouli::core::cases
