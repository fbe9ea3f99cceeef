// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/RecordMatcher.h"

#include "core/residents/CitizenNumber.h"
#include "core/residents/search/NameText.h"

#include <algorithm>

namespace shouli::core::residents::search {

namespace {

QString digitsOf(const QString &phone)
{
    QString digits;
    for (const QChar c : phone) {
        if (c == u'转')
            break;
        if (c >= u'0' && c <= u'9')
            digits += c;
    }
    return digits;
}

/// The characters of a name that its units are, in order, neighbours as one span.
QList<SearchHit::Span> spansOf(const QString &name, QList<qsizetype> units)
{
    std::sort(units.begin(), units.end());
    const QList<NameText::Token> tokens = NameText::tokens(name);
    QList<SearchHit::Span> spans;
    for (const qsizetype unit : std::as_const(units)) {
        if (unit >= tokens.size())
            break;
        const NameText::Token &token = tokens.at(unit);
        if (!spans.isEmpty() && spans.last().first + spans.last().length == token.first)
            spans.last().length += token.length;
        else
            spans.append({token.first, token.length});
    }
    return spans;
}

QList<qsizetype> range(qsizetype first, qsizetype count)
{
    QList<qsizetype> units;
    for (qsizetype i = 0; i < count; ++i)
        units.append(first + i);
    return units;
}

} // namespace

int RecordMatcher::Fit::rank() const
{
    switch (by) {
    case MatchedBy::GivenName:
        return 2;
    case MatchedBy::PartOfName:
        return 3;
    case MatchedBy::Address:
        return 4;
    case MatchedBy::Accent:
        return 5;
    case MatchedBy::HouseholdHead:
        return 6;
    default:
        return whole ? 0 : isPart ? 3 : 1;
    }
}

QString RecordMatcher::asNewNumber(const QString &number)
{
    if (number.size() != 15)
        return number;
    const auto reading = CitizenNumber::read(number, QDate(9999, 12, 31), CitizenNumber::Source::Import);
    return reading.number ? reading.number->toString() : number;
}

RecordMatcher::RecordMatcher(const SearchQuery &query, const Pinyin &pinyin, bool localAccent)
    : m_query(query)
    , m_pinyin(pinyin)
    , m_localAccent(localAccent)
    , m_joined(query.joinedName(), pinyin)
{
    QString all;
    for (const SearchQuery::Word &word : query.words) {
        Word one{{}, word.numbers, AddressText::cut(word.text)};
        for (const QString &name : word.names)
            one.names.append(NameMatcher(name, pinyin));
        m_words.append(one);
        all += word.text;
    }
    m_place = AddressText::cut(all);
}

std::optional<RecordMatcher::Fit> RecordMatcher::fit(const SearchRecord &record, Way way) const
{
    std::optional<Fit> best;
    // the name says more than a number, a number more than an address
    const auto take = [&best](const std::optional<Fit> &fit) {
        if (!fit)
            return false;
        if (!best) {
            best = fit;
        } else {
            auto spans = best->spans + fit->spans;
            if (best->by == MatchedBy::Address || fit->by == MatchedBy::Name)
                best = fit;
            std::sort(spans.begin(), spans.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
            if (best->otherName.isEmpty())
                best->spans = spans;
        }
        return true;
    };
    switch (way) {
    case Way::OneName:
        for (const QString &number : m_query.numbers) {
            if (!take(fitNumber(record, number, !m_joined.isEmpty() || m_query.numbers.size() > 1)))
                return {};
        }
        if (!m_joined.isEmpty() && !take(fitName(record, m_joined, false)))
            return {};
        return best;
    case Way::AnyOrder:
        for (const QString &number : m_query.numbers) {
            if (!take(fitNumber(record, number, true)))
                return {};
        }
        return take(fitAnyOrder(record)) ? best : std::nullopt;
    case Way::OnePlace:
        return fitAddress(record, m_place);
    case Way::WordsApart:
        for (qsizetype word = 0; word < m_words.size(); ++word) {
            if (!take(fitWord(record, word)))
                return {};
        }
        return best;
    }
    return {};
}

std::optional<RecordMatcher::Fit> RecordMatcher::fitWord(const SearchRecord &record, qsizetype word) const
{
    const Word &one = m_words.at(word);
    std::optional<Fit> best;
    const auto parts = [&]() -> bool {
        for (const NameMatcher &name : one.names) {
            const auto fit = fitName(record, name, true);
            if (!fit)
                return false;
            if (!best || best->by == MatchedBy::Address)
                best = fit;
        }
        for (const QString &number : one.numbers) {
            const auto fit = fitNumber(record, number, true);
            if (!fit)
                return false;
            if (!best)
                best = fit;
        }
        return best.has_value();
    };
    return parts() ? best : fitAddress(record, one.address);
}

std::optional<RecordMatcher::Fit> RecordMatcher::fitDocument(const SearchRecord &record) const
{
    for (const QString &document : m_query.documents) {
        if (record.document == document)
            return Fit{MatchedBy::DocumentNumber, true, {}, document};
        if (record.document.startsWith(document))
            return Fit{MatchedBy::DocumentHead, false, {}, document};
    }
    return {};
}

std::optional<RecordMatcher::Fit> RecordMatcher::fitName(const SearchRecord &record, const NameMatcher &name,
                                                         bool narrowing) const
{
    using Is = NameMatcher::Fit;
    const auto look = [&](const QString &text, MatchedBy by) -> std::optional<Fit> {
        if (text.isEmpty())
            return {};
        const NameMatcher::Place place = name.find(m_pinyin.ofName(text));
        const bool other = by != MatchedBy::Name;
        const bool part = place.fit == Is::Given || place.fit == Is::Inside;
        if (place.fit == Is::None || (part && !name.isCharacters() && !narrowing))
            return {};
        const MatchedBy how = place.fit == Is::Given     ? MatchedBy::GivenName
            : place.fit == Is::Inside                    ? MatchedBy::PartOfName
            : name.isCharacters()                        ? MatchedBy::Name
            : name.isLetters() && place.fit == Is::Whole ? MatchedBy::Pinyin
                                                         : MatchedBy::Initials;
        return Fit{other ? by : how,
                   place.fit == Is::Whole,
                   other ? text : QString(),
                   {},
                   spansOf(text, range(place.first, place.count)),
                   part};
    };
    if (auto fit = look(record.hit.name, MatchedBy::Name))
        return fit;
    if (auto fit = look(record.formerName, MatchedBy::FormerName))
        return fit;
    if (auto fit = look(record.smallName, MatchedBy::SmallName))
        return fit;
    if (m_localAccent && !name.isCharacters()) {
        const NameMatcher accent(name.text(), m_pinyin, true);
        if (accent.fit(m_pinyin.ofName(record.hit.name)) >= Is::Prefix)
            return Fit{MatchedBy::Accent, false};
    }
    if (narrowing) {
        for (const QString &address : {record.livingAddress, record.hukouAddress}) {
            if (name.isCharacters() && !m_pinyin.comparable(address).contains(name.text()))
                continue; // quicker than to read it
            if (!address.isEmpty() && name.isWithin(m_pinyin.ofPlace(address)))
                return Fit{MatchedBy::Address, false, {}, name.text()};
        }
    }
    return {};
}

std::optional<RecordMatcher::Fit> RecordMatcher::fitNumber(const SearchRecord &record, const QString &number,
                                                           bool narrowing) const
{
    const QString &document = record.document;
    if (!document.isEmpty()) {
        if (document == number || (number.size() == 15 && document == asNewNumber(number)))
            return Fit{MatchedBy::DocumentNumber, true, {}, number};
        if (number.size() >= shortestTail && document.endsWith(number))
            return Fit{MatchedBy::DocumentTail, false, {}, number};
        if (number.size() >= shortestDocumentHead && document.startsWith(number))
            return Fit{MatchedBy::DocumentHead, false, {}, number};
    }
    for (const QString &phone : {digitsOf(record.phone), digitsOf(record.otherPhone)}) {
        if (!phone.isEmpty() && phone == number)
            return Fit{MatchedBy::Phone, true, {}, number};
        if (!phone.isEmpty()
            && ((number.size() >= shortestTail && phone.endsWith(number))
                || (number.size() >= shortestPhoneHead && phone.startsWith(number))))
            return Fit{MatchedBy::PhonePart, false, {}, number};
    }
    if (!record.householdNumber.isEmpty() && record.householdNumber == number)
        return Fit{MatchedBy::HouseholdNumber, true, {}, number};
    if (!narrowing)
        return {};
    // beside another word any part will do: a birth year, the middle of a telephone number, the number of a house
    if (document.contains(number))
        return Fit{MatchedBy::DocumentNumber, false, {}, number};
    if (record.phone.contains(number))
        return Fit{MatchedBy::PhonePart, false, {}, number};
    for (const QString &address : {record.livingAddress, record.hukouAddress}) {
        // a short number may be written 三排; a long one stands there as it is, which is quicker to see
        const bool has = number.size() < shortestTail ? AddressText::cut(address).numbers.contains(number)
                                                      : address.contains(number);
        if (has)
            return Fit{MatchedBy::Address, false, {}, number};
    }
    return {};
}

std::optional<RecordMatcher::Fit> RecordMatcher::fitAnyOrder(const SearchRecord &record) const
{
    const auto look = [&](const QString &text, MatchedBy by) -> std::optional<Fit> {
        const QList<qsizetype> units = m_joined.findAnyOrder(m_pinyin.ofName(text));
        if (units.isEmpty())
            return {};
        const bool other = by != MatchedBy::PartOfName;
        return Fit{by, false, other ? text : QString(), {}, spansOf(text, units), true};
    };
    if (auto fit = look(record.hit.name, MatchedBy::PartOfName))
        return fit;
    if (auto fit = look(record.formerName, MatchedBy::FormerName))
        return fit;
    return look(record.smallName, MatchedBy::SmallName);
}

std::optional<RecordMatcher::Fit> RecordMatcher::fitAddress(const SearchRecord &record, const AddressText &typed) const
{
    if (typed.places.isEmpty())
        return {};
    for (const QString &address : {record.livingAddress, record.hukouAddress}) {
        if (!address.isEmpty() && isAt(AddressText::cut(address), typed))
            return Fit{MatchedBy::Address, false, {}, typed.places.join(QString()) + typed.numbers};
    }
    return {};
}

/// Each typed place is one of the address's, or a part of one, in the same order; the numbers fit.
bool RecordMatcher::isAt(const AddressText &address, const AddressText &typed) const
{
    qsizetype at = 0;
    for (const QString &place : typed.places) {
        const NameMatcher matcher(place, m_pinyin);
        while (at < address.places.size() && !matcher.isWithin(m_pinyin.ofPlace(address.places.at(at))))
            ++at;
        if (at++ == address.places.size())
            return false;
    }
    return AddressText::hasNumbers(address.numbers, typed.numbers);
}

} // namespace shouli::core::residents::search
