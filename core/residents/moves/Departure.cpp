// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/moves/Departure.h"

#include "core/crypto/Hash.h"
#include "core/residents/CitizenNumber.h"
#include "core/residents/Masking.h"

namespace shouli::core::residents::moves {

using changes::Field;
using changes::Value;

namespace {

// fields of the kind in entities.json
constexpr Field subjectKind{1}, subjectId{2}, maskedNameField{3}, saltField{4}, numberMarkField{5}, nameMarkField{6},
    toField{7}, toNameField{8}, leftOnField{9}, reasonField{10}, caseNumberField{11}, serviceField{12};

/// The first bits of a salted hash. `what` keeps names and numbers apart.
std::int64_t markOf(const QByteArray &salt, char what, const QString &text, int bits)
{
    const QByteArray hash = crypto::sha256(salt + what + text.toUtf8());
    std::int64_t mark = 0;
    for (int i = 0; i < 4; ++i)
        mark = (mark << 8) | static_cast<unsigned char>(hash.at(i));
    return mark >> (32 - bits);
}

QString plainNumber(const QString &typed)
{
    return CitizenNumber::normalised(typed);
}

/// As one person writes it like another: no spaces, one sort of dot.
QString plainName(const QString &typed)
{
    QString plain;
    const QString normal = typed.normalized(QString::NormalizationForm_KC);
    for (const QChar c : normal) {
        if (!c.isSpace() && c != QChar(0xB7) && c != QChar(0x2022) && c != QChar(0x30FB) && c != QChar(0x22C5))
            plain.append(c.toUpper());
    }
    return plain;
}

std::optional<std::int64_t> numberIn(const Value &value)
{
    return value.isNumber() ? std::optional(value.number()) : std::nullopt;
}

} // namespace

void Departure::mark(const QString &name, const QString &number, base::Random &random)
{
    salt = random.bytes(saltSize);
    maskedName = Masking::shown(Masking::Field::Name, Masking::Place::Public, name);
    nameMark.reset();
    numberMark.reset();
    if (!plainName(name).isEmpty())
        nameMark = markOf(salt, 'n', plainName(name), nameBits);
    if (!plainNumber(number).isEmpty())
        numberMark = markOf(salt, '#', plainNumber(number), numberBits);
}

bool Departure::mayBe(const QString &typed) const
{
    const QString number = plainNumber(typed);
    if (number.isEmpty())
        return false;
    if (numberMark && *numberMark == markOf(salt, '#', number, numberBits))
        return true;
    if (!caseNumber.isEmpty() && plainNumber(caseNumber) == number)
        return true;
    // a name must also have the mask's shape: what is short and common fits a mark of 16 bits by chance too often
    return nameMark && Masking::shown(Masking::Field::Name, Masking::Place::Public, typed.trimmed()) == maskedName
        && *nameMark == markOf(salt, 'n', plainName(typed), nameBits);
}

changes::FieldValues Departure::values() const
{
    changes::FieldValues values;
    const auto put = [&values](Field field, const Value &value) {
        if (!value.isNull())
            values.insert(field, value);
    };
    const auto text = [](const QString &t) { return t.isEmpty() ? Value() : Value(t); };
    const auto number = [](const std::optional<std::int64_t> &n) { return n ? Value(*n) : Value(); };
    put(subjectKind, Value(static_cast<std::int64_t>(subject.kind.value)));
    put(subjectId, Value(subject.id));
    put(maskedNameField, text(maskedName));
    put(saltField, salt.isEmpty() ? Value() : Value(salt));
    put(numberMarkField, number(numberMark));
    put(nameMarkField, number(nameMark));
    put(toField, Value(to));
    put(toNameField, text(toName));
    put(leftOnField, Value(leftOn));
    put(reasonField, Value(static_cast<std::int64_t>(reason)));
    put(caseNumberField, text(caseNumber));
    put(serviceField, text(service));
    return values;
}

void Departure::setValue(Field field, const Value &value)
{
    if (field == subjectKind)
        subject.kind.value = static_cast<std::uint16_t>(value.number());
    else if (field == subjectId)
        subject.id = value.id<changes::EntityId>();
    else if (field == maskedNameField)
        maskedName = value.text();
    else if (field == saltField)
        salt = value.bytes();
    else if (field == numberMarkField)
        numberMark = numberIn(value);
    else if (field == nameMarkField)
        nameMark = numberIn(value);
    else if (field == toField)
        to = value.id<staff::OfficeId>();
    else if (field == toNameField)
        toName = value.text();
    else if (field == leftOnField)
        leftOn = value.date();
    else if (field == reasonField)
        reason = value.number() >= 1 && value.number() <= 3 ? static_cast<LeavingReason>(value.number())
                                                            : LeavingReason::RegistrationMoved;
    else if (field == caseNumberField)
        caseNumber = value.text();
    else if (field == serviceField)
        service = value.text();
}

} // namespace shouli::core::residents::moves
