// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/numbers/CaseNumber.h"

#include <QRegularExpression>

namespace shouli::core::cases::numbers {

using base::ErrorCode;
using base::Result;

namespace {
constexpr int mostSerial = 9'999'999;
constexpr int century = 2000;
} // namespace

Result<CaseNumber> CaseNumber::make(const QString &division, QDate month, int serial)
{
    static const QRegularExpression twelve(QStringLiteral("^[0-9]{12}$"));
    if (!twelve.match(division).hasMatch())
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("division ") + division);
    if (month.year() < century || month.year() > century + 99)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("year %1").arg(month.year()));
    if (serial < 1 || serial > mostSerial)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("serial %1").arg(serial));
    return CaseNumber{division.left(9), QStringView(division).mid(9).toInt(), month.year(), month.month(), serial};
}

QString CaseNumber::toString() const
{
    return QStringLiteral("%1-%2-%3%4-%5")
        .arg(town)
        .arg(community, 2, 10, QLatin1Char('0'))
        .arg(year - century, 2, 10, QLatin1Char('0'))
        .arg(month, 2, 10, QLatin1Char('0'))
        .arg(serial, 4, 10, QLatin1Char('0'));
}

Result<CaseNumber> CaseNumber::parse(const QString &text)
{
    static const QRegularExpression dashes(QStringLiteral("[\\x{2010}-\\x{2015}\\x{2212}\\x{ff0d}]"));
    static const QRegularExpression form(
        QStringLiteral("^([0-9]{9})-([0-9]{2}|[1-9][0-9]{2})-([0-9]{2})(0[1-9]|1[0-2])-([0-9]{4}|[1-9][0-9]{4,6})$"));
    QString plain = text.normalized(QString::NormalizationForm_KC).remove(QLatin1Char(' '));
    plain.replace(dashes, QStringLiteral("-"));
    const auto match = form.match(plain);
    CaseNumber number;
    if (match.hasMatch())
        number = {match.captured(1), match.captured(2).toInt(), century + match.captured(3).toInt(),
                  match.captured(4).toInt(), match.captured(5).toInt()};
    if (number.serial < 1)
        return base::failure(ErrorCode::InvalidArgument, QStringLiteral("case number"));
    return number;
}

} // namespace shouli::core::cases::numbers
