// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/delivery/WaitingLists.h"
#include "core/catalogue/Catalogue.h"
#include "core/papers/ReceiptData.h"
#include "core/residents/family/FamilyView.h"

#include <QStringList>

#include <optional>

namespace shouli::app::delivery {

/// Somebody who may take the result for the applicant, as far as case and register know them.
struct Receiver {
    QString name;
    QString relation; ///< "self", or a code of GB/T 4761; empty where it is not known

    bool operator==(const Receiver &) const = default;
};

/// What is filled in for the next step of one case. No widgets, nothing stored; kept while the clerk
/// looks at other cases.
struct DeliveryDraft {
    using Way = core::cases::Delivered::Way;

    Waiting waiting = Waiting::Collect;
    QString document; ///< what is collected
    QString number;
    Way way = Way::Counter;
    QString receiver;
    QString relation;
    std::optional<bool> receiptSigned; ///< nothing: not said yet
    QStringList proposals;             ///< documents that the service ends with
    QList<Receiver> receivers;
    bool handsPaperOver = false; ///< a certificate has been collected

    bool operator==(const DeliveryDraft &) const = default;

    /// Why the step cannot be taken as it is filled in.
    enum class Problem {
        None,
        NoDocument,
        NoReceiver,
        NoRelation,
        PaperByPhone, ///< a certificate cannot be handed over by telephone
        SignatureNotSaid,
        MaterialMissing, ///< a paper that was promised has to come first
    };

    /// As it is proposed first. `family`: of the applicant; empty where the register is not here.
    [[nodiscard]] static DeliveryDraft of(Waiting waiting, const core::cases::CaseRecord &record,
                                          const core::catalogue::Catalogue *catalogue,
                                          const core::residents::family::FamilyView &family);

    [[nodiscard]] Problem problem(const core::cases::CaseState &state) const;
    [[nodiscard]] core::cases::CertificateCollected collected() const;
    [[nodiscard]] core::cases::Delivered delivered() const;
    /// What the receipt lists: what was collected, else what the service ends with.
    [[nodiscard]] QList<core::papers::ReceiptData::Document> documents(const core::cases::CaseState &state) const;

    /// A known person's relation comes with the name.
    void setReceiver(const QString &name);
    /// The next of those who are known.
    void nextReceiver();
    /// "self", a code, or the standard's word for it; false for anything else, and nothing changes.
    bool setRelation(const QString &typed);
    void nextWay();
    /// Nobody signs on the telephone.
    [[nodiscard]] bool asksForSignature() const { return way != Way::Phone; }
};

/// Papers that were promised and are still missing.
[[nodiscard]] QList<core::cases::MaterialState> promisedPapers(const core::cases::CaseState &state);

} // namespace shouli::app::delivery
