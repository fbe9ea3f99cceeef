// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/delivery/WaitingLists.h"

#include <algorithm>

namespace shouli::app::delivery {

using core::cases::CaseId;
using core::cases::QueueItem;
using Turn = QueueItem::Turn;

WaitingLists WaitingLists::of(const core::cases::Queue &queue, const QSet<CaseId> &nothingToCollect)
{
    WaitingLists parted;
    const auto add = [&parted](Waiting waiting, const QueueItem &item) {
        parted.lists[static_cast<std::size_t>(waiting)].append(item);
    };
    for (const QueueItem &item : queue.items) {
        if (item.turn == Turn::Papers)
            add(Waiting::Papers, item);
        else if (item.turn == Turn::Telling)
            add(Waiting::Tell, item);
        else if (item.turn == Turn::Stage && item.delivers)
            add(item.certificates == 0 && !nothingToCollect.contains(item.id) ? Waiting::Collect : Waiting::Deliver,
                item);
    }
    return parted;
}

std::optional<Waiting> WaitingLists::listOf(CaseId id) const
{
    for (int i = 0; i < count; ++i) {
        const auto &list = lists[static_cast<std::size_t>(i)];
        if (std::any_of(list.cbegin(), list.cend(), [id](const QueueItem &item) { return item.id == id; }))
            return static_cast<Waiting>(i);
    }
    return {};
}

int WaitingLists::dueCount() const
{
    const auto &papers = of(Waiting::Papers);
    const auto late = std::count_if(papers.cbegin(), papers.cend(), [](const QueueItem &item) {
        return item.deadline.light == core::calendar::Light::Red;
    });
    return static_cast<int>(of(Waiting::Collect).size() + of(Waiting::Deliver).size() + of(Waiting::Tell).size()
                            + late);
}

} // namespace shouli::app::delivery
