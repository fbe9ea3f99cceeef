// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/ResidentDraft.h"

#include "core/residents/CitizenNumber.h"
#include "core/residents/PhoneNumber.h"

#include <algorithm>

namespace shouli::core::residents {

namespace {

constexpr qsizetype longestName = 50; // characters; identity cards of minority names
constexpr int expiresSoonDays = 90;

bool holdsCitizenNumber(DocumentTypeCode type)
{
    return type.isEmpty() || type == codes::residentCard || type == codes::temporaryCard || type == codes::householdBook
        || type == codes::hongKongMacaoPermit || type == codes::taiwanPermit;
}

template <class C>
bool readCode(const QString &text, C &target)
{
    if (text.isEmpty()) {
        target = {};
        return true;
    }
    if (const auto code = C::parse(text)) {
        target = *code;
        return true;
    }
    for (const CodeEntry &entry : codeList(C::system)) { // the name will do
        if (entry.name == text) {
            target = C(entry.value);
            return true;
        }
    }
    return false;
}

bool readDate(const QString &text, QDate &target)
{
    const PartialDate date = PartialDate::parse(text);
    if (!text.isEmpty() && !date.isWhole())
        return false;
    target = date.toDate();
    return true;
}

bool readSex(const QString &text, Sex &target)
{
    if (text.isEmpty() || text == u"0")
        target = Sex::Unknown;
    else if (text == u"1" || text == u"男")
        target = Sex::Male;
    else if (text == u"2" || text == u"女")
        target = Sex::Female;
    else if (text == u"9")
        target = Sex::NotStated;
    else
        return false;
    return true;
}

/// Luhn's check digit of bank cards (GB/T 14504 and ISO/IEC 7812-1).
bool passesLuhn(const QString &digits)
{
    int sum = 0;
    bool second = false;
    for (auto it = digits.crbegin(); it != digits.crend(); ++it, second = !second) {
        int digit = it->unicode() - u'0';
        if (second && (digit *= 2) > 9)
            digit -= 9;
        sum += digit;
    }
    return sum % 10 == 0;
}

QList<Finding> nameFindings(const QString &name)
{
    QList<Finding> findings;
    const auto characters = name.toUcs4();
    if (characters.isEmpty())
        return {{Severity::Impossible, FindingCode::NameEmpty}};
    if (characters.size() > longestName)
        findings.append({Severity::Impossible, FindingCode::NameTooLong, QString::number(characters.size())});
    const bool unknown = std::any_of(characters.begin(), characters.end(), [](char32_t c) {
        return c == U'?' || c == U'？' || c == 0xFFFD || (c >= 0xE000 && c <= 0xF8FF) || c == U'□' || c == U'*';
    });
    if (unknown)
        findings.append({Severity::Odd, FindingCode::NameCharacterUnknown});
    if (std::any_of(name.begin(), name.end(), [](QChar c) { return c.isDigit(); }))
        findings.append({Severity::Odd, FindingCode::NameDigits});
    return findings;
}

QList<Finding> numberFindings(const Resident &resident, QDate today)
{
    if (resident.documentNumber.isEmpty())
        return {{Severity::Odd, FindingCode::NumberMissing}};
    const bool foreigners = resident.documentType == codes::foreignersCard;
    if (!holdsCitizenNumber(resident.documentType) && !(foreigners && resident.documentNumber.size() == 18))
        return {};
    const CitizenNumber::Reading reading = CitizenNumber::read(resident.documentNumber, today);
    QList<Finding> findings = reading.findings;
    if (!reading.number)
        return findings;
    findings += reading.number->against(resident.sex, resident.birthDate.toDate());
    using Holder = CitizenNumber::Holder;
    const Holder holder = reading.number->holder();
    const bool fits = resident.documentType == codes::hongKongMacaoPermit
        ? holder == Holder::HongKong || holder == Holder::Macao
        : resident.documentType == codes::taiwanPermit ? holder == Holder::Taiwan
        : foreigners                                   ? holder == Holder::Foreigner
                                                       : holder == Holder::Citizen;
    if (!fits)
        findings.append({Severity::Odd, FindingCode::NumberHolderDiffers});
    return findings;
}

QList<Finding> birthFindings(const Resident &resident, QDate today)
{
    if (resident.birthDate.isEmpty())
        return {{Severity::Odd, FindingCode::BirthDateMissing}};
    if (resident.birthDate.earliest() > today)
        return {{Severity::Impossible, FindingCode::BirthDateFuture}};
    if (!resident.birthDate.isWhole())
        return {{Severity::Odd, FindingCode::BirthDatePartial, resident.birthDate.toString()}};
    if (resident.birthDate.ageOn(today) > 120)
        return {{Severity::Odd, FindingCode::BirthDateUnusual}};
    return {};
}

QList<Finding> deathFindings(const Resident &resident, QDate today)
{
    if (!resident.deceasedOn.isValid())
        return {};
    if (resident.deceasedOn > today)
        return {{Severity::Impossible, FindingCode::DeathFuture}};
    if (!resident.birthDate.isEmpty() && resident.deceasedOn < resident.birthDate.earliest())
        return {{Severity::Impossible, FindingCode::DeathBeforeBirth}};
    return {};
}

QList<Finding> accountFindings(const QString &account)
{
    if (account.isEmpty())
        return {};
    const bool digits = std::all_of(account.begin(), account.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits || account.size() < 9 || account.size() > 32)
        return {{Severity::Odd, FindingCode::BankAccountLength, QString::number(account.size())}};
    if (account.size() >= 16 && account.size() <= 19 && !passesLuhn(account)) // cards; old passbooks have none
        return {{Severity::Odd, FindingCode::BankAccountCheckDigit}};
    return {};
}

QList<Finding> relationFindings(const Resident &resident)
{
    const RelationCode relation = resident.relation;
    QList<Finding> findings;
    if (relation == codes::otherRelative || relation == codes::notRelated || relation == codes::otherKin)
        findings.append({Severity::Odd, FindingCode::RelationUnclear, relation.name()});
    constexpr RelationCode male[] = {
        codes::husband,       codes::son,           codes::onlySon,        codes::eldestSon,
        codes::secondSon,     codes::thirdSon,      codes::sonInLaw,       codes::grandson,
        codes::daughtersSon,  codes::father,        codes::husbandsFather, codes::wifesFather,
        codes::fathersFather, codes::mothersFather, codes::elderBrother,   codes::youngerBrother};
    constexpr RelationCode female[] = {codes::wife,           codes::daughter,       codes::onlyDaughter,
                                       codes::eldestDaughter, codes::secondDaughter, codes::thirdDaughter,
                                       codes::daughterInLaw,  codes::granddaughter,  codes::daughtersDaughter,
                                       codes::mother,         codes::husbandsMother, codes::wifesMother,
                                       codes::fathersMother,  codes::mothersMother,  codes::elderSister,
                                       codes::youngerSister};
    const bool wrong = (resident.sex == Sex::Female
                        && std::find(std::begin(male), std::end(male), relation) != std::end(male))
        || (resident.sex == Sex::Male && std::find(std::begin(female), std::end(female), relation) != std::end(female));
    if (wrong)
        findings.append({Severity::Odd, FindingCode::RelationAgainstSex, relation.name()});
    return findings;
}

bool isMarried(MaritalCode marital)
{
    return marital.value() >= 20 && marital.value() <= 29;
}

bool isDivision(const QString &code)
{
    return code.isEmpty()
        || (code.size() == 12 && std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }));
}

} // namespace

