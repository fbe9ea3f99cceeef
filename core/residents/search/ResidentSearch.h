// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/residents/Code.h"
#include "core/residents/HouseholdId.h"
#include "core/residents/PartialDate.h"
#include "core/residents/ResidentId.h"
#include "core/residents/Sex.h"
#include "core/residents/search/Pinyin.h"
#include "core/residents/search/SearchKeys.h"
#include "core/storage/Database.h"

#include <QList>
#include <QString>

namespace shouli::core::residents::search {

/// What of a record fitted what was typed.
enum class MatchedBy {
    Name,
    FormerName,
    SmallName,
    GivenName,  ///< the name without the surname
    PartOfName, ///< characters from within it, or in another order
    Pinyin,
    Initials, ///< initials, or a mixture of them with pinyin or characters
    Accent,   ///< only as mixed up in the local accent
    DocumentNumber,
    DocumentHead,
    DocumentTail,
    Phone, ///< the whole number
    PhonePart,
    HouseholdNumber,
    Address,
    HouseholdHead, ///< the head of the household they live in
};

/// One line of the result, already masked as lists are (Masking::Place::List).
struct SearchHit {
    /// Part of a text, in QChars; never half a surrogate pair.
    struct Span {
        int first = 0;
        int length = 0;

        bool operator==(const Span &) const = default;
    };

    ResidentId id;
    QString name;
    QString otherName; ///< the former or small name, or the name of the head, where that is what fitted
    Sex sex = Sex::Unknown;
    PartialDate birthDate; ///< the year only, as lists show it
    int age = -1;          ///< on the day of the search
    QString documentNumber;
    QString phone;
    QString address; ///< where they live, or are registered
    QString livingDivision;
    QString hukouDivision;
    HouseholdId household;
    ResidenceStatusCode residenceStatus;
    Nearness nearness = Nearness::OtherHere;
    MatchedBy matchedBy = MatchedBy::Name;
    bool whole = false;  ///< all of what fitted was typed
    QString fittingText; ///< digits or place that was typed, where it is no name
    QList<Span> fitting; ///< what was typed, in `name`, or in `otherName` where that is what fitted

    bool operator==(const SearchHit &) const = default;
};

struct SearchResult {
    QList<SearchHit> hits;
    bool isComplete = true; ///< false: there are more, or the search stopped looking (see Effort)

    bool operator==(const SearchResult &) const = default;
};

/// Looks people up as a clerk types. Whole matches come first, then those who begin so, then parts of a name,
/// addresses, and last the household of a head who fits. Within each: the office's own people who live there,
/// its own who are away, others, and those who died or moved out; whoever was here lately before the rest.
///
/// Thread-safety: one object for all threads, one connection per thread.
class ResidentSearch {
public:
    enum class Effort {
        Keystroke, ///< stops early rather than keep the typist waiting
        Thorough,  ///< reads on until it has `limit` hits or has seen all: for a pause in typing
    };

    struct Options {
        int limit = 20;
        Effort effort = Effort::Keystroke;
        bool localAccent = false;      ///< also n for l, in for ing, z for zh, ...; ranked last
        QDate today = {};              ///< for ages; invalid: none
        QList<ResidentId> recent = {}; ///< who was served lately, the last one first; a few dozen at most
    };

    explicit ResidentSearch(Pinyin pinyin);

    /// An empty or meaningless text finds nobody. A person occurs once.
    [[nodiscard]] base::Result<SearchResult> find(const storage::Database &db, const QString &typed,
                                                  const Options &options) const;

private:
    Pinyin m_pinyin;
};

} // namespace shouli::core::residents::search
