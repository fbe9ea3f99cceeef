// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/PowerCut.h"

#include <QStringList>

#include <algorithm>

namespace shouli::tests {

namespace {

constexpr qsizetype sector = 512;

void put(QByteArray &bytes, qsizetype at, const QByteArray &what)
{
    if (bytes.size() < at + what.size())
        bytes.append(QByteArray(at + what.size() - bytes.size(), '\0'));
    bytes.replace(at, what.size(), what);
}

} // namespace

PowerCut::PowerCut(QMap<QString, QByteArray> base, const std::vector<FaultDisk::Record> &records)
    : m_records(records)
{
    for (auto it = base.cbegin(); it != base.cend(); ++it)
        m_files.insert(it.key(), {*it, *it, {}});
}

void PowerCut::apply(const FaultDisk::Record &record, QByteArray &bytes)
{
    if (record.kind == FaultDisk::Record::Kind::Write)
        put(bytes, record.at, record.bytes);
    else if (record.kind == FaultDisk::Record::Kind::Truncate)
        bytes.truncate(record.at);
}

void PowerCut::applySectors(const FaultDisk::Record &record, QByteArray &bytes, core::base::Random &random) const
{
    if (record.kind == FaultDisk::Record::Kind::Truncate) {
        if (random.below(2) == 0)
            bytes.truncate(record.at);
        return;
    }
    for (qsizetype from = 0; from < record.bytes.size();) {
        const qsizetype to = std::min<qsizetype>(record.bytes.size(),
                                                 ((record.at + from) / sector + 1) * sector - record.at);
        if (random.below(2) == 0)
            put(bytes, record.at + from, record.bytes.mid(from, to - from));
        from = to;
    }
}

void PowerCut::moveTo(std::size_t record)
{
    for (; m_next < record; ++m_next) {
        const FaultDisk::Record &one = m_records[m_next];
        if (one.kind == FaultDisk::Record::Kind::Delete) {
            m_files.remove(one.file);
            continue;
        }
        File &file = m_files[one.file];
        if (one.kind == FaultDisk::Record::Kind::Sync) {
            file.safe = file.written;
            file.since.clear();
            continue;
        }
        apply(one, file.written);
        file.since.push_back(m_next);
    }
}

QMap<QString, QByteArray> PowerCut::left(const QStringList &concerns, Loss loss, core::base::Random &random) const
{
    QMap<QString, QByteArray> all;
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
        if (loss == Loss::Nothing || !concerns.contains(it.key())) {
            all.insert(it.key(), it->written);
            continue;
        }
        QByteArray bytes = it->safe;
        if (loss == Loss::Sectors) {
            for (const std::size_t number : it->since)
                applySectors(m_records[number], bytes, random);
        }
        all.insert(it.key(), bytes);
    }
    return all;
}

} // namespace shouli::tests