ResidentDraft::ResidentDraft(const Resident &start, QString localAreaCode)
    : m_start(start)
    , m_resident(start)
    , m_localAreaCode(std::move(localAreaCode))
{
}

void ResidentDraft::type(ResidentField field, const QString &typed)
{
    const QString text = typed.trimmed();
    bool read = true;
    Resident &r = m_resident;
    using F = ResidentField;
    switch (field) {
    case F::Sex:
        read = readSex(text, r.sex);
        break;
    case F::BirthDate: {
        const PartialDate date = PartialDate::parse(text);
        read = text.isEmpty() || !date.isEmpty();
        if (read)
            r.birthDate = date;
        break;
    }
    case F::Ethnic:
        read = readCode(text, r.ethnic);
        break;
    case F::DocumentType:
        read = readCode(text, r.documentType);
        break;
    case F::DocumentNumber:
        r.documentNumber = holdsCitizenNumber(r.documentType)
            ? CitizenNumber::normalised(text)
            : text.normalized(QString::NormalizationForm_KC).toUpper();
        break;
    case F::DocumentValidTo:
        read = text == u"长期" || readDate(text, r.documentValidTo);
        if (text == u"长期")
            r.documentValidTo = {};
        break;
    case F::HukouKind:
        read = readCode(text, r.hukouKind);
        break;
    case F::HukouRural:
        r.hukouRural = text == u"1" || text == u"农村";
        break;
    case F::Relation:
        read = readCode(text, r.relation);
        break;
    case F::Marital:
        read = readCode(text, r.marital);
        break;
    case F::Education:
        read = readCode(text, r.education);
        break;
    case F::Political:
        read = readCode(text, r.political);
        break;
    case F::WorkStatus:
        read = readCode(text, r.workStatus);
        break;
    case F::ResidenceStatus:
        read = readCode(text, r.residenceStatus);
        break;
    case F::Phone:
    case F::OtherPhone: {
        const PhoneNumber::Reading phone = PhoneNumber::read(text, m_localAreaCode);
        read = text.isEmpty() || phone.number;
        if (read)
            r.setValue(field, changes::Value(phone.number ? phone.number->toString() : QString()));
        for (const Finding &finding : phone.findings) {
            if (read && finding.code == FindingCode::PhoneNote)
                r.phoneNote = finding.detail;
            else if (read && finding.code == FindingCode::PhoneSeveral && field == F::Phone && r.otherPhone.isEmpty())
                type(F::OtherPhone, finding.detail);
        }
        break;
    }
    case F::BankAccount:
        r.bankAccount = QString(text).remove(u' ').remove(u'-');
        break;
    case F::DeceasedOn:
        read = readDate(text, r.deceasedOn);
        break;
    case F::MovedOutOn:
        read = readDate(text, r.movedOutOn);
        break;
    case F::VerifiedOn:
        read = readDate(text, r.verifiedOn);
        break;
    case F::Household:
    case F::Father:
    case F::Mother:
    case F::Spouse:
    case F::Guardian:
        return; // chosen, not typed
    default:
        r.setValue(field, changes::Value(text));
        break;
    }
    if (read)
        m_unread.remove(field);
    else
        m_unread.insert(field, typed);
}

