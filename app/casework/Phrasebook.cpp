// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/casework/Phrasebook.h"

#include "core/base/JsonPlace.h"

#include <QRegularExpression>

#include <algorithm>

namespace shouli::app::casework {

using core::base::ErrorCode;
using core::base::JsonPlace;
using core::base::Language;
using core::base::Result;
using core::catalogue::Service;
using core::catalogue::Stage;

namespace {

const auto supportedFormat = QStringLiteral("shouli-review/1");

std::vector<Phrasebook::Phrase> readPhrases(const JsonPlace &root, QStringView key, bool coded)
{
    std::vector<Phrasebook::Phrase> phrases;
    for (const JsonPlace &place : root.objects(key)) {
        phrases.push_back(
            {{place.text(u"zh"), place.text(u"en")}, place.texts(u"levels"), coded ? place.text(u"code") : QString()});
        place.done();
    }
    return phrases;
}

Phrasebook::Fact readFact(const JsonPlace &place)
{
    using Fact = Phrasebook::Fact;
    Fact fact;
    fact.id = place.text(u"id");
    fact.name = {place.text(u"zh"), place.text(u"en")};
    fact.kind = place.choice<Fact::Kind>(u"kind",
                                         {{u"text", Fact::Kind::Text},
                                          {u"count", Fact::Kind::Count},
                                          {u"money", Fact::Kind::Money},
                                          {u"date", Fact::Kind::Date}});
    fact.preset = place.choiceOr<Fact::Default>(
        u"default", Fact::Default::None,
        {{u"today", Fact::Default::Today}, {u"stage_started", Fact::Default::StageStarted}});
    fact.optional = place.flag(u"optional");
    fact.since = place.textOr(u"since");
    fact.stageLimit = place.flag(u"stage_limit");
    const JsonPlace when = place.object(u"when");
    fact.decides = when.flag(u"decides");
    fact.publicNotice = when.flag(u"public_notice");
    fact.homeVisit = when.flag(u"home_visit");
    fact.role = when.textOr(u"role");
    fact.matterTypes = when.texts(u"matter_types");
    fact.services = when.texts(u"services");
    fact.except = when.texts(u"except");
    when.done();
    place.done();
    return fact;
}

} // namespace

bool Phrasebook::Fact::isNeeded(const Service &service, const Stage &stage) const
{
    return (!decides || stage.decides) && (!publicNotice || stage.publicNotice) && (!homeVisit || stage.homeVisit)
        && (role.isEmpty() || role == stage.role) && (matterTypes.isEmpty() || matterTypes.contains(service.matterType))
        && (services.isEmpty() || services.contains(service.code)) && !except.contains(service.code);
}

Result<Phrasebook> Phrasebook::load(const QString &file)
{
    const JsonPlace root = JsonPlace::read(file, ErrorCode::CatalogueDamaged);
    if (const QString format = root.text(u"format"); root.sound() && format != supportedFormat)
        return core::base::failure(ErrorCode::Unsupported, QStringLiteral("%1: format %2").arg(file, format));
    Phrasebook book;
    book.m_opinions = readPhrases(root, u"phrases", false);
    book.m_returns = readPhrases(root, u"returns", false);
    book.m_pauses = readPhrases(root, u"pauses", false);
    book.m_transfers = readPhrases(root, u"transfers", false);
    book.m_refusals = readPhrases(root, u"refusals", true);
    for (const JsonPlace &place : root.objects(u"facts"))
        book.m_facts.push_back(readFact(place));
    root.done();
    SHOULI_CHECK(root.problem());
    return book;
}

QStringList Phrasebook::texts(const std::vector<Phrase> &phrases, Language language)
{
    QStringList all;
    for (const Phrase &phrase : phrases)
        all.append(phrase.text.in(language));
    return all;
}

QStringList Phrasebook::opinions(const QStringList &roles, Language language) const
{
    QStringList all;
    for (const Phrase &phrase : m_opinions) {
        const bool ours = phrase.levels.isEmpty()
            || std::any_of(phrase.levels.cbegin(), phrase.levels.cend(), [&roles](const QString &level) {
                              return std::any_of(roles.cbegin(), roles.cend(),
                                                 [&level](const QString &role) { return role.startsWith(level); });
                          });
        if (ours)
            all.append(phrase.text.in(language));
    }
    return all;
}

QList<core::base::LocalText> Phrasebook::usual() const
{
    QList<core::base::LocalText> all;
    for (const auto *phrases : {&m_opinions, &m_returns, &m_pauses, &m_transfers, &m_refusals}) {
        for (const Phrase &phrase : *phrases)
            all.append(phrase.text);
    }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.en.size() > b.en.size(); });
    return all;
}

QString Phrasebook::inChinese(const QString &words) const
{
    QString kept = words;
    const auto phrases = usual();
    for (const auto &phrase : phrases)
        kept.replace(phrase.en, phrase.zh);
    return kept;
}

QString Phrasebook::in(Language language, const QString &kept) const
{
    QString shown = kept;
    if (language == Language::Chinese)
        return shown;
    const auto phrases = usual();
    for (const auto &phrase : phrases)
        shown.replace(phrase.zh, phrase.en);
    return shown;
}

std::vector<Phrasebook::Fact> Phrasebook::needed(const Service &service, const Stage &stage) const
{
    std::vector<Fact> facts;
    for (const Fact &fact : m_facts) {
        if (fact.isNeeded(service, stage))
            facts.push_back(fact);
    }
    return facts;
}

const Phrasebook::Fact *Phrasebook::fact(const QString &id) const
{
    const auto found = std::find_if(m_facts.cbegin(), m_facts.cend(), [&](const Fact &f) { return f.id == id; });
    return found != m_facts.cend() ? &*found : nullptr;
}

QString Phrasebook::shown(const Fact &fact, const QString &value)
{
    if (fact.kind != Fact::Kind::Money)
        return value;
    const qint64 fen = value.toLongLong();
    const QString yuan = QString::number(fen / 100);
    return fen % 100 == 0 ? yuan : QStringLiteral("%1.%2").arg(yuan).arg(fen % 100, 2, 10, QLatin1Char('0'));
}

QString Phrasebook::kept(const Fact &fact, const QString &typed)
{
    const QString plain = typed.normalized(QString::NormalizationForm_KC).simplified();
    switch (fact.kind) {
    case Fact::Kind::Text:
        return typed.simplified();
    case Fact::Kind::Count: {
        bool ok = false;
        const int count = plain.toInt(&ok);
        return ok && count > 0 && count <= 100 ? QString::number(count) : QString();
    }
    case Fact::Kind::Money: {
        static const QRegularExpression form(QStringLiteral(R"(^(\d{1,7})(?:\.(\d{1,2}))?$)"));
        const auto match = form.match(plain);
        if (!match.hasMatch())
            return {};
        const qint64 fen = match.captured(1).toLongLong() * 100 + match.captured(2).leftJustified(2, u'0').toLongLong();
        return fen > 0 ? QString::number(fen) : QString();
    }
    case Fact::Kind::Date: {
        QString digits = plain;
        digits.remove(QRegularExpression(QStringLiteral("[^0-9]")));
        const QDate date = QDate::fromString(digits, QStringLiteral("yyyyMMdd"));
        return date.isValid() ? date.toString(Qt::ISODate) : QString();
    }
    }
    return {};
}

} // namespace shouli::app::casework
