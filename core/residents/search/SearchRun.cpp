// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/SearchRun.h"

#include "core/residents/CitizenNumber.h"
#include "core/residents/Masking.h"

#include <algorithm>
#include <utility>

namespace shouli::core::residents::search {

using base::Result;
using storage::Statement;

namespace {

/// What a key stroke may cost: a record is a page of its own to read and decrypt (about 15 us when
/// it is not cached), a key some 100 ns, or 1 us where the name under it has to be read.
constexpr int mostLooks = 120;
constexpr int mostSteps = 3000;

constexpr qsizetype shortestTail = 4;
constexpr qsizetype shortestPhoneHead = 3;
constexpr qsizetype shortestDocumentHead = 6;
constexpr qsizetype householdNumberLength = 9;

QChar digitOf(char byte, bool high)
{
    const int half = high ? static_cast<unsigned char>(byte) >> 4 : static_cast<unsigned char>(byte) & 15;
    return half == 10 ? QChar(u'X') : QChar(u'0' + half);
}

/// Whether packed digits begin with `digits`.
bool beginsWith(QByteArrayView packed, const QString &digits)
{
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i / 2 >= packed.size() || digitOf(packed[i / 2], i % 2 == 0) != digits.at(i))
            return false;
    }
    return true;
}

/// An old 15-digit identity number as its 18-character form; anything else as it is.
QString asNewNumber(const QString &number)
{
    if (number.size() != 15)
        return number;
    const auto reading = CitizenNumber::read(number, QDate(9999, 12, 31), CitizenNumber::Source::Import);
    return reading.number ? reading.number->toString() : number;
}

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

} // namespace

/// What is read of a person.
struct SearchRun::Record {
    SearchHit hit;
    QString formerName;
    QString smallName;
    QString document;
    QString phone;
    QString otherPhone;
    QString hukouAddress;
    QString livingAddress;
};

struct SearchRun::Fit {
    MatchedBy by = MatchedBy::Name;
    bool whole = false;
    QString otherName;
};

SearchRun::SearchRun(const storage::Database &db, const Pinyin &pinyin, const SearchQuery &query,
                     const ResidentSearch::Options &options)
    : m_db(db)
    , m_pinyin(pinyin)
    , m_query(query)
    , m_options(options)
    , m_joined(query.joinedName(), pinyin)
    , m_cursor(db)
{
    for (const QString &name : query.names)
        m_names.append(NameMatcher(name, pinyin));
}

bool SearchRun::isDone() const
{
    const bool tired = m_options.effort == ResidentSearch::Effort::Keystroke
        && (m_looks >= mostLooks || m_steps >= mostSteps);
    return m_result.hits.size() >= m_options.limit || tired;
}

Result<SearchResult> SearchRun::run()
{
    const QString number = m_query.numbers.isEmpty()
        ? QString()
        : *std::max_element(m_query.numbers.begin(), m_query.numbers.end(),
                            [](const QString &a, const QString &b) { return a.size() < b.size(); });
    const bool numberLeads = number.size() >= shortestTail || (m_names.isEmpty() && number.size() >= shortestPhoneHead);
    if (numberLeads) {
        m_wordsApart = true; // beside a number each word may stand for itself
        SHOULI_CHECK(byNumber(number));
        m_seen = m_taken;
        if (!m_joined.isEmpty())
            SHOULI_CHECK(byName(m_joined)); // the number may be a birth year
    } else if (!m_joined.isEmpty()) {
        SHOULI_CHECK(byName(m_joined));
        m_wordsApart = true;
        m_seen = m_taken; // who did not fit as one name may fit word by word
        for (qsizetype i = 0; m_names.size() > 1 && i < m_names.size() && !isDone(); ++i)
            SHOULI_CHECK(byName(NameMatcher(m_names.at(i))));
    }
    m_result.isComplete = !m_isCut && !isDone();
    return m_result;
}

