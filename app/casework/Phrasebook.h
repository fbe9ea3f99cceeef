// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/LocalText.h"
#include "core/base/Result.h"
#include "core/catalogue/Service.h"

#include <QStringList>

#include <vector>

namespace shouli::app::casework {

/// What offices usually say, and what a stage must find out: data (":/review/words.json"; its README says
/// what the keys mean). A value; reading it is thread-safe.
class Phrasebook {
public:
    struct Phrase {
        core::base::LocalText text;
        QStringList levels; ///< community, street, county; none: all
        QString code;       ///< of a reason for a refusal
        bool operator==(const Phrase &) const = default;
    };
    struct Fact {
        enum class Kind { Text, Count, Money, Date };
        enum class Default { None, Today, StageStarted };
        QString id; ///< key of StageDone::facts
        core::base::LocalText name;
        Kind kind = Kind::Text;
        Default preset = Default::None;
        bool optional = false;
        QString since;           ///< another fact, a date that this one must not precede
        bool stageLimit = false; ///< … and the stage's limit lies between them

        // the stages that need it; all that is set must hold
        bool decides = false;
        bool publicNotice = false;
        bool homeVisit = false;
        QString role;
        QStringList matterTypes;
        QStringList services;
        QStringList except;

        bool operator==(const Fact &) const = default;
        [[nodiscard]] bool isNeeded(const core::catalogue::Service &service, const core::catalogue::Stage &stage) const;
    };

    /// CatalogueDamaged with the place; Unsupported for a newer format; FileMissing.
    [[nodiscard]] static core::base::Result<Phrasebook> load(
        const QString &file = QStringLiteral(":/review/words.json"));

    /// Usual opinions of offices that carry these roles, in the language.
    [[nodiscard]] QStringList opinions(const QStringList &roles, core::base::Language language) const;
    [[nodiscard]] QStringList returns(core::base::Language language) const { return texts(m_returns, language); }
    [[nodiscard]] QStringList pauses(core::base::Language language) const { return texts(m_pauses, language); }
    [[nodiscard]] QStringList transfers(core::base::Language language) const { return texts(m_transfers, language); }
    [[nodiscard]] const std::vector<Phrase> &refusals() const { return m_refusals; }
    [[nodiscard]] const std::vector<Fact> &facts() const { return m_facts; }
    [[nodiscard]] std::vector<Fact> needed(const core::catalogue::Service &service,
                                           const core::catalogue::Stage &stage) const;
    /// nullptr for a fact that a newer list knows.
    [[nodiscard]] const Fact *fact(const QString &id) const;

    /// Words as they are kept: residents and other offices read Chinese, whatever this window speaks. Usual phrases
    /// are put into Chinese; what was typed stays as it is.
    [[nodiscard]] QString inChinese(const QString &words) const;
    /// Kept words as this window shows them: usual phrases in its language.
    [[nodiscard]] QString in(core::base::Language language, const QString &kept) const;

    /// As people read it: money in yuan.
    [[nodiscard]] static QString shown(const Fact &fact, const QString &value);
    /// As it is kept, from what was typed; empty where that is no value of this kind.
    [[nodiscard]] static QString kept(const Fact &fact, const QString &typed);

private:
    /// Every usual phrase, longer ones first: none is part of one that comes later.
    [[nodiscard]] QList<core::base::LocalText> usual() const;
    [[nodiscard]] static QStringList texts(const std::vector<Phrase> &phrases, core::base::Language language);

    std::vector<Phrase> m_opinions;
    std::vector<Phrase> m_returns;
    std::vector<Phrase> m_pauses;
    std::vector<Phrase> m_transfers;
    std::vector<Phrase> m_refusals;
    std::vector<Fact> m_facts;
};

} // namespace shouli::app::casework
