// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/look/Languages.h"
#include "app/shell/ErrorText.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QRegularExpression>

using namespace shouli::app;
using look::Languages;
using shell::ErrorText;
using shouli::core::base::Error;
using shouli::core::base::ErrorCode;

class TestErrorText : public QObject {
    Q_OBJECT

    /// As many as the header names; read from it, so that a new one cannot be forgotten here.
    static int codeCount()
    {
        QFile header(qEnvironmentVariable("SHOULI_SOURCE") + QStringLiteral("/core/base/ErrorCode.h"));
        if (!header.open(QIODevice::ReadOnly))
            return 0;
        QString text = QString::fromUtf8(header.readAll());
        text = text.mid(text.indexOf(QStringLiteral("enum class ErrorCode {")));
        text.remove(QRegularExpression(QStringLiteral("//[^\n]*")));
        auto names = QRegularExpression(QStringLiteral("\\b[A-Z][A-Za-z]+\\s*,")).globalMatch(text);
        int count = 0;
        for (; names.hasNext(); names.next())
            ++count;
        return count;
    }
    static bool isChinese(const QString &text)
    {
        static const QRegularExpression letters(QStringLiteral("[A-Za-z]{3,}"));
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        return text.contains(han) && !text.contains(letters) && text.endsWith(u'。');
    }
    static bool isEnglish(const QString &text)
    {
        static const QRegularExpression han(QStringLiteral("\\p{Han}"));
        return !text.contains(han) && text.endsWith(u'.');
    }

private Q_SLOTS:
    void everyCodeHasItsThreeSentences_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("in Chinese, without an English word") << QStringLiteral("zh_CN");
        QTest::newRow("in English, without a Chinese character") << QStringLiteral("en");
    }
    void everyCodeHasItsThreeSentences()
    {
        QFETCH(QString, language);
        Languages languages;
        languages.use(Languages::parse(language));
        const auto good = language == QStringLiteral("en") ? isEnglish : isChinese;
        const int count = codeCount();
        QVERIFY(count > 60);
        for (int i = 0; i < count; ++i) {
            const auto message = ErrorText::of(Error{static_cast<ErrorCode>(i)});
            for (const QString &sentence : {message.happened, message.kept, message.todo})
                QVERIFY2(good(sentence), qPrintable(QStringLiteral("code %1: %2").arg(i).arg(sentence)));
        }
        QVERIFY(ErrorText::of(Error{static_cast<ErrorCode>(count)}).happened.isEmpty()); // the count is right
        languages.use(Languages::Language::English);
    }
    void twoCodesDoNotSayTheSame()
    {
        QStringList seen;
        for (int i = 0; i < codeCount(); ++i)
            seen.append(ErrorText::of(Error{static_cast<ErrorCode>(i)}).happened);
        const auto unique = QSet<QString>(seen.begin(), seen.end());
        QCOMPARE(unique.size(), seen.size());
    }
    void theDetailIsHandedOnAsItIs()
    {
        QCOMPARE(ErrorText::of(Error{ErrorCode::DiskFull, QStringLiteral("/var/lib/x: ENOSPC")}).detail,
                 QStringLiteral("/var/lib/x: ENOSPC"));
    }
};

SHOULI_TEST(TestErrorText)
#include "TestErrorText.moc"