QString ResidentDraft::text(ResidentField field) const
{
    if (const auto unread = m_unread.constFind(field); unread != m_unread.constEnd())
        return *unread;
    const changes::Value value = m_resident.value(field);
    return value.isNumber() ? QString::number(value.number()) : value.text();
}

void ResidentDraft::fillFromNumber()
{
    const auto number = CitizenNumber::parse(m_resident.documentNumber);
    if (!number || !holdsCitizenNumber(m_resident.documentType))
        return;
    if (m_resident.sex == Sex::Unknown && !isUnread(ResidentField::Sex))
        m_resident.sex = number->sex();
    if (m_resident.birthDate.isEmpty() && !isUnread(ResidentField::BirthDate))
        m_resident.birthDate = PartialDate(number->birthDate());
}

QList<FieldFinding> ResidentDraft::validate(QDate today) const
{
    const Resident &r = m_resident;
    using F = ResidentField;
    QList<FieldFinding> all;
    const auto add = [&all](F field, const QList<Finding> &findings) {
        for (const Finding &finding : findings)
            all.append({field, finding});
    };
    const auto odd = [&all](bool when, F field, FindingCode code, const QString &detail = {}) {
        if (when)
            all.append({field, {Severity::Odd, code, detail}});
    };
    const auto listed = [&](F field, const auto &code) {
        odd(!code.isEmpty() && !code.isListed(), field, FindingCode::CodeUnknown, code.toString());
    };

    for (auto it = m_unread.cbegin(); it != m_unread.cend(); ++it) {
        if (it.key() == F::Phone || it.key() == F::OtherPhone) {
            add(it.key(), PhoneNumber::read(*it, m_localAreaCode).findings);
            continue;
        }
        all.append({it.key(), {Severity::Impossible, FindingCode::Unreadable, *it}});
    }
    add(F::Name, nameFindings(r.name.trimmed()));
    add(F::DocumentNumber, numberFindings(r, today));
    if (!isUnread(F::BirthDate))
        add(F::BirthDate, birthFindings(r, today));
    add(F::DeceasedOn, deathFindings(r, today));
    add(F::BankAccount, accountFindings(r.bankAccount));
    add(F::Relation, relationFindings(r));
    listed(F::Ethnic, r.ethnic);
    listed(F::DocumentType, r.documentType);
    listed(F::HukouKind, r.hukouKind);
    listed(F::Relation, r.relation);
    listed(F::Marital, r.marital);
    listed(F::Education, r.education);
    listed(F::Political, r.political);
    listed(F::WorkStatus, r.workStatus);
    listed(F::ResidenceStatus, r.residenceStatus);
    if (!r.isGone()) {
        odd(r.documentValidTo.isValid() && r.documentValidTo < today, F::DocumentValidTo, FindingCode::DocumentExpired);
        odd(r.documentValidTo >= today && r.documentValidTo <= today.addDays(expiresSoonDays), F::DocumentValidTo,
            FindingCode::DocumentExpiresSoon);
        odd(r.phone.isEmpty() && !isUnread(F::Phone), F::Phone, FindingCode::PhoneMissing);
        odd(r.livingAddress.isEmpty() && r.hukouAddress.isEmpty(), F::LivingAddress, FindingCode::AddressMissing);
    }
    const int age = r.birthDate.ageOn(today);
    odd(isMarried(r.marital) && age >= 0 && age < (r.sex == Sex::Female ? 20 : 22), F::Marital,
        FindingCode::MarriedTooYoung);
    for (const F field : {F::HukouDivision, F::LivingDivision}) {
        if (!isDivision(r.value(field).text()))
            all.append({field, {Severity::Impossible, FindingCode::DivisionMalformed}});
    }
    for (FieldFinding &one : all) {
        if (!m_start.id.isNull() && !isUnread(one.field) && r.value(one.field) == m_start.value(one.field))
            one.finding.severity = Severity::Odd;
    }
    return all;
}

bool ResidentDraft::isSavable(QDate today) const
{
    const QList<FieldFinding> findings = validate(today);
    return std::none_of(findings.begin(), findings.end(),
                        [](const FieldFinding &f) { return f.finding.severity == Severity::Impossible; });
}

} // namespace shouli::core::residents
