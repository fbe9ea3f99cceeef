// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/NameMatcher.h"
#include "tests/core/residents/search/SearchOffice.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace shouli::core::residents;
using namespace shouli::core::residents::search;

/// What must be found by what, from tests/data/search_vectors.json. Another file of the same shape
/// can be named in SHOULI_SEARCH_VECTORS.
class TestSearchVectors : public QObject {
    Q_OBJECT
    QJsonObject m_vectors;
    std::unique_ptr<shouli::tests::SearchOffice> m_office;

    static QStringList strings(const QJsonValue &value)
    {
        QStringList list;
        for (const auto &entry : value.toArray())
            list.append(entry.toString());
        return list;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString path = qEnvironmentVariable("SHOULI_SEARCH_VECTORS",
                                                  qEnvironmentVariable("SHOULI_SOURCE")
                                                      + QStringLiteral("/tests/data/search_vectors.json"));
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        m_vectors = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(!m_vectors.value(u"search_vectors").toArray().isEmpty());
        m_office = std::make_unique<shouli::tests::SearchOffice>();
        for (const auto &vector : m_vectors.value(u"search_vectors").toArray())
            m_office->add(vector.toObject().value(u"name").toString());
    }

    void everyVectorFindsItsPerson_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("found");
        for (const auto &entry : m_vectors.value(u"search_vectors").toArray()) {
            const QJsonObject vector = entry.toObject();
            const QString name = vector.value(u"name").toString();
            for (const QString &typed : strings(vector.value(u"must_match")))
                QTest::addRow("%s finds %s", qPrintable(typed), qPrintable(name)) << typed << name << true;
            for (const QString &typed : strings(vector.value(u"must_not_match")))
                QTest::addRow("%s does not find %s", qPrintable(typed), qPrintable(name)) << typed << name << false;
            QTest::addRow("the name %s finds itself", qPrintable(name)) << name << name << true;
            QTest::addRow("the first character of %s finds it", qPrintable(name))
                << QString(name).left(name.at(0).isHighSurrogate() ? 2 : 1) << name << true;
        }
    }
    void everyVectorFindsItsPerson()
    {
        QFETCH(QString, typed);
        QFETCH(QString, name);
        QFETCH(bool, found);
        QCOMPARE(m_office->names(typed).contains(name), found);
    }

    /// Every key stroke on the way to it finds the person too.
    void everyBeginningFindsItsPerson()
    {
        for (const auto &entry : m_vectors.value(u"search_vectors").toArray()) {
            const QJsonObject vector = entry.toObject();
            for (const QString &typed : strings(vector.value(u"must_match"))) {
                for (qsizetype size = 1; size <= typed.size(); ++size)
                    QVERIFY2(m_office->names(typed.left(size)).contains(vector.value(u"name").toString()),
                             qPrintable(typed.left(size)));
            }
        }
    }

    void placesAreReadAsTheirPeopleDo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("usual");
        for (const auto &entry : m_vectors.value(u"place_vectors").toArray()) {
            const QJsonObject vector = entry.toObject();
            const QString name = vector.value(u"name").toString();
            QTest::addRow("%s in full", qPrintable(name)) << name << vector.value(u"py").toString() << true;
            QTest::addRow("%s by initials", qPrintable(name)) << name << vector.value(u"initials").toString() << false;
            for (const QString &also : strings(vector.value(u"also")))
                QTest::addRow("%s also as %s", qPrintable(name), qPrintable(also)) << name << also << false;
        }
    }
    void placesAreReadAsTheirPeopleDo()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        QFETCH(bool, usual);
        const auto units = m_office->pinyin.ofPlace(name);
        QVERIFY(NameMatcher(typed, m_office->pinyin).isWithin(units));
        QVERIFY(!NameMatcher(QStringLiteral("zzz"), m_office->pinyin).isWithin(units));
        if (usual)
            QVERIFY(Pinyin::spellings(units).first().letters.startsWith(QString(typed).remove(u' ').toLatin1()));
    }

    void peopleAreFoundByThePlaceTheyLiveIn_data() { placesAreReadAsTheirPeopleDo_data(); }
    void peopleAreFoundByThePlaceTheyLiveIn()
    {
        QFETCH(QString, name);
        QFETCH(QString, typed);
        shouli::tests::SearchOffice office;
        Resident resident;
        resident.name = QStringLiteral("欧阳明");
        resident.livingAddress = QStringLiteral("陕西省延安市子长市") + name + QStringLiteral("2组5号");
        office.add(resident);
        QCOMPARE(office.names(name), QStringList{resident.name});
        QCOMPARE(office.names(typed), QStringList{resident.name});
    }

    void rareCharactersAreSpelled()
    {
        for (const auto &entry : m_vectors.value(u"rare_characters").toArray()) {
            const QJsonObject rare = entry.toObject();
            const QString character = rare.value(u"c").toString();
            const auto units = m_office->pinyin.ofName(QStringLiteral("王") + character).units;
            QCOMPARE(units.size(), 2);
            QVERIFY2(units.last().syllables.contains(rare.value(u"py").toString().toLatin1()), qPrintable(character));
        }
    }
    void surnamesAreReadAsTheirBearersDo()
    {
        for (const auto &entry : m_vectors.value(u"polyphonic").toArray()) {
            const QJsonObject vector = entry.toObject();
            const QString surname = vector.value(u"s").toString();
            if (surname == u"重")
                continue; // a place name's
            const auto name = m_office->pinyin.ofName(surname + QStringLiteral("小明"));
            QCOMPARE(name.surname, int(surname.size()));
            QCOMPARE(Pinyin::spellings(name.units).first().letters,
                     QByteArray(vector.value(u"py").toString().remove(u' ').toLatin1() + "xiaoming"));
        }
    }
};

SHOULI_TEST(TestSearchVectors)
#include "TestSearchVectors.moc"
