// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/staff/StaffWords.h"

namespace shouli::app::staff {

using core::staff::Role;
using look::Tone;
using SignIn = office::StaffAccounts::SignIn;

QString StaffWords::role(Role role)
{
    switch (role) {
    case Role::Counter:
        return tr("counter staff");
    case Role::Reviewer:
        return tr("reviewer");
    case Role::Approver:
        return tr("approver");
    case Role::GridWorker:
        return tr("grid worker");
    case Role::OfficeAdmin:
        return tr("office administrator");
    case Role::CountyIt:
        return tr("county IT");
    case Role::Auditor:
        return tr("auditor");
    }
    return {};
}

QString StaffWords::duty(Role role)
{
    switch (role) {
    case Role::Counter:
        return tr("accepts cases, keeps the register");
    case Role::Reviewer:
        return tr("reviews at the street or town");
    case Role::Approver:
        return tr("approves at the county");
    case Role::GridWorker:
        return tr("finds residents, reports matters");
    case Role::OfficeAdmin:
        return tr("as counter staff, and this page");
    case Role::CountyIt:
        return tr("sees no resident");
    case Role::Auditor:
        return tr("reads the log, changes nothing");
    }
    return {};
}

QString StaffWords::state(bool active, SignIn signIn)
{
    if (!active)
        return tr("taken away");
    switch (signIn) {
    case SignIn::None:
        return tr("no passphrase at this computer");
    case SignIn::Given:
        return tr("first passphrase, not changed yet");
    case SignIn::Own:
        return tr("can sign in");
    }
    return {};
}

Tone StaffWords::tone(bool active, SignIn signIn)
{
    if (!active)
        return Tone::Dim;
    return signIn == SignIn::Own ? Tone::Normal : Tone::Warn;
}

} // namespace shouli::app::staff
