// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/StaffAccounts.h"

#include "app/office/Session.h"
#include "core/base/Crockford.h"
#include "core/keys/ShiftPins.h"
#include "core/keys/Vault.h"
#include "core/staff/StaffDesk.h"

#include <algorithm>

namespace shouli::app::office {

using core::base::Result;
using core::crypto::SecretBytes;
using core::keys::PassphraseRule;
using core::keys::Vault;
using core::staff::Directory;
using core::staff::Role;
using core::staff::StaffDesk;
using core::staff::StaffId;

/// What an act has in hand, on the writer thread.
struct StaffAccounts::Acting {
    Writing &w;
    StaffDesk &desk;
    Vault &vault;
    const SecretBytes &own;
    const SecretBytes &dataKey;

    [[nodiscard]] StaffId who() const { return w.actor.staff.id; }
};

namespace {

PassphraseRule ruleOf(Role role)
{
    return role == Role::OfficeAdmin || role == Role::CountyIt ? PassphraseRule::administrator()
                                                               : PassphraseRule::staff();
}

/// Jobs are copied on their way to the writer thread, secrets are not.
std::shared_ptr<const SecretBytes> share(SecretBytes secret)
{
    return std::make_shared<const SecretBytes>(std::move(secret));
}

} // namespace

StaffAccounts::StaffAccounts(Session &session, std::shared_ptr<Vault> vault, OfficeFolder folder)
    : m_session(session)
    , m_vault(std::move(vault))
    , m_folder(std::move(folder))
    , m_slots(slotsOf(*m_vault))
{
}

StaffAccounts::Slots StaffAccounts::slotsOf(const Vault &vault)
{
    Slots slots;
    const auto staff = vault.staff();
    for (const StaffId &id : staff)
        slots.insert(id, vault.isGiven(id) ? SignIn::Given : SignIn::Own);
    return slots;
}

StaffAccounts::SignIn StaffAccounts::signIn(const StaffId &staff) const
{
    return m_slots.value(staff, SignIn::None);
}

bool StaffAccounts::ownIsGiven() const
{
    return signIn(m_session.actor().staff.id) == SignIn::Given;
}

QString StaffAccounts::suggestPassphrase()
{
    constexpr int group = 4;
    constexpr int characters = 3 * group; // of 5 bits
    for (;;) {
        const SecretBytes random = SecretBytes::random(8);
        const QByteArray bytes(reinterpret_cast<const char *>(random.data()), random.size());
        const QString text = core::base::crockfordEncode(bytes).toLower().left(characters);
        const auto digits = std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
        if (digits > 0 && digits < characters) // of every class that an administrator's passphrase needs
            return text.left(group) + u'-' + text.mid(group, group) + u'-' + text.right(group);
    }
}

template <class Job>
StaffAccounts::Done StaffAccounts::act(SecretBytes own, Job job)
{
    return m_session
        .write(
            [vault = m_vault, folder = m_folder, own = share(std::move(own)), job = std::move(job),
             session = &m_session](Writing &w) -> Result<Slots> {
                SHOULI_TRY(const SecretBytes dataKey, vault->unlock(w.actor.staff.id, *own));
                StaffDesk desk(w.log, w.audit, session->clock(), session->random());
                Acting acting{w, desk, *vault, *own, dataKey};
                SHOULI_CHECK(job(acting));
                SHOULI_TRY(const Directory directory, Directory::load(w.tx.database()));
                refreshNames(folder, directory, vault->staff(), w.actor.staff.id);
                return slotsOf(*vault);
            },
            Session::Tell::Nobody)
        .then(&m_session, [this](const Result<Slots> &slots) -> Result<void> {
            if (!slots)
                return core::base::failure(slots);
            m_slots = *slots;
            m_session.staffChanged();
            return {};
        });
}

StaffAccounts::Done StaffAccounts::add(SecretBytes own, const QString &name, Role role, SecretBytes first)
{
    return act(std::move(own), [name, role, first = share(std::move(first))](Acting &a) -> Result<void> {
        SHOULI_CHECK(core::keys::checkPassphrase(*first, ruleOf(role)));
        SHOULI_TRY(const auto added, a.desk.add(a.w.tx, a.who(), name, role));
        return a.vault.addSlot(a.dataKey, added.id, *first, ruleOf(role), Vault::Chosen::BySomebodyElse);
    });
}

StaffAccounts::Done StaffAccounts::change(SecretBytes own, StaffId whom, const QString &name, Role role)
{
    return act(std::move(own), [whom, name, role](Acting &a) -> Result<void> {
        return a.desk.change(a.w.tx, a.who(), whom, name, role);
    });
}

StaffAccounts::Done StaffAccounts::give(SecretBytes own, StaffId whom, SecretBytes first)
{
    const auto member = m_session.directory().member(whom);
    const PassphraseRule rule = ruleOf(member ? member->role : Role::OfficeAdmin);
    return act(std::move(own), [whom, rule, first = share(std::move(first))](Acting &a) -> Result<void> {
        SHOULI_CHECK(a.desk.note(a.w.tx, a.who(), whom, QStringLiteral("passphrase given")));
        return a.vault.addSlot(a.dataKey, whom, *first, rule, Vault::Chosen::BySomebodyElse);
    });
}

StaffAccounts::Done StaffAccounts::takeAway(SecretBytes own, StaffId whom)
{
    return act(std::move(own), [whom](Acting &a) -> Result<void> {
        SHOULI_CHECK(a.desk.takeAway(a.w.tx, a.who(), whom));
        if (!a.vault.staff().contains(whom))
            return {}; // never had the key of this PC
        return a.vault.renewKey(a.dataKey, {whom});
    });
}

StaffAccounts::Done StaffAccounts::takeBack(SecretBytes own, StaffId whom)
{
    return act(std::move(own), [whom](Acting &a) -> Result<void> { return a.desk.takeBack(a.w.tx, a.who(), whom); });
}

StaffAccounts::Done StaffAccounts::renewKey(SecretBytes own)
{
    return act(std::move(own), [](Acting &a) -> Result<void> {
        SHOULI_CHECK(a.desk.note(a.w.tx, a.who(), a.who(), QStringLiteral("data key renewed")));
        return a.vault.renewKey(a.dataKey);
    });
}

StaffAccounts::Done StaffAccounts::changeOwn(SecretBytes old, SecretBytes chosen)
{
    const PassphraseRule rule = ruleOf(m_session.actor().staff.role);
    return act(std::move(old), [rule, chosen = share(std::move(chosen))](Acting &a) -> Result<void> {
        if (a.own == *chosen)
            return core::base::failure(core::base::ErrorCode::PassphraseTooWeak, QStringLiteral("the same as before"));
        SHOULI_CHECK(a.desk.note(a.w.tx, a.who(), a.who(), QStringLiteral("passphrase changed")));
        return a.vault.addSlot(a.dataKey, a.who(), *chosen, rule);
    });
}

StaffAccounts::Done StaffAccounts::setPin(SecretBytes own, SecretBytes pin, core::keys::ShiftPins &pins)
{
    return act(std::move(own), [pin = share(std::move(pin)), &pins](Acting &a) -> Result<void> {
        SHOULI_CHECK(core::keys::ShiftPins::check(*pin));
        pins.beginShift(a.who()); // the full passphrase has just been typed
        return pins.set(a.who(), a.vault.slotMark(a.who()), a.dataKey, *pin);
    });
}

} // namespace shouli::app::office
