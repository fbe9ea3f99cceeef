// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keys/ShiftPins.h"

#include "core/crypto/Hash.h"
#include "core/crypto/PassphraseKey.h"
#include "core/crypto/SecretBox.h"

#include <algorithm>

namespace shouli::core::keys {

using base::ErrorCode;
using base::Result;
using crypto::PassphraseKey;
using crypto::PassphraseParameters;
using crypto::SecretBox;
using crypto::SecretBytes;
using staff::StaffId;

ShiftPins::ShiftPins(const base::Clock &clock, int shiftHours)
    : m_clock(clock)
    , m_shiftMs(shiftHours * std::int64_t(3'600'000))
    , m_processKey(SecretBytes::random(SecretBox::keySize))
{
}

Result<void> ShiftPins::check(const SecretBytes &pin)
{
    const auto weak = base::failure(ErrorCode::PassphraseTooWeak, QStringLiteral("%1 digits").arg(shortest));
    if (pin.size() < shortest || pin.size() > longest)
        return weak;
    const unsigned char *digits = pin.data();
    if (!std::all_of(digits, digits + pin.size(), [](unsigned char c) { return c >= '0' && c <= '9'; }))
        return weak;
    // 111111, 123456, 987654: whoever tries three times tries these
    const int step = digits[1] - digits[0];
    bool even = step >= -1 && step <= 1;
    for (qsizetype i = 1; i < pin.size(); ++i)
        even = even && digits[i] - digits[i - 1] == step;
    if (even)
        return weak;
    return {};
}

void ShiftPins::beginShift(const StaffId &staff)
{
    Shift shift;
    shift.begunMs = m_clock.monotonicMs();
    shift.begunAt = m_clock.now().ms;
    m_shifts.insert_or_assign(staff, shift);
}

Result<void> ShiftPins::set(const StaffId &staff, const QByteArray &mark, const SecretBytes &dataKey,
                            const SecretBytes &pin)
{
    SHOULI_CHECK(check(pin));
    const auto found = m_shifts.find(staff);
    if (found == m_shifts.end() || isOver(found->second))
        return base::failure(ErrorCode::StaffUnknown, staff.toString());
    Shift shift = found->second;
    shift.mark = mark;
    shift.salt = PassphraseParameters::create(PassphraseKey::floor).salt;
    shift.wrong = 0;
    SHOULI_TRY(const SecretBytes key, keyOf(pin, shift.salt));
    SHOULI_TRY(shift.wrapped, SecretBox::seal(key, dataKey, staff.toBytes() + mark));
    found->second = shift;
    return {};
}

bool ShiftPins::has(const StaffId &staff) const
{
    const auto found = m_shifts.find(staff);
    return found != m_shifts.end() && !found->second.wrapped.isEmpty() && !isOver(found->second);
}

Result<SecretBytes> ShiftPins::open(const StaffId &staff, const QByteArray &mark, const SecretBytes &pin)
{
    const auto found = m_shifts.find(staff);
    if (!has(staff) || found->second.mark != mark) {
        m_shifts.erase(staff);
        return base::failure(ErrorCode::StaffUnknown, staff.toString());
    }
    Shift &shift = found->second;
    SHOULI_TRY(const SecretBytes key, keyOf(pin, shift.salt));
    auto dataKey = SecretBox::open(key, shift.wrapped, staff.toBytes() + mark);
    if (dataKey) {
        shift.wrong = 0;
        return dataKey;
    }
    const int left = tries - ++shift.wrong;
    if (left == 0)
        m_shifts.erase(found);
    return base::failure(ErrorCode::PassphraseWrong, QString::number(left));
}

bool ShiftPins::isOver(const Shift &shift) const
{
    const std::int64_t byWall = m_clock.now().ms - shift.begunAt;
    return m_clock.monotonicMs() - shift.begunMs >= m_shiftMs || byWall >= m_shiftMs || byWall <= -m_shiftMs;
}

Result<SecretBytes> ShiftPins::keyOf(const SecretBytes &pin, const QByteArray &salt) const
{
    SHOULI_TRY(const SecretBytes stretched, PassphraseKey::derive(pin, {PassphraseKey::floor, salt}));
    QByteArray bytes(reinterpret_cast<const char *>(stretched.data()), stretched.size());
    QByteArray key = crypto::hmacSha256(m_processKey, bytes);
    (void)SecretBytes::takeFrom(bytes); // wiped
    return SecretBytes::takeFrom(key);
}

} // namespace shouli::core::keys