Result<void> SearchRun::byNumber(const QString &number)
{
    for (const QString &document : {number, asNewNumber(number)}) {
        if (document.size() == 18 || number.size() == 15)
            SHOULI_CHECK(takeRows(
                QStringLiteral(
                    "SELECT row FROM resident WHERE document_number >= ? AND document_number <= ? ORDER BY row"),
                document, document));
    }
    for (int near = 0; near < nearnesses && number.size() < 18; ++near) {
        const auto nearness = static_cast<Nearness>(near);
        if (number.size() >= shortestTail)
            SHOULI_CHECK(takeDigits(KeyKind::DocumentTail, nearness,
                                    SearchKeys::reversed(number.right(SearchKeys::tailLength))));
        if (number.size() >= shortestTail)
            SHOULI_CHECK(takeDigits(KeyKind::PhoneTail, nearness, SearchKeys::reversed(number)));
        SHOULI_CHECK(takeDigits(KeyKind::PhoneHead, nearness, number));
    }
    if (number.size() == householdNumberLength) {
        m_isHousehold = true;
        SHOULI_CHECK(takeRows(QStringLiteral("SELECT r.row FROM household h JOIN resident r ON r.household = h.id "
                                             "WHERE h.number >= ? AND h.number <= ? ORDER BY r.relation"),
                              number, number));
        m_isHousehold = false;
    }
    if (number.size() >= shortestDocumentHead && number.size() < 18)
        SHOULI_CHECK(takeRows(
            QStringLiteral(
                "SELECT row FROM resident WHERE document_number >= ? AND document_number < ? ORDER BY document_number"),
            number, number + QChar(u'~')));
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
    if (name.isCharacters()) {
        for (int near = 0; near < nearnesses; ++near)
            SHOULI_CHECK(take(KeyKind::GivenName, static_cast<Nearness>(near), text, false));
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
    for (const QByteArray &initials : name.initials()) {
        const QByteArray from = SearchKeys::prefix(KeyKind::Initials, nearness) + initials;
        SHOULI_CHECK(m_cursor.seek(from));
        for (; !m_cursor.atEnd() && m_cursor.text().startsWith(from); ++m_steps) {
            if (isDone()) {
                m_isCut = true;
                return {};
            }
            const QByteArrayView text = m_cursor.text();
            const std::uint32_t row = m_cursor.row();
            if (!m_seen.contains(row)) {
                const Pinyin::Name read = m_pinyin.ofName(QString::fromUtf8(text.sliced(text.indexOf('\0') + 1)));
                if (name.fit(read) >= NameMatcher::Fit::Prefix)
                    SHOULI_CHECK(consider(row, nearness));
            }
            SHOULI_CHECK(m_cursor.next());
        }
    }
    return {};
}

Result<void> SearchRun::take(KeyKind kind, Nearness nearness, const QByteArray &text, bool whole)
{
    const QByteArray from = SearchKeys::prefix(kind, nearness) + text;
    if (isDone()) {
        m_isCut = true;
        return {};
    }
    SHOULI_CHECK(m_cursor.seek(from));
    for (; !m_cursor.atEnd() && m_cursor.text().startsWith(from); ++m_steps) {
        if (isDone()) {
            m_isCut = true;
            return {};
        }
        if (whole && m_cursor.text().size() != from.size())
            return {};
        SHOULI_CHECK(consider(m_cursor.row(), nearness));
        SHOULI_CHECK(m_cursor.next());
    }
    return {};
}

Result<void> SearchRun::takeDigits(KeyKind kind, Nearness nearness, const QString &digits)
{
    const QByteArray head = SearchKeys::prefix(kind, nearness);
    SHOULI_CHECK(m_cursor.seek(head + SearchKeys::packed(digits)));
    for (; !m_cursor.atEnd() && m_cursor.text().startsWith(head)
         && beginsWith(m_cursor.text().sliced(head.size()), digits);
         ++m_steps) {
        if (isDone()) {
            m_isCut = true;
            return {};
        }
        SHOULI_CHECK(consider(m_cursor.row(), nearness));
        SHOULI_CHECK(m_cursor.next());
    }
    return {};
}

Result<void> SearchRun::takeRows(const QString &sql, const QString &from, const QString &to)
{
    SHOULI_TRY(auto query, m_db.prepare(sql));
    query.bindAll(from, to);
    for (;;) {
        if (isDone()) {
            m_isCut = true;
            return {};
        }
        SHOULI_TRY(const bool found, query.step());
        if (!found)
            return {};
        SHOULI_CHECK(consider(static_cast<std::uint32_t>(query.integer(0)), {}));
    }
}

Result<void> SearchRun::consider(std::uint32_t row, std::optional<Nearness> nearness)
{
    if (m_seen.contains(row))
        return {};
    m_seen.insert(row);
    ++m_looks;
    SHOULI_TRY(const std::optional<Record> record, load(row));
    if (!record)
        return {}; // the key of a person who is gone: the index lags behind only within a transaction
    if (const std::optional<Fit> fit = fitOf(*record)) {
        const Nearness other = record->hit.residenceStatus == codes::deceased
                || record->hit.residenceStatus == codes::movedOut
            ? Nearness::Gone
            : Nearness::OtherHere;
        m_taken.insert(row);
        m_result.hits.append(hit(*record, *fit, nearness.value_or(other)));
    }
    return {};
}

Result<std::optional<SearchRun::Record>> SearchRun::load(std::uint32_t row)
{
    SHOULI_TRY(auto query,
               m_db.prepare(QStringLiteral("SELECT r.id, r.name, r.former_name, r.small_name, r.sex, r.birth_date, "
                                           "r.document_number, r.phone, r.other_phone, r.hukou_division, "
                                           "r.hukou_address, r.living_division, r.living_address, r.household, "
                                           "r.residence_status FROM resident r WHERE r.row = ?")));
    query.bind(row);
    SHOULI_TRY(const bool found, query.step());
    if (!found)
        return std::optional<Record>();
    Record record;
    SearchHit &hit = record.hit;
    hit.id = query.id<ResidentId>(0);
    hit.name = query.text(1);
    record.formerName = query.text(2);
    record.smallName = query.text(3);
    const auto sex = query.integer(4);
    hit.sex = sex == 1 || sex == 2 || sex == 9 ? static_cast<Sex>(sex) : Sex::Unknown;
    hit.birthDate = PartialDate::parse(query.text(5));
    record.document = query.text(6);
    record.phone = query.text(7);
    record.otherPhone = query.text(8);
    hit.hukouDivision = query.text(9);
    record.hukouAddress = query.text(10);
    hit.livingDivision = query.text(11);
    record.livingAddress = query.text(12);
    hit.household = query.id<HouseholdId>(13);
    if (!query.isNull(14))
        hit.residenceStatus = ResidenceStatusCode(static_cast<int>(query.integer(14)));
    return std::optional<Record>(std::move(record));
}

std::optional<SearchRun::Fit> SearchRun::fitOf(const Record &record) const
{
    std::optional<Fit> best;
    const auto all = [&](bool narrowing, const QList<NameMatcher> &names) {
        std::optional<Fit> first;
        for (const QString &number : m_query.numbers) {
            const auto fit = fitOfNumber(record, number, narrowing || !names.isEmpty() || m_query.numbers.size() > 1);
            if (!fit)
                return std::optional<Fit>();
            if (!first)
                first = fit;
        }
        for (const NameMatcher &name : names) {
            const auto fit = fitOfName(record, name, narrowing);
            if (!fit)
                return std::optional<Fit>();
            if (!first || fit->by == MatchedBy::Name)
                first = fit;
        }
        return first;
    };
    if (m_joined.isEmpty())
        return all(false, {});
    best = all(false, {m_joined});
    if (!best && m_wordsApart)
        best = all(true, m_names);
    return best;
}

std::optional<SearchRun::Fit> SearchRun::fitOfName(const Record &record, const NameMatcher &name, bool narrowing) const
{
    const auto try_ = [&](const QString &text, MatchedBy by) -> std::optional<Fit> {
        if (text.isEmpty())
            return {};
        const Pinyin::Name read = m_pinyin.ofName(text);
        const NameMatcher::Fit fit = name.fit(read);
        const bool other = by != MatchedBy::Name;
        if (fit >= NameMatcher::Fit::Prefix) {
            const MatchedBy how = name.isCharacters()                ? MatchedBy::Name
                : name.isLetters() && fit == NameMatcher::Fit::Whole ? MatchedBy::Pinyin
                                                                     : MatchedBy::Initials;
            return Fit{other ? by : how, fit == NameMatcher::Fit::Whole, other ? text : QString()};
        }
        if (fit == NameMatcher::Fit::Given && (name.isCharacters() || narrowing))
            return Fit{other ? by : MatchedBy::GivenName, false, other ? text : QString()};
        if (fit == NameMatcher::Fit::Inside && narrowing)
            return Fit{other ? by : MatchedBy::GivenName, false, other ? text : QString()};
        return {};
    };
    if (auto fit = try_(record.hit.name, MatchedBy::Name))
        return fit;
    if (auto fit = try_(record.formerName, MatchedBy::FormerName))
        return fit;
    if (auto fit = try_(record.smallName, MatchedBy::SmallName))
        return fit;
    if (m_options.localAccent && !name.isCharacters()) {
        const NameMatcher accent(name.text(), m_pinyin, true);
        if (accent.fit(m_pinyin.ofName(record.hit.name)) >= NameMatcher::Fit::Prefix)
            return Fit{MatchedBy::Accent, false, {}};
    }
    if (narrowing) {
        for (const QString &address : {record.livingAddress, record.hukouAddress}) {
            if (!address.isEmpty() && name.isWithin(m_pinyin.ofPlace(address)))
                return Fit{MatchedBy::Name, false, {}};
        }
    }
    return {};
}

std::optional<SearchRun::Fit> SearchRun::fitOfNumber(const Record &record, const QString &number, bool narrowing) const
{
    const QString &document = record.document;
    if (!document.isEmpty()) {
        if (document == number)
            return Fit{MatchedBy::DocumentNumber, true, {}};
        if (number.size() >= shortestTail && document.endsWith(number))
            return Fit{MatchedBy::DocumentTail, false, {}};
        if (number.size() >= shortestDocumentHead && document.startsWith(number))
            return Fit{MatchedBy::DocumentHead, false, {}};
        if (number.size() == 15 && document == asNewNumber(number))
            return Fit{MatchedBy::DocumentNumber, true, {}};
    }
    for (const QString &phone : {digitsOf(record.phone), digitsOf(record.otherPhone)}) {
        if (!phone.isEmpty() && phone == number)
            return Fit{MatchedBy::Phone, true, {}};
        if (!phone.isEmpty()
            && ((number.size() >= shortestTail && phone.endsWith(number))
                || (number.size() >= shortestPhoneHead && phone.startsWith(number))))
            return Fit{MatchedBy::PhonePart, false, {}};
    }
    if (m_isHousehold && number.size() == householdNumberLength)
        return Fit{MatchedBy::HouseholdNumber, true, {}};
    // beside another word any part will do: a birth year, the middle of a telephone number
    if (narrowing
        && (document.contains(number) || record.phone.contains(number) || record.livingAddress.contains(number)))
        return Fit{MatchedBy::DocumentNumber, false, {}};
    return {};
}

SearchHit SearchRun::hit(const Record &record, const Fit &fit, Nearness nearness) const
{
    SearchHit hit = record.hit;
    hit.otherName = fit.otherName;
    hit.matchedBy = fit.by;
    hit.whole = fit.whole;
    hit.nearness = nearness;
    hit.age = hit.birthDate.ageOn(m_options.today);
    hit.birthDate = PartialDate(hit.birthDate.year, 0, 0);
    hit.documentNumber = Masking::shown(Masking::Field::DocumentNumber, Masking::Place::List, record.document);
    hit.phone = Masking::shown(Masking::Field::Phone, Masking::Place::List, record.phone);
    hit.address = Masking::shown(Masking::Field::Address, Masking::Place::List,
                                 record.livingAddress.isEmpty() ? record.hukouAddress : record.livingAddress);
    return hit;
}

} // namespace shouli::core::residents::search
