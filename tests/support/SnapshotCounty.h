// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/client/ScopeLoad.h"
#include "sync/transport/CountyCertificate.h"
#include "tests/support/TestMember.h"

#include <atomic>

namespace shouli::tests {

/// A county that signs what it gives out, by line or by stick, and lets PCs have other offices' scopes.
class SnapshotCounty {
public:
    explicit SnapshotCounty(quint64 seed = 99)
        : county(worldSchema(), {}, seed)
        , certificate(sync::transport::CountyCertificate::create(
                          {QStringLiteral("localhost")}, sync::transport::CountyCertificate::tenYears(county.clock))
                          .value())
    {
    }

    void grant(const TestMember &member, core::changes::ScopeId scope)
    {
        county.administer([&](sync::server::County &, sync::server::engine::Transaction &tx) {
            const sync::server::engine::Sql grant("INSERT INTO device_scope (replica, scope) VALUES (?, ?)");
            auto insert = tx.prepare(grant).value();
            insert.bindAll(member.enrolled.replica, scope);
            TestOffice::expect(insert.run());
            return 0;
        });
    }
    /// As the county's router answers.
    core::base::Result<QByteArray> answer(const TestMember &member, const sync::snapshot::Question &question)
    {
        const QByteArray body = sync::protocol::Envelope::seal(member.enrolled.replica, question.toCbor(), member.key)
                                    .toCbor();
        if (!question.name.isEmpty()) {
            ++chunks;
            return county.server->chunk(body);
        }
        SHOULI_TRY(const QByteArray manifest, county.server->manifest(body));
        sync::snapshot::SignedManifest is{manifest, certificate.publicKeyDer(), {}};
        is.signature = certificate.sign(is.signedBytes());
        return is.toCbor();
    }
    /// The same manifest, signed, about rows that are not those of its chunks.
    [[nodiscard]] QByteArray withAnotherState(const QByteArray &manifest) const
    {
        auto is = sync::snapshot::SignedManifest::fromCbor(manifest).value();
        auto one = sync::snapshot::Manifest::fromCbor(is.manifest).value();
        for (auto &entry : one.chunks)
            entry.state = QByteArray(32, 'x');
        one.state = sync::snapshot::Manifest::stateOf(one.chunks);
        is.manifest = one.toCbor();
        is.signature = certificate.sign(is.signedBytes());
        return is.toCbor();
    }
    core::base::Result<sync::client::ScopeLoad::Outcome> load(TestMember &member, core::changes::ScopeId scope)
    {
        return load(member, scope, [&](const sync::snapshot::Question &question) { return answer(member, question); });
    }
    core::base::Result<sync::client::ScopeLoad::Outcome> load(TestMember &member, core::changes::ScopeId scope,
                                                              const sync::client::ScopeLoad::Ask &ask)
    {
        return member.office.onWriterThread([&](core::storage::WriterThread &writer) {
            return sync::client::ScopeLoad(member.office.log, writer, certificate.pin(), ask).load(scope);
        });
    }

    /// A round trip as the courier makes it, then what the answer names.
    QList<core::changes::ScopeId> visit(TestMember &member)
    {
        QList<core::changes::ScopeId> loaded;
        for (int i = 0; i < 20; ++i) {
            const auto request = member.exchange.request(member.office.db, 2000, true).value();
            const auto response = member.send(request);
            TestOffice::expect(response);
            const auto outcome = member.exchange.take(member.office.db, *response);
            TestOffice::expect(outcome);
            for (const core::changes::ScopeId &scope : outcome->bySnapshot) {
                TestOffice::expect(load(member, scope));
                loaded.append(scope);
            }
            if (!outcome->more && outcome->waiting == 0 && outcome->bySnapshot.isEmpty())
                return loaded;
        }
        qFatal("sync does not come to rest");
    }

    /// Everything the county says, as a PC has it: what must not depend on how it came.
    static QStringList dumpOf(TestOffice &office, core::changes::ScopeId scope)
    {
        const QString id = QString::fromLatin1(scope.toBytes().toHex());
        const QString held =
            QStringLiteral(
                "(SELECT kind, entity FROM membership WHERE hex(scope) IN (upper('%1'), '%2') AND count > 0)")
                .arg(id, QString::fromLatin1(core::changes::commonScope().toBytes().toHex()));
        const QStringList queries{
            QStringLiteral("SELECT 'entity', kind, hex(entity), version, '' FROM entity WHERE (kind, entity) IN %1"),
            QStringLiteral(
                "SELECT 'field', kind, hex(entity), field, version FROM field_version WHERE (kind, entity) IN %1 "
                "AND version <> (SELECT version FROM entity e WHERE e.kind = field_version.kind AND e.entity = "
                "field_version.entity)"),
            QStringLiteral("SELECT 'thing', hex(id), name, note, '' FROM thing WHERE (1, id) IN %1"),
            QStringLiteral("SELECT 'office', hex(id), name, phone, '' FROM office"),
            QStringLiteral("SELECT 'member', hex(entity), count, version, waiting FROM membership WHERE count > 0 AND "
                           "hex(scope) = upper('%2') AND (kind, entity) IN %1"),
            QStringLiteral(
                "SELECT 'line', seq, hex(replica), lseq, hex(payload) || verdict FROM change WHERE seq IS NOT "
                "NULL AND (kind, entity) IN %1 AND (operation IN (3, 6) OR verdict <> 0)"),
            QStringLiteral(
                "SELECT 'dispute', seq, item, field, verdict || ':' || ifnull(settled_by, '') FROM dispute WHERE "
                "(kind, entity) IN %1"),
        };
        QStringList lines;
        for (const QString &sql : queries) {
            auto query = office.db
                             .prepare(
                                 QString(sql).replace(QStringLiteral("%1"), held).replace(QStringLiteral("%2"), id))
                             .value();
            while (query.step().value()) {
                QStringList columns;
                for (int i = 0; i < 5; ++i)
                    columns.append(query.text(i));
                lines.append(columns.join(u' '));
            }
        }
        lines.sort();
        return lines;
    }

    static core::changes::FieldValues named(const QString &name)
    {
        return {{TestOffice::name, core::changes::Value(name)}, {TestOffice::note, core::changes::Value(QString())}};
    }
    static core::changes::EntityRef create(TestMember &member, const QString &name)
    {
        const core::changes::EntityRef ref = member.office.newRef();
        member.office.act(
            [&](core::changes::Act &act) { TestOffice::expect(act.create(ref, member.office.scope, named(name))); });
        return ref;
    }
    static void createMany(TestMember &member, core::changes::ScopeId scope, int acts, int each, const QString &name)
    {
        for (int i = 0; i < acts; ++i) {
            member.office.act([&](core::changes::Act &act) {
                for (int j = 0; j < each; ++j)
                    TestOffice::expect(act.create(member.office.newRef(), scope, named(name)));
            });
        }
    }
    static void rename(TestMember &member, core::changes::EntityRef ref, const QString &name)
    {
        member.office.act([&](core::changes::Act &act) {
            TestOffice::expect(act.set(ref, TestOffice::name, core::changes::Value(name)));
        });
    }

    TestCounty county;
    sync::transport::CountyCertificate certificate;
    std::atomic<int> chunks = 0; ///< that were asked for
};

} // namespace shouli::tests
