// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cases/intake/DraftCode.h"

#include "core/changes/Cbor.h"

namespace shouli::core::cases::intake {

using base::ErrorCode;
using base::Result;
using changes::CborReader;
using changes::CborWriter;
using residents::Resident;
using residents::ResidentField;
using residents::ResidentId;

namespace {

constexpr int items = 14; ///< of a draft, the version among them

void write(CborWriter &out, const QMap<QString, bool> &answers)
{
    out.map(answers.size());
    for (auto it = answers.begin(); it != answers.end(); ++it) {
        out.text(it.key());
        out.number(it.value() ? 1 : 0);
    }
}

void write(CborWriter &out, const Resident &resident)
{
    const auto values = resident.values();
    out.array(2);
    out.id(resident.id);
    out.map(values.size());
    for (auto it = values.begin(); it != values.end(); ++it) {
        out.number(it.key().value);
        out.value(it.value());
    }
}

QMap<QString, bool> readAnswers(CborReader &in)
{
    QMap<QString, bool> answers;
    for (qint64 left = in.map(); left > 0 && in.ok(); --left) {
        const QString question = in.text();
        answers.insert(question, in.numberIn(0, 1) == 1);
    }
    return answers;
}

Resident readResident(CborReader &in)
{
    Resident resident;
    in.arrayOf(2);
    resident.id = in.id<ResidentId>();
    const auto last = static_cast<std::int64_t>(residents::residentFields().last());
    for (qint64 left = in.map(); left > 0 && in.ok(); --left) {
        const auto field = static_cast<ResidentField>(in.numberIn(1, last));
        const auto value = in.value();
        if (in.ok())
            resident.setValue(field, value);
    }
    return resident;
}

Tick readTick(CborReader &in)
{
    in.arrayOf(2);
    Tick tick;
    tick.said = static_cast<Tick::Said>(
        in.numberIn(static_cast<int>(Tick::Said::Brought), static_cast<int>(Tick::Said::NotNeeded)));
    const QString due = in.text();
    tick.due = QDate::fromString(due, Qt::ISODate);
    if (!due.isEmpty() && !tick.due.isValid())
        in.fail();
    return tick;
}

} // namespace

QByteArray DraftCode::toCbor(const AcceptanceChoices &choices)
{
    CborWriter out;
    out.array(items);
    out.number(version);
    out.text(choices.service);
    out.text(choices.catalogue);
    write(out, choices.applicant);
    out.id(choices.subject);
    out.number(choices.forHousehold ? 1 : 0);
    out.array(4);
    for (const QString &text :
         {choices.proxy.name, choices.proxy.phone, choices.proxy.relation, choices.proxy.documentNumber})
        out.text(text);
    QMap<QString, bool> answers; // sorted
    for (auto it = choices.answers.yes.begin(); it != choices.answers.yes.end(); ++it)
        answers.insert(it.key(), it.value());
    write(out, answers);
    out.text(choices.answers.variant);
    out.map(choices.ticks.size());
    for (auto it = choices.ticks.begin(); it != choices.ticks.end(); ++it) {
        out.text(it.key());
        out.array(2);
        out.number(static_cast<int>(it->said));
        out.text(it->due.isValid() ? it->due.toString(Qt::ISODate) : QString());
    }
    write(out, choices.judgements);
    out.text(choices.justification);
    out.text(choices.remark);
    out.array(choices.corrections.size());
    for (const Correcting &correction : choices.corrections) {
        out.array(2);
        write(out, correction.seen);
        write(out, correction.wanted);
    }
    return out.bytes();
}

Result<AcceptanceChoices> DraftCode::fromCbor(const QByteArray &bytes)
{
    if (bytes.size() > mostBytes)
        return base::failure(ErrorCode::StorageFailure, QStringLiteral("a draft too long to be one"));
    CborReader in(bytes);
    const qint64 length = in.array();
    if (const auto number = in.number(); in.ok() && number > version)
        return base::failure(ErrorCode::Unsupported, QStringLiteral("draft version %1").arg(number));
    AcceptanceChoices choices;
    choices.service = in.text();
    choices.catalogue = in.text();
    choices.applicant = readResident(in);
    choices.subject = in.id<ResidentId>();
    choices.forHousehold = in.numberIn(0, 1) == 1;
    in.arrayOf(4);
    choices.proxy.name = in.text();
    choices.proxy.phone = in.text();
    choices.proxy.relation = in.text();
    choices.proxy.documentNumber = in.text();
    const auto answers = readAnswers(in);
    for (auto it = answers.begin(); it != answers.end(); ++it)
        choices.answers.yes.insert(it.key(), it.value());
    choices.answers.variant = in.text();
    for (qint64 left = in.map(); left > 0 && in.ok(); --left) {
        const QString material = in.text();
        choices.ticks.insert(material, readTick(in));
    }
    choices.judgements = readAnswers(in);
    choices.justification = in.text();
    choices.remark = in.text();
    for (qint64 left = in.array(); left > 0 && in.ok(); --left) {
        in.arrayOf(2);
        const Resident seen = readResident(in);
        choices.corrections.append({seen, readResident(in)});
    }
    if (length != items || !in.atEnd())
        return base::failure(ErrorCode::StorageFailure, QStringLiteral("a draft that cannot be read"));
    return choices;
}

} // namespace shouli::core::cases::intake
