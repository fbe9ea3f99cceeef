// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchRun.h"

#include "core/residents/Masking.h"

#include <algorithm>
#include <utility>

namespace shouli::core::residents::search {

using base::Result;
using storage::Statement;

namespace {

/// Of one word among several: what is beyond is too common to narrow anything.
constexpr int mostRowsOfWord = 1500;
/// So few are looked at rather than asking for the other words as well.
constexpr int fewRows = 60;
/// Beside a name four digits are more often a birth year than the end of a number: the name has to have its turn.
constexpr int looksBesideName = 30;
constexpr int looksAfterNumber = 120;
/// Of heads whose households are shown too, and of people who may be the head that a word means.
constexpr int mostHeads = 8;
constexpr int mostRowsOfHead = 40;
constexpr qsizetype mostRecent = 32;
constexpr int notRecent = 1'000'000;

constexpr qsizetype householdNumberLength = 9;
constexpr qsizetype shortestPlace = 2;
constexpr qsizetype mostPlaces = 64;
constexpr qsizetype mostCharactersInAnyOrder = 8;

QByteArray bytesOf(char32_t c)
{
    return QString::fromUcs4(&c, 1).toUtf8();
}

} // namespace

SearchRun::SearchRun(const storage::Database &db, const Pinyin &pinyin, const SearchQuery &query,
                     const ResidentSearch::Options &options)
    : m_pinyin(pinyin)
    , m_query(query)
    , m_options(options)
    , m_matcher(query, pinyin, options.localAccent)
    , m_reader(db, options)
{
}

void SearchRun::begin(const QList<Way> &ways)
{
    m_ways = ways;
    m_seen = m_taken;
}

Result<SearchResult> SearchRun::run()
{
    SHOULI_TRY(m_area, m_reader.area());
    const NameMatcher &name = m_matcher.joined();
    const QString number = m_query.numbers.isEmpty()
        ? QString()
        : *std::max_element(m_query.numbers.begin(), m_query.numbers.end(),
                            [](const QString &a, const QString &b) { return a.size() < b.size(); });
    const bool numberLeads = number.size() >= RecordMatcher::shortestTail
        || (name.isEmpty() && number.size() >= RecordMatcher::shortestPhoneHead);
    SHOULI_CHECK(byRecent());
    SHOULI_CHECK(byDocument());
    if (numberLeads) {
        begin({Way::OneName, Way::WordsApart}); // beside a number each word may stand for itself
        if (!name.isEmpty())
            m_reader.allowLooks(looksBesideName);
        SHOULI_CHECK(byNumber(number));
        m_reader.allowLooks(looksAfterNumber);
        begin(m_ways);
    } else {
        begin({Way::OneName});
    }
    if (!name.isEmpty()) {
        SHOULI_CHECK(byName(name)); // the number may be a birth year
        SHOULI_CHECK(byAnyOrder());
        SHOULI_CHECK(byPlace());
        SHOULI_CHECK(byWords());
        SHOULI_CHECK(byHeads());
    }
    std::stable_sort(m_hits.begin(), m_hits.end(), [](const Taken &a, const Taken &b) {
        return std::tuple(a.rank, a.hit.nearness, a.recent) < std::tuple(b.rank, b.hit.nearness, b.recent);
    });
    SearchResult result;
    result.isComplete = !m_reader.isCut() && !m_reader.isDone();
    for (Taken &taken : m_hits)
        result.hits.append(std::move(taken.hit));
    return result;
}

/// Whoever was served lately is looked at even where their name is so common that the search would stop before them.
Result<void> SearchRun::byRecent()
{
    QList<Way> ways = {Way::OneName, Way::AnyOrder};
    if (m_query.words.size() > 1)
        ways.append(Way::WordsApart);
    begin(ways);
    for (qsizetype i = 0; i < std::min(mostRecent, m_options.recent.size()) && !m_reader.isDone(); ++i) {
        const ResidentId id = m_options.recent.at(i);
        if (m_recent.contains(id))
            continue;
        m_recent.insert(id, static_cast<int>(i));
        SHOULI_TRY(const auto rows, m_reader.rowOf(id));
        SHOULI_CHECK(takeRows(rows));
    }
    m_reader.forgetLooks();
    return {};
}

Result<void> SearchRun::byDocument()
{
    begin({});
    for (const QString &document : m_query.documents) {
        SHOULI_TRY(const auto rows, m_reader.rowsOfDocument(document, false));
        SHOULI_CHECK(takeRows(rows));
    }
    return {};
}

Result<void> SearchRun::byNumber(const QString &number)
{
    for (const QString &document : {number, RecordMatcher::asNewNumber(number)}) {
        if (document.size() == 18 || number.size() == 15) {
            SHOULI_TRY(const auto rows, m_reader.rowsOfDocument(document, true));
            SHOULI_CHECK(takeRows(rows));
        }
    }
    for (int near = 0; near < nearnesses && number.size() < 18; ++near) {
        const auto nearness = static_cast<Nearness>(near);
        if (number.size() >= RecordMatcher::shortestTail)
            SHOULI_CHECK(takeDigits(KeyKind::DocumentTail, nearness,
                                    SearchKeys::reversed(number.right(SearchKeys::tailLength))));
        if (number.size() >= RecordMatcher::shortestTail)
            SHOULI_CHECK(takeDigits(KeyKind::PhoneTail, nearness, SearchKeys::reversed(number)));
        SHOULI_CHECK(takeDigits(KeyKind::PhoneHead, nearness, number));
    }
    if (number.size() == householdNumberLength) {
        m_householdNumber = number;
        SHOULI_TRY(const auto rows, m_reader.rowsOfHouseholdNumber(number));
        SHOULI_CHECK(takeRows(rows));
        m_householdNumber.clear();
    }
    if (number.size() >= RecordMatcher::shortestDocumentHead && number.size() < 18) {
        SHOULI_TRY(const auto rows, m_reader.rowsOfDocument(number, false));
        SHOULI_CHECK(takeRows(rows));
    }
    return {};
}

Result<void> SearchRun::byName(const NameMatcher &name)
{
    const QByteArray text = name.text().toUtf8();
    const QList<QByteArray> spellings = name.spellings();
    for (const bool whole : {true, false}) {
        for (int near = 0; near < nearnesses; ++near) {
            const auto nearness = static_cast<Nearness>(near);
            if (name.isCharacters())
                SHOULI_CHECK(take(KeyKind::Name, nearness, text, whole));
            for (const QByteArray &spelling : spellings)
                SHOULI_CHECK(take(KeyKind::Pinyin, nearness, spelling, whole));
            if (!whole)
                SHOULI_CHECK(byInitials(name, nearness));
        }
    }
    // 吾提kemm can be cut into initials in many ways; by its characters it is found whatever the way
    if (const QString leading = name.leadingCharacters(); leading.size() > 1 && !name.isCharacters()) {
        for (int near = 0; near < nearnesses; ++near) {
            const auto nearness = static_cast<Nearness>(near);
            const auto visit = [&]() -> Result<bool> {
                m_reader.countReading();
                if (name.fit(m_pinyin.ofName(QString::fromUtf8(m_reader.text().sliced(1)))) >= NameMatcher::Fit::Prefix)
                    SHOULI_CHECK(consider(m_reader.row(), nearness));
                return true;
            };
            SHOULI_CHECK(m_reader.each(SearchKeys::prefix(KeyKind::Name, nearness) + leading.toUtf8(), visit));
        }
    }
    if (name.isCharacters()) {
        for (int near = 0; near < nearnesses; ++near)
            SHOULI_CHECK(take(KeyKind::Inside, static_cast<Nearness>(near), text, false));
    }
    if (m_options.localAccent && !name.isCharacters()) {
        const NameMatcher accent(name.text(), m_pinyin, true);
        for (int near = 0; near < nearnesses; ++near)
            SHOULI_CHECK(byInitials(accent, static_cast<Nearness>(near)));
    }
    return {};
}

Result<void> SearchRun::byInitials(const NameMatcher &name, Nearness nearness)
{
    const auto visit = [&]() -> Result<bool> {
        const std::uint32_t row = m_reader.row();
        if (m_seen.contains(row))
            return true;
        m_reader.countReading();
        const QByteArrayView text = m_reader.text();
        const Pinyin::Name read = m_pinyin.ofName(QString::fromUtf8(text.sliced(text.indexOf('\0') + 1)));
        if (name.fit(read) >= NameMatcher::Fit::Prefix)
            SHOULI_CHECK(consider(row, nearness));
        return true;
    };
    for (const QByteArray &initials : name.initials()) {
        SHOULI_CHECK(m_reader.each(SearchKeys::prefix(KeyKind::Initials, nearness) + initials, visit));
    }
    return {};
}

/// By the rarest of the characters: the names under it are in its keys.
Result<void> SearchRun::byAnyOrder()
{
    const NameMatcher &name = m_matcher.joined();
    if (!name.isCharacters() || name.size() < 2 || name.size() > mostCharactersInAnyOrder || m_reader.isDone())
        return {};
    begin({Way::AnyOrder});
    QList<QByteArray> characters;
    for (const char32_t c : name.text().toUcs4())
        characters.append(bytesOf(c));
    QByteArray rarest;
    std::int64_t fewest = 0;
    for (const QByteArray &character : std::as_const(characters)) {
        std::int64_t blocks = 0;
        for (int near = 0; near < nearnesses; ++near) {
            for (const KeyKind kind : {KeyKind::Name, KeyKind::Inside}) {
                SHOULI_TRY(const auto count,
                           m_reader.blocksFrom(SearchKeys::prefix(kind, static_cast<Nearness>(near)) + character));
                blocks += count;
            }
        }
        if (rarest.isEmpty() || blocks < fewest) {
            rarest = character;
            fewest = blocks;
        }
    }
    for (int near = 0; near < nearnesses; ++near) {
        const auto nearness = static_cast<Nearness>(near);
        for (const KeyKind kind : {KeyKind::Name, KeyKind::Inside}) {
            const auto visit = [&]() -> Result<bool> {
                const QByteArrayView text = m_reader.text();
                const bool has = std::all_of(characters.begin(), characters.end(),
                                             [&](const QByteArray &one) { return text.indexOf(one) >= 0; });
                if (has)
                    SHOULI_CHECK(consider(m_reader.row(), nearness));
                return true;
            };
            SHOULI_CHECK(m_reader.each(SearchKeys::prefix(kind, nearness) + rarest, visit));
        }
    }
    return {};
}

Result<QList<std::uint32_t>> SearchRun::placesFor(const QString &typed)
{
    QList<std::uint32_t> places;
    const NameMatcher name(typed, m_pinyin);
    const bool letters = name.isLetters();
    if (name.size() < shortestPlace || !(letters || name.isCharacters()))
        return places;
    const QByteArray from = SearchKeys::prefix(letters ? KeyKind::PlaceLetters : KeyKind::Place, Nearness::OwnHere)
        + name.text().toUtf8();
    SHOULI_CHECK(m_reader.each(from, [&]() -> Result<bool> {
        if (!places.contains(m_reader.row()))
            places.append(m_reader.row());
        return places.size() < mostPlaces;
    }));
    return places;
}

/// What is left of the typed text when it is read as an address: 枣园小区3号楼.
Result<void> SearchRun::byPlace()
{
    const AddressText &typed = m_matcher.place();
    if (typed.places.isEmpty() || m_reader.isDone())
        return {};
    begin({Way::OnePlace});
    SHOULI_TRY(const auto places, placesFor(typed.places.last()));
    for (const bool first : {true, false}) { // those whose numbers begin so, then those that hold them
        if (!first && typed.numbers.isEmpty())
            break;
        for (int near = 0; near < nearnesses; ++near) {
            const auto nearness = static_cast<Nearness>(near);
            for (const std::uint32_t place : places) {
                const QByteArray from = SearchKeys::addressPrefix(nearness, place);
                const auto visit = [&]() -> Result<bool> {
                    const bool has = first
                        || AddressText::hasNumbers(QString::fromUtf8(m_reader.text().sliced(from.size())),
                                                   typed.numbers);
                    if (has)
                        SHOULI_CHECK(consider(m_reader.row(), nearness));
                    return true;
                };
                SHOULI_CHECK(m_reader.each(first ? from + typed.numbers.toUtf8() : from, visit));
            }
        }
    }
    return {};
}

Result<SearchRun::WordRows> SearchRun::rowsOf(const SearchQuery::Word &word)
{
    WordRows found;
    if (word.names.isEmpty()) {
        found.isComplete = false; // a short number alone narrows nothing
        return found;
    }
    const auto gather = [&](const QByteArray &from, Nearness nearness) -> Result<void> {
        if (!found.isComplete)
            return {};
        return m_reader.each(from, [&]() -> Result<bool> {
            if (!found.rows.contains(m_reader.row()))
                found.rows.insert(m_reader.row(), nearness);
            found.isComplete = found.rows.size() < mostRowsOfWord
                || m_options.effort == ResidentSearch::Effort::Thorough;
            return found.isComplete;
        });
    };
    const NameMatcher name(word.names.first(), m_pinyin);
    SHOULI_TRY(QList<std::uint32_t> places, placesFor(word.names.first()));
    const AddressText address = AddressText::cut(word.text);
    if (!address.places.isEmpty()
        && !address.numbers.isEmpty()) { // 枣园小区3号楼: whoever lives there, not in all of it
        SHOULI_TRY(const auto cut, placesFor(address.places.last()));
        for (int near = 0; near < nearnesses; ++near) {
            for (const std::uint32_t place : cut)
                SHOULI_CHECK(
                    gather(SearchKeys::addressPrefix(static_cast<Nearness>(near), place) + address.numbers.toUtf8(),
                           static_cast<Nearness>(near)));
        }
        if (!found.rows.isEmpty()) {
            found.isComplete = found.isComplete && !m_reader.isDone();
            found.isAll = true;
            return found;
        }
        places += cut;
    }
    for (int near = 0; near < nearnesses; ++near) {
        const auto nearness = static_cast<Nearness>(near);
        if (name.isCharacters()) {
            for (const KeyKind kind : {KeyKind::Name, KeyKind::Inside})
                SHOULI_CHECK(gather(SearchKeys::prefix(kind, nearness) + name.text().toUtf8(), nearness));
        }
        for (const QByteArray &spelling : name.spellings())
            SHOULI_CHECK(gather(SearchKeys::prefix(KeyKind::Pinyin, nearness) + spelling, nearness));
        for (const QByteArray &initials : name.initials())
            SHOULI_CHECK(gather(SearchKeys::prefix(KeyKind::Initials, nearness) + initials, nearness));
        for (const std::uint32_t place : std::as_const(places))
            SHOULI_CHECK(gather(SearchKeys::addressPrefix(nearness, place), nearness));
    }
    found.isComplete = found.isComplete && !m_reader.isDone();
    found.isAll = name.isCharacters();
    return found;
}

/// Each word by itself: the rarest leads, and who is known not to have the others is not looked at.
Result<void> SearchRun::byWords()
{
    if (m_query.words.size() < 2 || m_reader.isDone())
        return {};
    begin({Way::WordsApart});
    QList<WordRows> words(m_query.words.size(), WordRows{{}, false, false});
    QList<qsizetype> order; // the longest first: it is the rarest
    for (qsizetype i = 0; i < words.size(); ++i)
        order.append(i);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
        return m_query.words.at(a).text.size() > m_query.words.at(b).text.size();
    });
    for (const qsizetype i : std::as_const(order)) {
        SHOULI_TRY(words[i], rowsOf(m_query.words.at(i)));
        if (words.at(i).isComplete && words.at(i).isAll && words.at(i).rows.size() <= fewRows)
            break;
    }
    const WordRows *rarest = nullptr;
    for (const WordRows &word : std::as_const(words)) {
        if (word.isComplete && word.isAll && (rarest == nullptr || word.rows.size() < rarest->rows.size()))
            rarest = &word;
    }
    if (rarest == nullptr) { // all are common, or in letters, which may also be a given name
        for (const WordRows &word : std::as_const(words)) {
            if (word.isComplete && (rarest == nullptr || word.rows.size() < rarest->rows.size()))
                rarest = &word;
        }
    }
    struct Candidate {
        int missing = 0; ///< words under which the index does not have them
        Nearness nearness;
        std::uint32_t row;
    };
    QList<Candidate> candidates;
    for (auto it = rarest != nullptr ? rarest->rows.cbegin() : Rows::const_iterator();
         rarest != nullptr && it != rarest->rows.cend(); ++it) {
        Candidate one{0, it.value(), it.key()};
        bool possible = true;
        for (const WordRows &word : std::as_const(words)) {
            const bool has = word.rows.contains(it.key());
            possible = possible && (has || !word.isComplete || !word.isAll);
            one.missing += has ? 0 : 1;
        }
        if (possible)
            candidates.append(one);
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::tuple(a.missing, a.nearness, a.row) < std::tuple(b.missing, b.nearness, b.row);
    });
    for (const Candidate &one : std::as_const(candidates)) {
        if (m_reader.stops())
            return {};
        SHOULI_CHECK(consider(one.row, one.nearness));
    }
    if (rarest == nullptr || !rarest->isAll) {
        for (qsizetype i = 0; i < m_query.names.size() && !m_reader.isDone(); ++i)
            SHOULI_CHECK(byName(NameMatcher(m_query.names.at(i), m_pinyin)));
    }
    if (!m_hits.isEmpty() || m_reader.isDone())
        return {};
    for (const qsizetype i : std::as_const(order)) {
        if (!words.at(i).isComplete) {
            SHOULI_TRY(words[i], rowsOf(m_query.words.at(i)));
        }
    }
    return byWordsOfHeads(words);
}

