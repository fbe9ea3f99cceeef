// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalogue/MaterialRequirement.h"

#include <QDate>
#include <QStringList>

#include <optional>
#include <vector>

namespace shouli::core::eligibility {

/// Where a fact comes from, to be shown beside it.
enum class Origin {
    Register,  ///< the resident register
    Cases,     ///< earlier cases
    DataMatch, ///< another department's data
    Declared,  ///< said at the counter, not yet checked
};

struct Provenance {
    Origin origin = Origin::Register;
    QString detail; ///< a person, an office, a document; may be empty
    QDate date;     ///< when it was recorded or checked; invalid: not known

    bool operator==(const Provenance &) const = default;
};

/// Something known. Where nothing is known there is no Fact: std::optional<Fact<T>>.
template <class T>
struct Fact {
    T value;
    Provenance from;

    bool operator==(const Fact &) const = default;
};

template <class T>
using Known = std::optional<Fact<T>>;

/// A date of birth, of which perhaps only the year or the month is known.
struct Birth {
    QDate earliest;
    QDate latest;

    [[nodiscard]] static Birth on(QDate date) { return {date, date}; }
    bool operator==(const Birth &) const = default;
};

/// A disability certificate; an empty category: it is known that there is none.
struct Disability {
    QString category; ///< GB/T 26341: "1" to "7"
    QString level;    ///< "1" to "4"
    QDate validTo;    ///< invalid: not known or without end

    bool operator==(const Disability &) const = default;
};

/// What is known of one person.
struct PersonFacts {
    Known<Birth> birth;
    Known<QString> sex;     ///< GB/T 2261.1
    Known<QString> marital; ///< GB/T 2261.2
    Known<QString> hukou;   ///< division code, 12 digits, as far down as known
    Known<QString> residence;
    Known<QString> workplace;
    Known<QStringList> groups; ///< codes in force today, the household's included; derived ones may be left out
    Known<Disability> disability;
    Known<QDate> death;                      ///< an invalid date: known not to be recorded as dead
    Known<std::vector<QStringList>> parents; ///< for each parent the states that hold: "dead", "missing", "unknown",
                                             ///< "severely_disabled", "seriously_ill", "imprisoned",
                                             ///< "detoxification", "detained", "unreachable"
    bool operator==(const PersonFacts &) const = default;
};

/// A paper the register holds, which may stand in for handing it in again.
struct Evidence {
    base::LocalText summary; ///< such as the number, masked
    QDate issuedOn;          ///< invalid: not known
    QDate validTo;           ///< invalid: not known or without end
    Provenance from;

    bool operator==(const Evidence &) const = default;
    /// Neither run out nor older than the material allows.
    [[nodiscard]] bool isGood(const catalogue::Material &material, QDate today) const;
};

/// What is known when a service is considered for somebody. Implemented over the register; this
/// room knows no residents. Calls may read the database; one thread at a time.
class FactSource {
public:
    virtual ~FactSource() = default;

    /// The person the service is for.
    [[nodiscard]] virtual PersonFacts subject() const = 0;
    /// Everybody who lives together with the subject, the subject included; empty: not known.
    [[nodiscard]] virtual std::vector<PersonFacts> household() const = 0;
    /// Since when a case of this service is open; an invalid date: known that none is.
    [[nodiscard]] virtual Known<QDate> openCaseSince(const QString &service) const = 0;
    /// When this service was last granted; an invalid date: known that it never was.
    [[nodiscard]] virtual Known<QDate> lastGranted(const QString &service) const = 0;
    /// Numbers and circumstances by their ids in the catalogue.
    [[nodiscard]] virtual Known<double> quantity(const QString &id) const = 0;
    [[nodiscard]] virtual Known<bool> circumstance(const QString &id) const = 0;
    /// What the register holds in place of a paper; see Material::registerSource. For EachMember
    /// and Parents only if there is one of every person concerned: the worst of them.
    [[nodiscard]] virtual std::optional<Evidence> evidence(const catalogue::Material &material,
                                                           catalogue::Whose whose) const = 0;
};

/// What was answered at the counter.
struct Answers {
    QHash<QString, bool> yes; ///< by question; a question that is not here has not been asked
    QString variant;          ///< empty: not chosen yet

    bool operator==(const Answers &) const = default;
};

} // namespace shouli::core::eligibility
