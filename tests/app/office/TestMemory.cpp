// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/office/StaffAccounts.h"
#include "tests/app/office/OfficePc.h"
#include "tests/support/TestMain.h"

#include <QElapsedTimer>
#include <QFile>

using namespace shouli;
using core::crypto::SecretBytes;
using tests::OfficePc;

namespace {

/// Something to look for that does not itself lie in memory as it is looked for.
class Needle {
public:
    explicit Needle(const QByteArray &bytes)
    {
        for (const char c : bytes)
            m_hidden.append(static_cast<char>(c ^ mask));
    }
    /// How often it stands in `memory`.
    [[nodiscard]] int in(const char *memory, qsizetype size) const
    {
        int found = 0;
        const char first = static_cast<char>(m_hidden.at(0) ^ mask);
        const char *end = memory + size - m_hidden.size() + 1;
        for (const char *at = memory; at < end; ++at) {
            at = static_cast<const char *>(memchr(at, first, static_cast<size_t>(end - at)));
            if (at == nullptr)
                break;
            qsizetype same = 1;
            while (same < m_hidden.size() && static_cast<char>(at[same] ^ mask) == m_hidden.at(same))
                ++same;
            if (same == m_hidden.size())
                ++found;
        }
        return found;
    }

private:
    static constexpr char mask = 0x5a;
    QByteArray m_hidden;
};

struct Needles {
    QList<std::pair<const char *, Needle>> all;

    void add(const char *what, const QByteArray &bytes) { all.append({what, Needle(bytes)}); }
    void addKey(const char *raw, const char *hex, const SecretBytes &key)
    {
        SecretBytes digits(key.size() * 2);
        static const char alphabet[] = "0123456789abcdef";
        for (qsizetype i = 0; i < key.size(); ++i) {
            digits.data()[2 * i] = static_cast<unsigned char>(alphabet[key.data()[i] >> 4]);
            digits.data()[2 * i + 1] = static_cast<unsigned char>(alphabet[key.data()[i] & 15]);
        }
        // not through QByteArray::toHex(), which would leave a copy
        all.append({raw, Needle(QByteArray::fromRawData(reinterpret_cast<const char *>(key.data()), key.size()))});
        all.append(
            {hex, Needle(QByteArray::fromRawData(reinterpret_cast<const char *>(digits.data()), digits.size()))});
    }
    /// What stands in this process's writable memory.
    [[nodiscard]] QStringList found() const
    {
        QStringList found;
        QFile maps(QStringLiteral("/proc/self/maps"));
        QFile memory(QStringLiteral("/proc/self/mem"));
        if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            qFatal("cannot look at the own memory");
        const QList<QByteArray> lines = maps.readAll().split('\n');
        SecretBytes window(1 << 20);
        for (const QByteArray &line : lines) {
            const QList<QByteArray> parts = line.simplified().split(' ');
            if (parts.size() < 2 || !parts.at(1).startsWith("rw"))
                continue;
            const auto range = parts.at(0).split('-');
            const qint64 end = range.at(1).toLongLong(nullptr, 16);
            constexpr qint64 overlap = 256;
            for (qint64 at = range.at(0).toLongLong(nullptr, 16); at < end; at += window.size() - overlap) {
                if (at < reinterpret_cast<qint64>(window.data()) + window.size()
                    && at + window.size() > reinterpret_cast<qint64>(window.data()))
                    continue; // what is being read into
                memory.seek(at);
                const auto got = memory.read(reinterpret_cast<char *>(window.data()),
                                             qMin<qint64>(window.size(), end - at));
                if (got <= 0)
                    break;
                for (const auto &[what, needle] : all) {
                    if (needle.in(reinterpret_cast<const char *>(window.data()), got) > 0)
                        found.append(QString::fromLatin1(what) + QStringLiteral(" in ")
                                     + QString::fromLatin1(parts.value(5, "memory")));
                }
            }
        }
        found.removeDuplicates();
        return found;
    }
};

} // namespace

/// Whoever gets at this PC's memory after it was locked finds neither key nor passphrase in it.
class TestMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void afterLockingNeitherKeyNorPassphraseIsLeft()
    {
        OfficePc pc;
        Needles needles;
        const char *const passphrase = "shift-of-Wang-77-grey-geese";
        {
            const auto session = pc.session();
            const auto changed = session->accounts().changeOwn(tests::passphrase("counter-2026"),
                                                               tests::passphrase(passphrase));
            QTRY_VERIFY(changed.isFinished());
            QVERIFY(changed.result());
        }
        // the literal itself lies in the program's own, unwritable part
        needles.add("the passphrase", QByteArray::fromRawData(passphrase, static_cast<qsizetype>(strlen(passphrase))));
        {
            const auto key = core::keys::Vault::open(pc.folder.path(), pc.clock)
                                 ->unlock(pc.who, tests::passphrase(passphrase));
            QVERIFY(key);
            needles.addKey("the data key", "the data key in digits", *key);
        }
        auto unlocked = pc.unlock(passphrase);
        QVERIFY(unlocked);
        auto session = app::office::Session::begin(std::move(*unlocked), OfficePc::reference(), pc.clock, pc.random);
        QVERIFY(session);
        const auto wrote = (*session)->write([](app::office::Writing &w) {
            return w.audit.record(w.tx, w.actor.staff.author(), core::audit::Action::Look);
        });
        QTRY_VERIFY(wrote.isFinished());
        QVERIFY2(!needles.found().isEmpty(), "while it is open the key is somewhere, or this test finds nothing");
        QElapsedTimer timer;
        timer.start();
        session->reset();
        const QStringList left = needles.found();
        qInfo("%lld ms", static_cast<long long>(timer.elapsed()));
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u'\n')));
    }
};

SHOULI_TEST(TestMemory)
#include "TestMemory.moc"
