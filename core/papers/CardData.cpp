// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/papers/CardData.h"

#include "core/cards/QueryCode.h"
#include "core/residents/Masking.h"

namespace shouli::core::papers {

using base::Result;
using cards::CardPayload;
using cards::CardToken;
using forms::FormData;

namespace {

/// 收入证明，11月30日前；残疾人证，12月2日前
QString stillMissing(const catalogue::Catalogue &catalogue, const cases::CaseState &state)
{
    QStringList papers;
    const auto missing = state.missing();
    for (const cases::MaterialState &material : missing) {
        const auto *known = catalogue.material(material.material);
        QString paper = known != nullptr ? known->name.zh : material.material;
        if (material.due.isValid())
            paper += QStringLiteral("，%1月%2日前").arg(material.due.month()).arg(material.due.day());
        papers.append(paper);
    }
    return papers.join(u'；');
}

/// The first character of a name, of those beyond the BMP too.
QString surnameOf(const QString &name)
{
    return name.left(name.size() > 1 && name.at(0).isHighSurrogate() ? 2 : 1);
}

QList<FormData> stageRow(const catalogue::Service &service, const cases::CaseState &state)
{
    QList<FormData> row;
    for (const catalogue::Stage &stage : service.stages) {
        const cases::StageState *now = state.stage(stage.id);
        if (stage.outsideCase || now == nullptr || now->status == cases::StageStatus::Skipped)
            continue;
        FormData cell;
        cell.set(QStringLiteral("name"), stage.shortName.isEmpty() ? stage.name.zh : stage.shortName.zh);
        if (now->status == cases::StageStatus::Done)
            cell.set(QStringLiteral("mark"),
                     now->clock.finished.toString(QStringLiteral("MM-dd")) + u' ' + surnameOf(now->doneBy));
        row.append(cell);
    }
    return row;
}

} // namespace

Result<FormData> CardData::of(const PaperContext &context, const catalogue::Service &service,
                              const cases::CaseRecord &record, const calendar::WorkCalendar &calendar,
                              const cards::CardSigner &signer, const cards::CardCode &code, int reprint)
{
    SHOULI_TRY(const CardToken token, CardToken::fromBytes(record.file.token));
    const bool lacks = record.state.lacksTolerated();
    const auto flags = static_cast<std::uint8_t>((lacks ? CardPayload::ToleratedOpen : 0)
                                                 | (reprint > 0 ? CardPayload::Reprint : 0));
    SHOULI_TRY(const CardPayload payload,
               signer.sign(token, context.today, static_cast<std::uint16_t>(service.number), flags));
    const cards::QueryCode query(token);
    const auto promised = calendar::Deadline::of(record.state.promised, calendar, context.today).due;

    FormData data;
    data.set(QStringLiteral("qr"), code.toText(payload))
        .set(QStringLiteral("office.county"), context.county)
        .set(QStringLiteral("office.name"), context.officeName())
        .set(QStringLiteral("office.phone"), context.office.phone)
        .set(QStringLiteral("case.number"), record.file.number)
        .setDate(QStringLiteral("case.accepted"), record.file.acceptedOn)
        .setDate(QStringLiteral("case.promised"), promised.date)
        .set(QStringLiteral("service.name"), service.name.zh)
        .set(QStringLiteral("applicant.maskedName"),
             residents::Masking::shown(residents::Masking::Field::Name, residents::Masking::Place::Slip,
                                       record.file.applicantName))
        .set(QStringLiteral("query.code"), query.toString())
        .set(QStringLiteral("query.check"), query.check())
        .set(QStringLiteral("card.missing"), stillMissing(context.catalogue, record.state))
        .setList(QStringLiteral("stages"), stageRow(service, record.state));
    if (const auto limit = service.promised(record.file.variant))
        data.set(QStringLiteral("case.promisedDays"), context.catalogue.text(limit->limit).zh);
    if (reprint > 0)
        data.set(QStringLiteral("card.reprint"), QString::number(reprint + 1));
    return data;
}

} // namespace shouli::core::papers
