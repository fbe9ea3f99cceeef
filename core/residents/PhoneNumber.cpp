// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/PhoneNumber.h"

#include <QSet>

#include <utility>

namespace shouli::core::residents {

namespace {

/// First three digits of mobile networks (numbering plan of the ministry, as in use in 2026).
bool isMobilePrefix(int prefix)
{
    switch (prefix / 10) {
    case 13:
    case 18:
        return true;
    case 14:
        return prefix >= 145;
    case 15:
        return prefix != 154;
    case 16:
        return prefix == 162 || (prefix >= 165 && prefix <= 167);
    case 17:
        return prefix <= 178;
    case 19:
        return prefix != 194;
    default:
        return false;
    }
}

/// Area codes are 3 digits for 010 and 02x, otherwise 4.
qsizetype areaLength(QStringView digits)
{
    return digits.startsWith(u"010") || digits.startsWith(u"02") ? 3 : 4;
}

struct Parts {
    bool plus = false;
    QString digits;
    QString extension;
    QString rest;  ///< further numbers
    QString words; ///< anything that is not a number
};

/// Pulls a typed field apart into the first number and what stands beside it.
Parts takeApart(const QString &typed)
{
    Parts parts;
    enum class In {
        Number,
        Extension,
        Rest,
        Words,
    };
    In in = In::Number;
    for (const QChar c : typed) {
        const int digit = c.digitValue();
        const char16_t u = c.unicode();
        if (in == In::Words) { // up to the closing bracket
            if (u == u')' || u == u'）' || u == u']' || u == u'】')
                in = In::Rest;
            else
                parts.words += c;
        } else if (u == u'(' || u == u'（' || u == u'[' || u == u'【') {
            if (parts.digits.isEmpty())
                continue; // (0911) 7112345
            in = In::Words;
        } else if (u == u')' || u == u'）') {
            continue;
        } else if (digit >= 0) {
            QString &target = in == In::Number ? parts.digits : in == In::Extension ? parts.extension : parts.rest;
            target += QChar(u'0' + digit);
        } else if ((u == u'+' || u == u'＋') && parts.digits.isEmpty()) {
            parts.plus = true;
        } else if (u == u'转' || c.toLower() == u'x' || u == u'#') {
            in = In::Extension;
        } else if (u == u'/' || u == u'、' || u == u',' || u == u'，' || u == u';' || u == u'；' || u == u'／') {
            if (!parts.digits.isEmpty())
                in = In::Rest;
            if (!parts.rest.isEmpty())
                parts.rest += u'/';
        } else if (c.isSpace() || u == u'-' || u == u'－' || u == u'—' || u == u'–' || u == u'.' || u == u'_') {
            if (in == In::Rest && !parts.rest.isEmpty() && !parts.rest.endsWith(u'/') && c.isSpace())
                parts.rest += u'/';
        } else {
            parts.words += c;
        }
    }
    return parts;
}

} // namespace

PhoneNumber::PhoneNumber(Kind kind, QString digits, qsizetype areaDigits, QString extension)
    : m_kind(kind)
    , m_digits(std::move(digits))
    , m_areaDigits(areaDigits)
    , m_extension(std::move(extension))
{
}

PhoneNumber::Reading PhoneNumber::read(const QString &typed, const QString &localAreaCode)
{
    Reading reading;
    const auto refuse = [&reading](FindingCode code, const QString &detail = {}) {
        reading.number.reset();
        reading.findings.append({Severity::Impossible, code, detail});
        return reading;
    };

    Parts parts = takeApart(typed);
    if (parts.digits.isEmpty())
        return refuse(parts.words.isEmpty() ? FindingCode::PhoneEmpty : FindingCode::PhoneCharacter, parts.words);
    if (!parts.words.isEmpty())
        reading.findings.append({Severity::Odd, FindingCode::PhoneNote, parts.words});
    if (!parts.rest.isEmpty())
        reading.findings.append({Severity::Odd, FindingCode::PhoneSeveral, parts.rest});

    QString digits = parts.digits;
    if (digits.startsWith(u"00")) { // the international prefix
        digits.remove(0, 2);
        parts.plus = true;
    }
    if (digits.startsWith(u"86") && (parts.plus || digits.size() == 13)) {
        digits.remove(0, 2);
        parts.plus = false;
    }
    if (parts.plus) {
        if (digits.size() < 7 || digits.size() > 15) // ITU-T E.164
            return refuse(FindingCode::PhoneLength, QString::number(digits.size()));
        reading.number = PhoneNumber(Kind::Foreign, digits, 0, parts.extension);
        return reading;
    }
    if (digits.startsWith(u'1') && !digits.startsWith(u"10")) {
        if (digits.size() == 22) { // two mobile numbers written as one
            reading.findings.append({Severity::Odd, FindingCode::PhoneSeveral, digits.mid(11)});
            digits.truncate(11);
        }
        if (digits.size() != 11)
            return refuse(FindingCode::PhoneLength, QString::number(digits.size()));
        if (!isMobilePrefix(QStringView(digits).left(3).toInt()))
            reading.findings.append({Severity::Odd, FindingCode::PhonePrefixUnknown, digits.left(3)});
        reading.number = PhoneNumber(Kind::Mobile, digits, 0, parts.extension);
        return reading;
    }
    if (!digits.startsWith(u'0')) {
        if (digits.size() != 7 && digits.size() != 8)
            return refuse(FindingCode::PhoneLength, QString::number(digits.size()));
        digits.prepend(localAreaCode);
    }
    const qsizetype area = areaLength(digits);
    const qsizetype local = digits.size() - area;
    if (digits.startsWith(u"01") && digits.size() == 12 && isMobilePrefix(QStringView(digits).mid(1, 3).toInt())) {
        digits.remove(0, 1); // a mobile number dialled with the long-distance zero
        reading.number = PhoneNumber(Kind::Mobile, digits, 0, parts.extension);
        return reading;
    }
    if (local != 7 && local != 8)
        return refuse(FindingCode::PhoneLength, QString::number(digits.size()));
    reading.number = PhoneNumber(Kind::Fixed, digits, area, parts.extension);
    return reading;
}

std::optional<PhoneNumber> PhoneNumber::parse(const QString &text)
{
    const Reading reading = read(text, {});
    if (!reading.number || reading.number->toString() != text)
        return {};
    return reading.number;
}

QString PhoneNumber::toString() const
{
    QString text = m_digits;
    if (m_kind == Kind::Fixed)
        text.insert(m_areaDigits, u'-');
    else if (m_kind == Kind::Foreign)
        text.prepend(u'+');
    if (!m_extension.isEmpty())
        text += QStringLiteral("转") + m_extension;
    return text;
}

} // namespace shouli::core::residents
