// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/CitizenNumber.h"

#include <algorithm>
#include <array>

namespace shouli::core::residents {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr std::array<int, 17> weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::u16string_view checkCharacters = u"10X98765432";

/// First two digits in use: provinces (GB/T 2260), and 81, 82, 83 of the residence permits.
constexpr std::array provinces = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43,
                                  44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83};

constexpr int unusualAge = 120;

bool allDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QDate dateIn(QStringView text)
{
    return QDate(text.mid(6, 4).toInt(), text.mid(10, 2).toInt(), text.mid(12, 2).toInt());
}

/// What makes 18 characters impossible, whatever the day.
std::optional<Finding> impossibleIn(const QString &text)
{
    if (text.isEmpty())
        return Finding{Severity::Impossible, FindingCode::NumberEmpty};
    if (text.size() != 18)
        return Finding{Severity::Impossible, FindingCode::NumberLength, QString::number(text.size())};
    if (!allDigits(QStringView(text).left(17)) || !(text.back().isDigit() || text.back() == u'X'))
        return Finding{Severity::Impossible, FindingCode::NumberCharacter};
    if (CitizenNumber::checkCharacter(QStringView(text).left(17)) != text.back())
        return Finding{Severity::Impossible, FindingCode::NumberCheckDigit};
    if (!dateIn(text).isValid())
        return Finding{Severity::Impossible, FindingCode::NumberDateImpossible, text.mid(6, 8)};
    return {};
}

} // namespace

CitizenNumber::CitizenNumber(QString text)
    : m_text(std::move(text))
{
}

QChar CitizenNumber::checkCharacter(QStringView first17)
{
    if (first17.size() != 17 || !allDigits(first17))
        return {};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += (first17[static_cast<qsizetype>(i)].unicode() - u'0') * weights[i];
    return checkCharacters[static_cast<std::size_t>(sum % 11)];
}

QString CitizenNumber::normalised(const QString &typed)
{
    QString text;
    text.reserve(typed.size());
    for (QChar c : typed) {
        if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E) // full-width forms of ! to ~
            c = QChar(c.unicode() - 0xFEE0);
        if (c.isSpace() || c == u'-' || c == u'\u200B' || c == u'\uFEFF')
            continue;
        text += c == u'x' ? QChar(u'X') : c;
    }
    return text;
}

CitizenNumber::Reading CitizenNumber::read(const QString &typed, QDate today, Source source)
{
    Reading reading;
    QString text = normalised(typed);
    if (text.size() == 15 && allDigits(text)) {
        if (source == Source::Counter) {
            reading.findings.append({Severity::Impossible, FindingCode::NumberOldForm});
            return reading;
        }
        text.insert(6, QStringLiteral("19"));
        text += checkCharacter(text);
        reading.findings.append({Severity::Odd, FindingCode::NumberConverted, typed.trimmed()});
    }
    if (const auto finding = impossibleIn(text)) {
        reading.findings.append(*finding);
        return reading;
    }
    const QDate born = dateIn(text);
    if (born > today) {
        reading.findings.append({Severity::Impossible, FindingCode::NumberDateFuture, text.mid(6, 8)});
        return reading;
    }
    reading.number = CitizenNumber(text);
    if (reading.number->holder() == Holder::Citizen
        && std::find(provinces.begin(), provinces.end(), text.left(2).toInt()) == provinces.end())
        reading.findings.append({Severity::Odd, FindingCode::NumberAreaUnknown, text.left(6)});
    if (born.addYears(unusualAge) < today)
        reading.findings.append({Severity::Odd, FindingCode::NumberAgeUnusual, text.mid(6, 8)});
    return reading;
}

Result<CitizenNumber> CitizenNumber::parse(const QString &text)
{
    if (impossibleIn(text))
        return failure(ErrorCode::CitizenNumberImpossible);
    return CitizenNumber(text);
}

QDate CitizenNumber::birthDate() const
{
    return dateIn(m_text);
}

int CitizenNumber::sequence() const
{
    return QStringView(m_text).mid(14, 3).toInt();
}

Sex CitizenNumber::sex() const
{
    return sequence() % 2 == 1 ? Sex::Male : Sex::Female;
}

CitizenNumber::Holder CitizenNumber::holder() const
{
    if (m_text.startsWith(u'9'))
        return Holder::Foreigner;
    const QStringView area = QStringView(m_text).left(6);
    if (area == u"810000")
        return Holder::HongKong;
    if (area == u"820000")
        return Holder::Macao;
    if (area == u"830000")
        return Holder::Taiwan;
    return Holder::Citizen;
}

QList<Finding> CitizenNumber::against(Sex recorded, QDate recordedBirth) const
{
    QList<Finding> findings;
    if ((recorded == Sex::Male || recorded == Sex::Female) && recorded != sex())
        findings.append({Severity::Odd, FindingCode::NumberSexDiffers});
    if (recordedBirth.isValid() && recordedBirth != birthDate())
        findings.append({Severity::Odd, FindingCode::NumberBirthDiffers, birthDate().toString(Qt::ISODate)});
    return findings;
}

} // namespace shouli::core::residents
