// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/residents/search/AddressText.h"
#include "core/residents/search/NameMatcher.h"
#include "core/residents/search/ResidentSearch.h"
#include "core/residents/search/SearchQuery.h"

#include <optional>

namespace shouli::core::residents::search {

/// What a search reads of one person.
struct SearchRecord {
    SearchHit hit; ///< all but what fitted
    QString formerName;
    QString smallName;
    QString document;
    QString phone;
    QString otherPhone;
    QString hukouAddress;
    QString livingAddress;
    QString householdNumber; ///< where they were found by it
    RelationCode relation;
    bool isGone = false;
};

/// Whether and how one person's record fits what was typed: pure.
class RecordMatcher {
public:
    enum class Way {
        OneName,   ///< all name words are one name
        AnyOrder,  ///< its characters stand anywhere in a name
        OnePlace,  ///< all of it is one address
        WordsApart ///< each word by itself: a name, a number, an address
    };

    struct Fit {
        MatchedBy by = MatchedBy::Name;
        bool whole = false;
        QString otherName = {};
        QString text = {};
        QList<SearchHit::Span> spans = {};
        bool isPart = false; ///< does not begin the name

        /// The first sort of results, 0 first.
        [[nodiscard]] int rank() const;
    };

    RecordMatcher(const SearchQuery &query, const Pinyin &pinyin, bool localAccent);

    [[nodiscard]] std::optional<Fit> fit(const SearchRecord &record, Way way) const;
    /// One of the words of the query by itself.
    [[nodiscard]] std::optional<Fit> fitWord(const SearchRecord &record, qsizetype word) const;
    [[nodiscard]] std::optional<Fit> fitDocument(const SearchRecord &record) const;

    [[nodiscard]] const NameMatcher &joined() const { return m_joined; }
    [[nodiscard]] const AddressText &place() const { return m_place; }

    /// An old 15-digit identity number as its 18-character form; anything else as it is.
    [[nodiscard]] static QString asNewNumber(const QString &number);

    static constexpr qsizetype shortestTail = 4;
    static constexpr qsizetype shortestPhoneHead = 3;
    static constexpr qsizetype shortestDocumentHead = 6;

private:
    struct Word {
        QList<NameMatcher> names;
        QList<QString> numbers;
        AddressText address;
    };
    [[nodiscard]] std::optional<Fit> fitName(const SearchRecord &record, const NameMatcher &name, bool narrowing) const;
    [[nodiscard]] std::optional<Fit> fitNumber(const SearchRecord &record, const QString &number, bool narrowing) const;
    [[nodiscard]] std::optional<Fit> fitAddress(const SearchRecord &record, const AddressText &typed) const;
    [[nodiscard]] std::optional<Fit> fitAnyOrder(const SearchRecord &record) const;
    [[nodiscard]] bool isAt(const AddressText &address, const AddressText &typed) const;

    const SearchQuery &m_query;
    Pinyin m_pinyin;
    bool m_localAccent;
    NameMatcher m_joined;
    AddressText m_place; ///< the whole text as an address
    QList<Word> m_words;
};

} // namespace shouli::core::residents::search
