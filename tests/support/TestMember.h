// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/SigningKey.h"
#include "sync/client/Exchange.h"
#include "sync/client/Installation.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Enrolment.h"
#include "tests/support/TestCounty.h"
#include "tests/support/TestOffice.h"

namespace shouli::tests {

/// Things, and the offices and devices that a county publishes.
inline core::changes::Schema worldSchema()
{
    return core::changes::Schema::parse(R"({"schema":1,"kinds":[
        {"kind":1,"name":"thing","table":"thing","fields":[{"field":1,"column":"name","policy":"park"},{"field":2,"column":"note","policy":"last"}]},
        {"kind":2,"name":"office","table":"office","fields":[{"field":1,"column":"name"},{"field":2,"column":"name_en"},{"field":3,"column":"division"},{"field":4,"column":"roles"},{"field":5,"column":"parent"},{"field":6,"column":"phone"}]},
        {"kind":3,"name":"device","table":"device","fields":[{"field":1,"column":"number"},{"field":2,"column":"office"},{"field":3,"column":"public_key"},{"field":4,"column":"valid_from"},{"field":5,"column":"revoked_from"}]}]})")
        .value();
}

/// An enrolled office: TestOffice under the identity the county gave it.
class TestMember {
public:
    TestMember(TestCounty &county, quint64 seed)
        : m_county(county)
        , office(seed)
        , exchange(office.log, office.clock)
    {
        const core::changes::ScopeId scope =
            county
                .administer([](sync::server::County &c, TestCounty::Transaction &tx) {
                    return c.addOffice(tx, {QStringLiteral("社区"), {}, {}, {QStringLiteral("community")}, {}, {}});
                })
                .value();
        const auto code = county
                              .administer([&](sync::server::County &c, TestCounty::Transaction &tx) {
                                  return c.issueCode(tx, scope);
                              })
                              .value();
        enrolled = join(code).value();
        auto tx = core::storage::Transaction::begin(office.db).value();
        TestOffice::expect(office.db.execute(QStringLiteral("DELETE FROM replica")));
        TestOffice::expect(
            core::changes::log::ChangeLog::setUp(tx, enrolled.replica, enrolled.office, enrolled.deviceNumber));
        TestOffice::expect(
            sync::client::Installation{QStringLiteral("127.0.0.1"), 1, county.pin, {}, {}, enrolled.officeOrdinal,
                                       enrolled.stickKey}
                .store(tx, key));
        TestOffice::expect(tx.commit());
        office.schema = worldSchema();
        office.scope = enrolled.office;
        office.replica = enrolled.replica;
    }

    core::base::Result<sync::protocol::EnrolResponse> join(const sync::protocol::EnrolmentCode &code)
    {
        sync::protocol::EnrolRequest request;
        request.codeName = code.name();
        request.publicKey = key.publicKey();
        request.nonce = office.random.bytes(16);
        request.machine = QStringLiteral("窗口");
        request.proof = code.prove(request.proofInput(m_county.pin));
        SHOULI_TRY(const QByteArray bytes, m_county.server->enrol(request.toCbor()));
        return sync::protocol::EnrolResponse::fromCbor(bytes);
    }

    [[nodiscard]] core::base::Result<sync::protocol::SyncResponse> send(const sync::protocol::SyncRequest &request)
    {
        SHOULI_TRY(const auto packed, exchange.pack(office.db, request, key));
        SHOULI_TRY(const QByteArray answer, m_county.server->sync(packed.body));
        return sync::client::Exchange::unpack(answer);
    }
    core::base::Result<sync::client::Exchange::Outcome> roundTrip(int changes = 2000, std::int64_t budget = 256 * 1024)
    {
        auto request = exchange.request(office.db, changes).value();
        request.budgetBytes = budget;
        auto response = send(request);
        if (!response && response.error().code == core::base::ErrorCode::SignatureWrong) { // as the courier does
            exchange.forget();
            request = exchange.request(office.db, changes).value();
            request.budgetBytes = budget;
            response = send(request);
        }
        SHOULI_CHECK(response);
        return exchange.take(office.db, *response);
    }
    /// Until nothing moves.
    void sync()
    {
        for (int i = 0; i < 100; ++i) {
            const auto outcome = roundTrip();
            TestOffice::expect(outcome);
            if (!outcome->more && outcome->waiting == 0)
                return;
        }
        qFatal("sync does not come to rest");
    }

private:
    TestCounty &m_county;

public:
    TestOffice office;
    sync::client::Exchange exchange;
    core::crypto::SigningKey key = core::crypto::SigningKey::generate();
    sync::protocol::EnrolResponse enrolled;
};

} // namespace shouli::tests
