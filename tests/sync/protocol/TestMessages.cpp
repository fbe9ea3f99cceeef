// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/protocol/Compression.h"
#include "sync/protocol/Enrolment.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/SyncResponse.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#include <zstd.h>

using namespace shouli::sync::protocol;
using shouli::core::base::ErrorCode;
using shouli::core::changes::ReplicaId;
using shouli::core::changes::ScopeId;
using shouli::core::changes::Verdict;
using shouli::core::crypto::SigningKey;

class TestMessages : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random{3};

    SyncRequest request()
    {
        SyncRequest r;
        r.epoch = m_random.bytes(16);
        r.fence = 7;
        r.cursor = 12;
        r.cursorHash = m_random.bytes(32);
        r.schemaVersion = 1;
        r.pushPreviousHash = m_random.bytes(32);
        r.pushFirst = 5;
        r.push = {"one", "two"};
        r.pull = {{ScopeId::create(m_clock, m_random), 12}, {ScopeId::create(m_clock, m_random), 40}};
        return r;
    }
    SyncResponse response()
    {
        SyncResponse r;
        r.epoch = m_random.bytes(16);
        r.fence = 8;
        r.serverTime = m_clock.now();
        r.head = 99;
        r.acknowledged = 6;
        r.verdicts = {{50, 5, Verdict::Applied}, {51, 6, Verdict::Parked}};
        r.scopes = {ScopeId::create(m_clock, m_random)};
        r.arrivals = {{49, "entry", {}}, {50, {}, {50, 5, Verdict::Applied}}};
        r.to = 51;
        r.toHash = m_random.bytes(32);
        r.more = true;
        return r;
    }

    /// Every cut and every flipped bit is refused or reads as something; nothing crashes.
    template <class Message>
    void survives(const QByteArray &bytes)
    {
        for (int cut = 0; cut < bytes.size(); ++cut)
            QVERIFY(!Message::fromCbor(bytes.left(cut)));
        QVERIFY(!Message::fromCbor(bytes + '\0'));
        for (int bit = 0; bit < bytes.size() * 8; ++bit) {
            QByteArray flipped = bytes;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            (void)Message::fromCbor(flipped);
        }
        for (int i = 0; i < 5000; ++i)
            (void)Message::fromCbor(m_random.bytes(m_random.below(80)));
    }

private Q_SLOTS:
    void requestsRoundTrip()
    {
        const SyncRequest r = request();
        QCOMPARE(SyncRequest::fromCbor(r.toCbor()).value(), r);
        survives<SyncRequest>(r.toCbor());
    }
    void responsesRoundTrip()
    {
        const SyncResponse r = response();
        QCOMPARE(SyncResponse::fromCbor(r.toCbor()).value(), r);
        survives<SyncResponse>(r.toCbor());
    }
    void envelopesProveTheirOrigin()
    {
        const SigningKey key = SigningKey::generate();
        const auto replica = ReplicaId::create(m_clock, m_random);
        const Envelope sealed = Envelope::seal(replica, "body", key);
        const Envelope arrived = Envelope::fromCbor(sealed.toCbor()).value();
        QCOMPARE(arrived.open(key.publicKey()).value(), QByteArray("body"));
        QCOMPARE(arrived.open(SigningKey::generate().publicKey()).error().code, ErrorCode::SignatureWrong);
        Envelope other = arrived;
        other.replica = ReplicaId::create(m_clock, m_random);
        QCOMPARE(other.open(key.publicKey()).error().code, ErrorCode::SignatureWrong);
        survives<Envelope>(sealed.toCbor());
    }
    void aNewerProtocolIsSaidToBeNewer()
    {
        Envelope e = Envelope::seal(ReplicaId::create(m_clock, m_random), "x", SigningKey::generate());
        e.version = protocolVersion + 1;
        QCOMPARE(Envelope::fromCbor(e.toCbor()).error().code, ErrorCode::Unsupported);
        e.version = oldestProtocolVersion - 1;
        QCOMPARE(Envelope::fromCbor(e.toCbor()).error().code, ErrorCode::ProtocolTooOld);
    }
    void aBombIsRefused()
    {
        const QByteArray bomb = compress(QByteArray(256 << 20, '\0'));
        QVERIFY(bomb.size() < 64 * 1024);
        QCOMPARE(decompress(bomb).error().code, ErrorCode::MessageTooLarge);
    }
    void aHugeWindowIsRefused()
    {
        QByteArray out(1 << 16, Qt::Uninitialized);
        ZSTD_CCtx *context = ZSTD_createCCtx();
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 27);
        ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
        ZSTD_outBuffer to{out.data(), static_cast<size_t>(out.size()), 0};
        ZSTD_inBuffer in{"abc", 3, 0};
        QCOMPARE(ZSTD_compressStream2(context, &to, &in, ZSTD_e_flush), size_t(0)); // size unknown: keeps the window
        QCOMPARE(ZSTD_compressStream2(context, &to, &in, ZSTD_e_end), size_t(0));
        ZSTD_freeCCtx(context);
        out.truncate(static_cast<qsizetype>(to.pos));
        const auto unpacked = decompress(out);
        QVERIFY(!unpacked);
        QCOMPARE(unpacked.error().code, ErrorCode::MessageMalformed);
    }
    void compressionRoundTripsAndRefusesHalves()
    {
        const QByteArray text = m_random.bytes(200'000) + QByteArray(300'000, 'a');
        const QByteArray packed = compress(text);
        QCOMPARE(decompress(packed).value(), text);
        QCOMPARE(decompress(packed.left(packed.size() - 1)).error().code, ErrorCode::MessageMalformed);
        QCOMPARE(decompress(packed + 'x').error().code, ErrorCode::MessageMalformed);
        QVERIFY(!decompress({}));
    }
    void enrolmentCodesAreForgivingToType()
    {
        const EnrolmentCode code = EnrolmentCode::fromRandom(m_random.bytes(10));
        QCOMPARE(code.toString().size(), 19);
        QCOMPARE(EnrolmentCode::parse(code.toString().toLower()).value(), code);
        QCOMPARE(EnrolmentCode::parse(code.toString().remove(u'-')).value(), code);
        QCOMPARE(EnrolmentCode::parse(QStringLiteral("too-short")).error().code, ErrorCode::EnrolmentCodeWrong);
    }
    void enrolmentMessagesRoundTripAndBindTheServerKey()
    {
        EnrolRequest up;
        up.codeName = m_random.bytes(8);
        up.publicKey = m_random.bytes(32);
        up.nonce = m_random.bytes(16);
        up.machine = QStringLiteral("窗口一");
        up.proof = m_random.bytes(32);
        QCOMPARE(EnrolRequest::fromCbor(up.toCbor()).value(), up);
        QVERIFY(up.proofInput("pin a") != up.proofInput("pin b"));
        survives<EnrolRequest>(up.toCbor());
        EnrolResponse down;
        down.replica = ReplicaId::create(m_clock, m_random);
        down.deviceNumber = 3;
        down.office = ScopeId::create(m_clock, m_random);
        down.officeOrdinal = 1;
        down.recoveryKey = m_random.bytes(32);
        down.proof = m_random.bytes(32);
        QCOMPARE(EnrolResponse::fromCbor(down.toCbor()).value(), down);
        QVERIFY(down.proofInput("a") != down.proofInput("b"));
        survives<EnrolResponse>(down.toCbor());
    }
};

SHOULI_TEST(TestMessages)
#include "TestMessages.moc"
