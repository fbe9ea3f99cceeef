// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/StaffAccounts.h"

#include "app/office/Session.h"
#include "core/base/Crockford.h"
#include "core/keys/ShiftPins.h"
#include "core/keys/Vault.h"
#include "core/staff/StaffDesk.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace shouli::app::office {

using core::base::Result;
using core::crypto::SecretBytes;
using core::keys::PassphraseRule;
using core::keys::Vault;
using core::staff::Directory;
using core::staff::Role;
using core::staff::StaffDesk;
using core::staff::StaffId;

/// What an act has in hand, on the writer thread. It writes rows and says what is then to be done with the vault.
struct StaffAccounts::Acting {
    Writing &w;
    StaffDesk &desk;
    Vault &vault; ///< as it was before the act
    const SecretBytes &own;

    [[nodiscard]] StaffId who() const { return w.actor.staff.id; }
};

namespace {

/// Done to the vault when the rows are committed: a slot whose row was taken back would let somebody in whom no
/// record names. Empty: nothing to do.
using VaultStep = std::function<Result<void>(Vault &vault, const SecretBytes &dataKey)>;

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

VaultStep givesSlot(StaffId whom, std::shared_ptr<const SecretBytes> passphrase, PassphraseRule rule,
                    Vault::Chosen chosen)
{
    return [whom, passphrase = std::move(passphrase), rule, chosen](Vault &vault, const SecretBytes &dataKey) {
        return vault.addSlot(dataKey, whom, *passphrase, rule, chosen);
    };
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
    const auto slots = std::make_shared<std::optional<Slots>>();
    return m_session
        .write(
            [vault = m_vault, folder = m_folder, own = share(std::move(own)), job = std::move(job), session = &m_session,
             slots](Writing &w) -> Result<void> {
                SHOULI_TRY(SecretBytes opened, vault->unlock(w.actor.staff.id, *own));
                const auto dataKey = share(std::move(opened));
                SHOULI_CHECK(vault->makeCopiesAgree()); // where the file cannot be written nothing begins
                StaffDesk desk(w.log, w.audit, session->clock(), session->random());
                Acting acting{w, desk, *vault, *own};
                SHOULI_TRY(const VaultStep step, job(acting));
                SHOULI_TRY(const Directory directory, Directory::load(w.tx.database()));
                w.afterwards = [vault, folder, slots, dataKey, step, directory, self = acting.who()]() -> Result<void> {
                    const Result<void> done = step ? step(*vault, *dataKey) : Result<void>();
                    refreshNames(folder, directory, vault->staff(), self);
                    *slots = slotsOf(*vault);
                    return done;
                };
                return {};
            },
            Session::Tell::Nobody)
        .then(&m_session, [this, slots](const Result<void> &done) -> Result<void> {
            if (*slots) { // the rows are there, whatever became of the file
                m_slots = **slots;
                m_session.staffChanged();
            }
            return done;
        });
}

StaffAccounts::Done StaffAccounts::add(SecretBytes own, const QString &name, Role role, SecretBytes first)
{
    return act(std::move(own), [name, role, first = share(std::move(first))](Acting &a) -> Result<VaultStep> {
        SHOULI_CHECK(core::keys::checkPassphrase(*first, ruleOf(role)));
        SHOULI_TRY(const auto added, a.desk.add(a.w.tx, a.who(), name, role));
        return givesSlot(added.id, first, ruleOf(role), Vault::Chosen::BySomebodyElse);
    });
}

StaffAccounts::Done StaffAccounts::change(SecretBytes own, StaffId whom, const QString &name, Role role)
{
    return act(std::move(own), [whom, name, role](Acting &a) -> Result<VaultStep> {
        SHOULI_CHECK(a.desk.change(a.w.tx, a.who(), whom, name, role));
        return VaultStep();
    });
}

StaffAccounts::Done StaffAccounts::give(SecretBytes own, StaffId whom, SecretBytes first)
{
    const auto member = m_session.directory().member(whom);
    const PassphraseRule rule = ruleOf(member ? member->role : Role::OfficeAdmin);
    return act(std::move(own), [whom, rule, first = share(std::move(first))](Acting &a) -> Result<VaultStep> {
        SHOULI_CHECK(core::keys::checkPassphrase(*first, rule));
        SHOULI_CHECK(a.desk.note(a.w.tx, a.who(), whom, QStringLiteral("passphrase given")));
        return givesSlot(whom, first, rule, Vault::Chosen::BySomebodyElse);
    });
}

StaffAccounts::Done StaffAccounts::takeAway(SecretBytes own, StaffId whom)
{
    return act(std::move(own), [whom](Acting &a) -> Result<VaultStep> {
        SHOULI_CHECK(a.desk.takeAway(a.w.tx, a.who(), whom));
        if (!a.vault.staff().contains(whom))
            return VaultStep(); // never had the key of this PC
        return [whom](Vault &vault, const SecretBytes &dataKey) { return vault.renewKey(dataKey, {whom}); };
    });
}

StaffAccounts::Done StaffAccounts::takeBack(SecretBytes own, StaffId whom)
{
    return act(std::move(own), [whom](Acting &a) -> Result<VaultStep> {
        SHOULI_CHECK(a.desk.takeBack(a.w.tx, a.who(), whom));
        return VaultStep();
    });
}

StaffAccounts::Done StaffAccounts::renewKey(SecretBytes own)
{
    return act(std::move(own), [](Acting &a) -> Result<VaultStep> {
        SHOULI_CHECK(a.desk.note(a.w.tx, a.who(), a.who(), QStringLiteral("data key renewed")));
        return [](Vault &vault, const SecretBytes &dataKey) { return vault.renewKey(dataKey); };
    });
}

StaffAccounts::Done StaffAccounts::changeOwn(SecretBytes old, SecretBytes chosen)
{
    const PassphraseRule rule = ruleOf(m_session.actor().staff.role);
    return act(std::move(old), [rule, chosen = share(std::move(chosen))](Acting &a) -> Result<VaultStep> {
        if (a.own == *chosen)
            return core::base::failure(core::base::ErrorCode::PassphraseTooWeak, QStringLiteral("the same as before"));
        SHOULI_CHECK(core::keys::checkPassphrase(*chosen, rule));
        SHOULI_CHECK(a.desk.note(a.w.tx, a.who(), a.who(), QStringLiteral("passphrase changed")));
        return givesSlot(a.who(), chosen, rule, Vault::Chosen::ByThemselves);
    });
}

StaffAccounts::Done StaffAccounts::setPin(SecretBytes own, SecretBytes pin, core::keys::ShiftPins &pins)
{
    return act(std::move(own), [pin = share(std::move(pin)), &pins](Acting &a) -> Result<VaultStep> {
        SHOULI_CHECK(core::keys::ShiftPins::check(*pin));
        return [pin, &pins, self = a.who()](Vault &vault, const SecretBytes &dataKey) {
            pins.beginShift(self); // the full passphrase has just been typed
            return pins.set(self, vault.slotMark(self), dataKey, *pin);
        };
    });
}

} // namespace shouli::app::office
