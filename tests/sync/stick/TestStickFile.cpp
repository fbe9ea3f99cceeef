// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/SealedBox.h"
#include "core/crypto/SigningKey.h"
#include "sync/stick/StickAnswer.h"
#include "sync/stick/StickFile.h"
#include "sync/stick/StickFolder.h"
#include "sync/stick/StickRequest.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace shouli::sync::stick;
using shouli::core::base::ErrorCode;
using shouli::core::changes::ReplicaId;
using shouli::core::changes::ScopeId;
using shouli::core::crypto::SealedBox;
using shouli::core::crypto::SecretBytes;
using shouli::core::crypto::SigningKey;

namespace {

const QList<QByteArray> parts{QByteArrayLiteral("贺玉梅 610681"), QByteArray(), QByteArray(5000, 'x')};

class Ends {
public:
    [[nodiscard]] StickFile::Header header(StickFile::Kind kind) const
    {
        return {kind, StickFile::countyMark(QByteArray(32, 'p')), replica, QByteArray(16, 'n')};
    }
    [[nodiscard]] QByteArray request() const
    {
        return StickFile::sealRequest(header(StickFile::Kind::Request), county.publicKey, parts).value();
    }
    [[nodiscard]] SecretBytes answerKey() const { return StickFile::answerKey(pc.seed(), QByteArray(16, 'n')); }
    [[nodiscard]] QByteArray answer() const
    {
        return StickFile::sealAnswer(header(StickFile::Kind::Answer), answerKey(), parts).value();
    }

    SealedBox::KeyPair county = SealedBox::generateKeys();
    SigningKey pc = SigningKey::generate();
    ReplicaId replica = ReplicaId::fromBytes(QByteArray(16, 'r')).value();
};

QString named(const char *letter, const char *ending)
{
    return QString::fromLatin1(QByteArray(letter).repeated(32)) + QLatin1String(ending);
}

} // namespace

class TestStickFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOtherEndReadsWhatWasWritten()
    {
        const Ends ends;
        QCOMPARE(StickFile::openRequest(ends.county.secretKey, ends.request()).value(), parts);
        QCOMPARE(StickFile::openAnswer(ends.answerKey(), ends.answer()).value(), parts);
        QCOMPARE(StickFile::headerOf(ends.request()).value(), ends.header(StickFile::Kind::Request));
        QCOMPARE(StickFile::headerOf(ends.answer()).value(), ends.header(StickFile::Kind::Answer));
    }
    void whoFindsItReadsNothing()
    {
        const Ends ends;
        QVERIFY(!ends.request().contains("610681"));
        QVERIFY(!ends.answer().contains("610681"));
        QVERIFY(ends.request() != ends.request()); // not even that two are the same
        QCOMPARE(StickFile::openRequest(SealedBox::generateKeys().secretKey, ends.request()).error().code,
                 ErrorCode::DecryptionFailed);
        QCOMPARE(StickFile::openAnswer(StickFile::answerKey(ends.pc.seed(), QByteArray(16, 'm')), ends.answer())
                     .error()
                     .code,
                 ErrorCode::DecryptionFailed);
        QCOMPARE(StickFile::openAnswer(StickFile::answerKey(SigningKey::generate().seed(), QByteArray(16, 'n')),
                                       ends.answer())
                     .error()
                     .code,
                 ErrorCode::DecryptionFailed);
    }
    void whatIsCutAnywhereIsRefused()
    {
        const Ends ends;
        const QByteArray request = ends.request();
        const QByteArray answer = ends.answer();
        for (qsizetype size = 0; size < request.size(); ++size)
            QVERIFY2(!StickFile::openRequest(ends.county.secretKey, request.first(size)),
                     qPrintable(QString::number(size)));
        for (qsizetype size = 0; size < answer.size(); ++size)
            QVERIFY2(!StickFile::openAnswer(ends.answerKey(), answer.first(size)), qPrintable(QString::number(size)));
        QVERIFY(!StickFile::openAnswer(ends.answerKey(), answer + 'x'));
    }
    void anyByteThatIsAnotherIsRefused()
    {
        const Ends ends;
        for (QByteArray file : {ends.request(), ends.answer()}) {
            const bool isRequest = StickFile::headerOf(file)->kind == StickFile::Kind::Request;
            for (qsizetype i = 0; i < file.size(); ++i) {
                file[i] = static_cast<char>(file.at(i) ^ 0x10);
                QVERIFY2(isRequest ? !StickFile::openRequest(ends.county.secretKey, file)
                                   : !StickFile::openAnswer(ends.answerKey(), file),
                         qPrintable(QString::number(i)));
                file[i] = static_cast<char>(file.at(i) ^ 0x10);
            }
        }
    }
    void aPartLeftOutIsNoticed()
    {
        const Ends ends;
        const QByteArray whole = ends.answer();
        // as somebody would who knows the layout and not the key: the last part goes, and the file ends well
        const QByteArray without = whole.chopped(4 + 5000 + 40);
        QVERIFY(!StickFile::openAnswer(ends.answerKey(), without));
    }
    void whatIsNoFileOfOursIsToldFromANewerOnes()
    {
        QCOMPARE(StickFile::headerOf("").error().code, ErrorCode::MessageMalformed);
        QCOMPARE(StickFile::headerOf(QByteArray(200, 'x')).error().code, ErrorCode::MessageMalformed);
        QByteArray newer = Ends().request();
        newer[12] = 2;
        QCOMPARE(StickFile::headerOf(newer).error().code, ErrorCode::Unsupported);
    }
    void messagesComeBackAsTheyWere()
    {
        StickRequest request;
        request.answerKey = QByteArray(32, 'k');
        request.questions = {{"/sync", "body", "stand"}, {"/part", "", ""}};
        QCOMPARE(StickRequest::fromParts(request.toParts()).value(), request);
        QVERIFY(!StickRequest::fromParts({}));
        QVERIFY(!StickRequest::fromParts({QByteArray(32, 'k')}));
        QVERIFY(!StickRequest::fromParts({QByteArray(31, 'k'), request.toParts().last()}));
        QVERIFY(!StickRequest::fromParts({QByteArray(32, 'k'), "\x83"}));

        StickAnswer answer;
        answer.answers = {{"/sync", 200, {{"stand", "body"}, {"stand 2", "body 2"}}}, {"/part", 409, {{"", "no"}}}};
        const QByteArray chunk(300, 'c');
        answer.manifests.insert(ScopeId::fromBytes(QByteArray(16, 's')).value(), "manifest");
        const auto back = StickAnswer::fromParts(answer.toParts() + QList<QByteArray>{'C' + chunk});
        QVERIFY(back);
        QCOMPARE(back->answers, answer.answers);
        QCOMPARE(back->manifests, answer.manifests);
        QCOMPARE(back->chunks.values(), QList<QByteArray>{chunk});
        for (const QByteArray &bad : {QByteArray(), QByteArray("X"), QByteArray("M12"), QByteArray("A\x82")})
            QVERIFY(!StickAnswer::fromParts({bad}));
    }
    void whoeverGotFurtherStandsElsewhere()
    {
        shouli::sync::protocol::SyncRequest request;
        request.place = QByteArray(8, 'p');
        request.cursor = 7;
        const ScopeId one = ScopeId::fromBytes(QByteArray(16, '1')).value();
        const ScopeId two = ScopeId::fromBytes(QByteArray(16, '2')).value();
        request.pull = {{one, 7}, {two, 0}};
        const QByteArray stand = standOf(request);
        auto other = request;
        other.pull = {{two, 0}, {one, 7}};
        other.push.append(shouli::core::changes::Change()); // what waits has nothing to do with it
        QCOMPARE(standOf(other), stand);
        other.pull[0].cursor = 7;
        QVERIFY(standOf(other) != stand);
        other = request;
        other.place = QByteArray(8, 'q');
        QVERIFY(standOf(other) != stand);
    }
    void aFolderHoldsTheFilesOfAnyNumberOfPcs()
    {
        const QTemporaryDir medium;
        const StickFolder folder(medium.path());
        QVERIFY(folder.requests().isEmpty());
        const Ends ends;
        const auto other = ReplicaId::fromBytes(QByteArray(16, '\xab')).value();
        QVERIFY(folder.write(folder.request(other), "b"));
        QVERIFY(folder.write(folder.request(ends.replica), "a"));
        QVERIFY(folder.write(folder.answer(ends.replica), "c"));
        for (const QString &name : {named("z", ".request"), QStringLiteral("72.request"), named("7", ".request.new")}) {
            QFile file(folder.path() + u'/' + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const QList<ReplicaId> both{ends.replica, other};
        QCOMPARE(folder.requests(), both);
        QCOMPARE(StickFolder(folder.path()).requests(), both); // the folder itself was chosen
        QCOMPARE(StickFolder::read(folder.request(other)).value(), QByteArray("b"));
        QVERIFY(folder.write(folder.request(other), "later"));
        QCOMPARE(StickFolder::read(folder.request(other)).value(), QByteArray("later"));
    }
    void aStickThatIsNotThereIsNotMade()
    {
        const QTemporaryDir medium;
        const StickFolder folder(medium.filePath(QStringLiteral("gone")));
        const auto written = folder.write(folder.request(Ends().replica), "a");
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileMissing);
        QVERIFY(!QDir(medium.filePath(QStringLiteral("gone"))).exists());
        QCOMPARE(StickFolder::read(folder.answer(Ends().replica)).error().code, ErrorCode::FileMissing);
    }
};

SHOULI_TEST(TestStickFile)
#include "TestStickFile.moc"
