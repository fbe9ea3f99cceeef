// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/changes/Cbor.h"
#include "sync/protocol/Parting.h"
#include "sync/protocol/Agreement.h"
#include "sync/protocol/ArrivalColumns.h"
#include "sync/protocol/columns/ChangeColumns.h"
#include "sync/protocol/Compression.h"
#include "sync/protocol/Enrolment.h"
#include "sync/protocol/Envelope.h"
#include "sync/protocol/SyncResponse.h"
#include "tests/support/TestClock.h"
#include "tests/support/TestMain.h"
#include "tests/support/TestRandom.h"

#define ZSTD_STATIC_LINKING_ONLY
#include <QDir>
#include <QFile>

#include <zstd.h>

using namespace shouli::sync::protocol;
using shouli::core::base::ErrorCode;
using namespace shouli::core::changes;
using shouli::core::crypto::SigningKey;

class TestMessages : public QObject {
    Q_OBJECT
    shouli::tests::TestClock m_clock;
    shouli::tests::TestRandom m_random{3};

    Change change(std::int64_t lseq)
    {
        Change c;
        c.lseq = c.actFirst = lseq;
        c.entity = {Kind{10}, EntityId::create(m_clock, m_random)};
        c.field = Field{27};
        c.payload = "x";
        c.author = AuthorId::create(m_clock, m_random);
        c.stamp = Stamp::of(m_clock);
        return c;
    }
    SyncRequest request()
    {
        SyncRequest r;
        r.place = m_random.bytes(8);
        r.cursor = 12;
        r.schemaVersion = 1;
        r.pushHash = m_random.bytes(16);
        r.push = {change(5), change(6)};
        r.pull = {{ScopeId::create(m_clock, m_random), 12}, {ScopeId::create(m_clock, m_random), 40}};
        r.dictionary = 2;
        r.wantsPollKey = true;
        return r;
    }
    SyncResponse response()
    {
        SyncResponse r;
        r.epoch = m_random.bytes(16);
        r.serverTime.ms = m_clock.now().ms / 1000 * 1000;
        r.head = 99;
        r.acknowledged = 6;
        r.scopes = {ScopeId::create(m_clock, m_random)};
        const LogEntry entry{49, ReplicaId::create(m_clock, m_random), change(3), Verdict::Parked, "image"};
        r.arrivals = {{49, entry, {}}, {50, {}, {5, Verdict::Applied}}, {51, {}, {6, Verdict::Parked}}};
        r.to = 51;
        r.toHash = m_random.bytes(16);
        r.more = true;
        r.dictionary = 2;
        r.pollKey = m_random.bytes(16);
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
    void theFuzzersSeedsAreMessages()
    {
        const QDir seeds(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/tests/fuzz/message/corpus"));
        int read = 0;
        const auto names = seeds.entryList(QDir::Files);
        for (const QString &name : names) {
            QFile file(seeds.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const char what = file.read(1).at(0);
            const QByteArray bytes = file.readAll();
            if (what != 'q' && what != 'p' && what != 'c' && what != 'a')
                continue;
            const bool understood = what == 'q' ? SyncRequest::fromCbor(bytes).has_value()
                : what == 'p'                   ? SyncResponse::fromCbor(bytes).has_value()
                : what == 'c'                   ? columns::ChangeColumns::decode(bytes).has_value()
                                                : decodeArrivals(bytes).has_value();
            QVERIFY2(understood, qPrintable(name)); // else nothing begins from it
            ++read;
        }
        QVERIFY(read >= 10);
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
    void onlyAProtocolBelowTheOldestIsRefused()
    {
        Envelope e = Envelope::seal(ReplicaId::create(m_clock, m_random), "x", SigningKey::generate());
        e.version = protocolVersion + 1;
        QCOMPARE(Envelope::fromCbor(e.toCbor()).value(), e);
        e.version = oldestProtocolVersion - 1;
        QCOMPARE(Envelope::fromCbor(e.toCbor()).error().code, ErrorCode::ProtocolTooOld);
    }
    void pollsNeedTheKeyThatTheCountyGave()
    {
        const QByteArray key = m_random.bytes(16);
        const Envelope poll = Envelope::sealPoll(ReplicaId::create(m_clock, m_random), "body", key);
        QVERIFY(poll.isPoll());
        QCOMPARE(poll.open({}, key).value(), QByteArray("body"));
        QCOMPARE(poll.open({}, m_random.bytes(16)).error().code, ErrorCode::SignatureWrong);
        QCOMPARE(poll.open(SigningKey::generate().publicKey()).error().code, ErrorCode::SignatureWrong);
        Envelope other = poll;
        other.replica = ReplicaId::create(m_clock, m_random);
        QCOMPARE(other.open({}, key).error().code, ErrorCode::SignatureWrong);
    }
    void whatANewerVersionAddsIsReadOverAndKept()
    {
        CborWriter more;
        more.map(1);
        more.text(QStringLiteral("new"));
        more.array(0);
        SyncRequest up = request();
        up.unknown = {{40, more.bytes()}, {41, QByteArray(1, '\x01')}};
        QCOMPARE(SyncRequest::fromCbor(up.toCbor()).value(), up);
        SyncResponse down = response();
        down.unknown = up.unknown;
        QCOMPARE(SyncResponse::fromCbor(down.toCbor()).value(), down);
        QCOMPARE(SyncResponse::fromCbor(down.toCbor())->toCbor(), down.toCbor());
    }
    void aDictionaryMakesShortMessagesShorter()
    {
        QCOMPARE(newestDictionary(), 2);
        const QByteArray body = request().toCbor();
        const QByteArray plain = compress(body);
        const QByteArray with = compress(body, 2);
        QCOMPARE(dictionaryOf(plain), 0);
        QCOMPARE(dictionaryOf(with), 2);
        QVERIFY2(with.size() < plain.size(), qPrintable(QStringLiteral("%1 %2").arg(with.size()).arg(plain.size())));
        QCOMPARE(decompress(with).value(), body);
        // one that this program does not have: none is used, and what was made with it is not taken for anything else
        QCOMPARE(compress(body, 9), plain);
        QByteArray newer = with;
        newer[0] = 9;
        QCOMPARE(decompress(newer).error().code, ErrorCode::Unsupported);
        QByteArray none = with;
        none[0] = 1;
        QVERIFY(!decompress(none) || *decompress(none) != body);
    }
    void whatARequestBringsShowsBeforeItIsRead()
    {
        SyncRequest r;
        QVERIFY(!SyncRequest::brings(r.toCbor()));
        r.place = m_random.bytes(8);
        r.cursor = 12;
        r.budgetBytes = 1000;
        r.dictionary = 2;
        QVERIFY(!SyncRequest::brings(r.toCbor()));
        r.pushHash = m_random.bytes(16);
        r.push = {change(1)};
        QVERIFY(SyncRequest::brings(r.toCbor()));
        QVERIFY(!SyncRequest::brings("noise"));
        QVERIFY(!SyncRequest::brings({}));
    }
    void usualPartsAreLeftOutAndNotTakenInAnotherSpelling()
    {
        QCOMPARE(SyncRequest().toCbor().toHex(), QByteArray("a0"));
        QVERIFY(!SyncRequest::fromCbor(QByteArray::fromHex("a10200"))); // a key that nobody writes
        QVERIFY(!SyncRequest::fromCbor(QByteArray::fromHex("a2040103"
                                                           "01")));         // keys out of order
        QVERIFY(!SyncRequest::fromCbor(QByteArray::fromHex("a203010301"))); // one twice
        QVERIFY(SyncRequest::fromCbor(QByteArray::fromHex("a10301")));
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
        ZSTD_CCtx_setParameter(context, ZSTD_c_format, ZSTD_f_zstd1_magicless);
        ZSTD_outBuffer to{out.data(), static_cast<size_t>(out.size()), 0};
        ZSTD_inBuffer in{"abc", 3, 0};
        QCOMPARE(ZSTD_compressStream2(context, &to, &in, ZSTD_e_flush), size_t(0)); // size unknown: keeps the window
        QCOMPARE(ZSTD_compressStream2(context, &to, &in, ZSTD_e_end), size_t(0));
        ZSTD_freeCCtx(context);
        out.truncate(static_cast<qsizetype>(to.pos));
        const auto unpacked = decompress('\x01' + out);
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
        QCOMPARE(decompress(compress("short")).value(), QByteArray("short"));
        QCOMPARE(compress("short").size(), 6);
        QCOMPARE(decompress(QByteArray("\xff"
                                       "x"))
                     .error()
                     .code,
                 ErrorCode::Unsupported);
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
        down.stickKey = m_random.bytes(32);
        down.proof = m_random.bytes(32);
        QCOMPARE(EnrolResponse::fromCbor(down.toCbor()).value(), down);
        QVERIFY(down.proofInput("a") != down.proofInput("b"));
        survives<EnrolResponse>(down.toCbor());
    }
    void aQuestionWhereHistoriesPartAndItsAnswer()
    {
        Chain chain;
        chain.first = 7;
        chain.before = m_random.bytes(32);
        chain.hashes = {m_random.bytes(32), m_random.bytes(32)};
        chain.more = true;
        chain.unknown.insert(9, QByteArray::fromHex("01"));
        const QByteArray bytes = chain.toCbor();
        QCOMPARE(Chain::fromCbor(bytes).value(), chain);
        for (qsizetype cut = 0; cut < bytes.size(); ++cut)
            QVERIFY(!Chain::fromCbor(bytes.first(cut)));
        chain.before = m_random.bytes(31);
        QVERIFY(!Chain::fromCbor(chain.toCbor()));
        chain.before = m_random.bytes(32);
        chain.hashes = {m_random.bytes(33)};
        QVERIFY(!Chain::fromCbor(chain.toCbor()));
        chain.hashes.clear(); // more of nothing
        QVERIFY(!Chain::fromCbor(chain.toCbor()));
        chain.hashes.fill(m_random.bytes(32), Chain::mostHashes + 1);
        QVERIFY(!Chain::fromCbor(chain.toCbor()));

        Parting parting;
        parting.common = 8;
        parting.placed = {{7, 30, true}, {8, 31, false}};
        QCOMPARE(Parting::fromCbor(parting.toCbor()).value(), parting); // not parted yet
        parting.name = ReplicaId::create(m_clock, m_random);
        QVERIFY(!Parting::fromCbor(parting.toCbor())); // a name without a place
        parting.ordinal = 2;
        QCOMPARE(Parting::fromCbor(parting.toCbor()).value(), parting);
    }
    void whatAReplicaWasToldOfTheLogAndTheAnswer()
    {
        Checkpoints shown;
        QCOMPARE(Checkpoints::fromCbor(shown.toCbor()).value(), shown);
        shown.epoch = m_random.bytes(16);
        shown.positions = {{3, m_random.bytes(16)}, {9, m_random.bytes(16)}};
        const QByteArray bytes = shown.toCbor();
        QCOMPARE(Checkpoints::fromCbor(bytes).value(), shown);
        for (qsizetype cut = 0; cut < bytes.size(); ++cut)
            QVERIFY(!Checkpoints::fromCbor(bytes.first(cut)));
        std::swap(shown.positions[0], shown.positions[1]);
        QVERIFY(!Checkpoints::fromCbor(shown.toCbor())); // not ascending
        shown.positions = {{3, m_random.bytes(15)}};
        QVERIFY(!Checkpoints::fromCbor(shown.toCbor()));
        shown.positions.clear();
        for (int i = 1; i <= Checkpoints::mostPositions + 1; ++i)
            shown.positions.append({i, m_random.bytes(16)});
        QVERIFY(!Checkpoints::fromCbor(shown.toCbor()));

        Agreement agreement;
        QCOMPARE(Agreement::fromCbor(agreement.toCbor()).value(), agreement);
        agreement.agreed = 12;
        agreement.epoch = m_random.bytes(8);
        agreement.unknown.insert(5, QByteArray::fromHex("0a"));
        QCOMPARE(Agreement::fromCbor(agreement.toCbor()).value(), agreement);
    }
};

SHOULI_TEST(TestMessages)
#include "TestMessages.moc"