Result<void> SearchRun::membersOf(const SearchHit &head, const std::function<bool(const SearchRecord &)> &fits)
{
    SHOULI_TRY(const auto rows, m_reader.rowsOfHousehold(head.household));
    for (const std::uint32_t row : std::as_const(rows)) {
        if (m_taken.contains(row))
            continue;
        if (m_reader.stops())
            return {};
        SHOULI_TRY(const auto member, m_reader.load(row));
        if (member && member->hit.id != head.id && fits(*member))
            keep(row, *member, {MatchedBy::HouseholdHead, false, head.name}, {});
    }
    return {};
}

/// 贺玉梅 建军: the one in the household of the other.
Result<void> SearchRun::byWordsOfHeads(const QList<WordRows> &words)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!words.at(i).isComplete || words.at(i).rows.size() > mostRowsOfHead)
            continue;
        for (auto it = words.at(i).rows.cbegin(); it != words.at(i).rows.cend() && !m_reader.isDone(); ++it) {
            SHOULI_TRY(const auto head, m_reader.load(it.key()));
            if (!head || head->relation != codes::head || head->hit.household.isNull())
                continue;
            const auto fit = m_matcher.fitWord(*head, i);
            if (!fit || fit->by == MatchedBy::Address)
                continue;
            SHOULI_CHECK(membersOf(head->hit, [&](const SearchRecord &member) {
                for (qsizetype other = 0; other < words.size(); ++other) {
                    if (other != i && !m_matcher.fitWord(member, other))
                        return false;
                }
                return true;
            }));
        }
    }
    return {};
}

/// Those who live with a head of a household who fits: neighbours are known by him or her.
Result<void> SearchRun::byHeads()
{
    if (!m_query.numbers.isEmpty() || m_query.words.size() > 1 || m_reader.isDone())
        return {};
    QList<SearchHit> heads;
    for (const Taken &taken : std::as_const(m_hits)) {
        if (taken.rank <= 1 && taken.isHead && !taken.hit.household.isNull())
            heads.append(taken.hit);
    }
    if (heads.size() > mostHeads)
        return {}; // more than one can mean
    for (const SearchHit &head : std::as_const(heads))
        SHOULI_CHECK(membersOf(head, [](const SearchRecord &) { return true; }));
    return {};
}

Result<void> SearchRun::take(KeyKind kind, Nearness nearness, const QByteArray &text, bool whole)
{
    const QByteArray from = SearchKeys::prefix(kind, nearness) + text;
    return m_reader.each(from, [&]() -> Result<bool> {
        if (whole && m_reader.text().size() != from.size())
            return false;
        SHOULI_CHECK(consider(m_reader.row(), nearness));
        return true;
    });
}

Result<void> SearchRun::takeDigits(KeyKind kind, Nearness nearness, const QString &digits)
{
    return m_reader.eachDigits(kind, nearness, digits, [&]() -> Result<bool> {
        SHOULI_CHECK(consider(m_reader.row(), nearness));
        return true;
    });
}

Result<void> SearchRun::takeRows(const SearchReader::RowList &rows)
{
    for (const std::uint32_t row : rows) {
        if (m_reader.stops())
            return {};
        SHOULI_CHECK(consider(row, {}));
    }
    return {};
}

Result<void> SearchRun::consider(std::uint32_t row, std::optional<Nearness> nearness)
{
    if (m_seen.contains(row))
        return {};
    m_seen.insert(row);
    SHOULI_TRY(std::optional<SearchRecord> record, m_reader.load(row));
    if (!record)
        return {}; // the key of a person who is gone: the index lags behind only within a transaction
    record->householdNumber = m_householdNumber;
    auto fit = m_matcher.fitDocument(*record);
    for (qsizetype i = 0; i < m_ways.size() && !fit; ++i)
        fit = m_matcher.fit(*record, m_ways.at(i));
    if (fit)
        keep(row, *record, *fit, nearness);
    return {};
}

Nearness SearchRun::nearnessOf(const SearchRecord &record) const
{
    const SearchHit &hit = record.hit;
    return SearchKeys::nearness(m_area.value_or(QStringLiteral("?")), hit.hukouDivision, hit.livingDivision,
                                hit.residenceStatus.value(), record.isGone);
}

void SearchRun::keep(std::uint32_t row, const SearchRecord &record, const RecordMatcher::Fit &fit,
                     std::optional<Nearness> nearness)
{
    SearchHit hit = record.hit;
    hit.otherName = fit.otherName;
    hit.matchedBy = fit.by;
    hit.whole = fit.whole;
    hit.fittingText = fit.text;
    hit.fitting = fit.spans;
    hit.nearness = nearness ? *nearness : nearnessOf(record);
    hit.age = hit.birthDate.ageOn(m_options.today);
    hit.birthDate = PartialDate(hit.birthDate.year, 0, 0);
    hit.documentNumber = Masking::shown(Masking::Field::DocumentNumber, Masking::Place::List, record.document);
    hit.phone = Masking::shown(Masking::Field::Phone, Masking::Place::List, record.phone);
    hit.address = Masking::shown(Masking::Field::Address, Masking::Place::List,
                                 record.livingAddress.isEmpty() ? record.hukouAddress : record.livingAddress);
    m_taken.insert(row);
    m_reader.countHit();
    m_hits.append({hit, fit.rank(), m_recent.value(hit.id, notRecent), record.relation == codes::head});
}

} // namespace shouli::core::residents::search
