// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormLibrary.h"
#include "core/forms/setting/FormRenderer.h"
#include "core/papers/ApplicationData.h"
#include "core/papers/NoticeData.h"
#include "tests/core/papers/PapersOffice.h"
#include "tests/support/TestMain.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace shouli;
using namespace core::residents;
using core::cases::MaterialState;
using core::cases::MaterialStatus;
using core::papers::NoticeData;
using tests::PapersOffice;

/// What stands on the papers of every service, read back from their PDFs: Chinese words, and never a code, a key
/// or an English word that slipped through.
class TestPrintedForms : public QObject {
    Q_OBJECT

    static inline PapersOffice *office = nullptr;
    static inline core::forms::FormLibrary *forms = nullptr;
    static inline Resident applicant;

    static QString printed(const QString &form, const core::forms::FormData &data)
    {
        core::forms::setting::FormRenderer renderer(office->clock);
        const auto pdf = renderer.toPdf(*forms->find(form), data);
        if (!pdf)
            return QStringLiteral("error: %1").arg(pdf.error().detail);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("one.pdf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(*pdf) != pdf->size())
            return QStringLiteral("error: no room");
        file.close();
        QProcess process;
        process.start(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), file.fileName(), QStringLiteral("-")});
        process.waitForFinished();
        return QString::fromUtf8(process.readAllStandardOutput());
    }
    /// Latin words and lonely keys on the paper, but for those that belong there.
    static QStringList strangers(QString text, const core::catalogue::Service &service)
    {
        for (const QString &known : {service.code, QStringLiteral("610699195903079X"), QStringLiteral("mm"),
                                     QStringLiteral("JPEG"), QStringLiteral("dpi"), QStringLiteral("KB")})
            text.remove(known);
        static const QRegularExpression word(QStringLiteral("[A-Za-z_]{2,}(?:[.\\-][A-Za-z_0-9]+)*|\\{\\{|\\}\\}"));
        QStringList found;
        for (auto it = word.globalMatch(text); it.hasNext();) {
            const QString one = it.next().captured();
            if (!one.startsWith(QLatin1String("__"))) // a line to write on
                found.append(one);
        }
        found.removeDuplicates();
        return found;
    }
    static core::cases::CaseFile fileOf(const core::catalogue::Service &service)
    {
        auto file = office->file(applicant);
        file.service = service.code;
        file.proxy = {QStringLiteral("李建军"), QStringLiteral("13900005128"), QStringLiteral("22"), {}};
        return file;
    }
    static QList<MaterialState> materialsOf(const core::catalogue::Service &service)
    {
        QList<MaterialState> states;
        constexpr MaterialStatus ways[] = {MaterialStatus::Brought, MaterialStatus::FromRegister,
                                           MaterialStatus::Tolerated, MaterialStatus::Received};
        for (const auto &requirement : service.materials)
            states.append({requirement.material, ways[states.size() % 4], QDate(2026, 12, 1)});
        return states;
    }
    static void everyService()
    {
        QTest::addColumn<QString>("code");
        for (const auto &service : office->catalogue->services())
            QTest::newRow(qPrintable(service.code)) << service.code;
    }

private Q_SLOTS:
    void initTestCase()
    {
        office = new PapersOffice;
        forms = new core::forms::FormLibrary(core::forms::FormLibrary::load().value());
        applicant = office->person("贺玉梅", Sex::Female, QDate(1959, 3, 7), codes::head);
        applicant.documentNumber = QStringLiteral("610699195903079428");
        applicant.ethnic = EthnicCode(3);
        applicant.marital = codes::widowed;
        applicant.education = EducationCode(81);
        applicant.political = PoliticalCode(13);
        applicant.workStatus = codes::farming;
        applicant.residenceStatus = codes::atHome;
        applicant.hukouKind = codes::oldRuralHukou;
        applicant.hukouRural = true;
        applicant.hukouDivision = applicant.livingDivision = QStringLiteral("610681001003");
        applicant.hukouAddress = QStringLiteral("齐家湾社区3排12号");
        applicant.livingAddress = QStringLiteral("齐家湾社区7排2号");
        applicant.phone = QStringLiteral("13900005127");
        applicant.bankName = QStringLiteral("农商银行");
        applicant.bankAccount = QStringLiteral("6230270000012345678");
        auto son = office->person("李建军", Sex::Male, QDate(1985, 5, 2), codes::eldestSon);
        son.mother = applicant.id;
        son.workStatus = codes::flexible;
        auto stranger = office->person("刘六", Sex::Male, QDate(1990, 5, 2), RelationCode(5)); // of a newer list
        stranger.marital = MaritalCode(77);
        stranger.workStatus = WorkStatusCode(6);
        for (const Resident *one : {&applicant, &son, &stranger})
            office->store(*one);
        auto disabled = office->belongs(applicant, "CANJI");
        disabled.category = DisabilityCategoryCode(4);
        disabled.level = DisabilityLevelCode(2);
        office->store(disabled);
        auto hardship = office->belongs(applicant, "TEKUN");
        hardship.detail = QStringLiteral("分散供养");
        office->store(hardship);
    }
    void cleanupTestCase()
    {
        delete forms;
        delete office;
    }
    void applicationsHoldWordsAndNoCodes_data() { everyService(); }
    void applicationsHoldWordsAndNoCodes()
    {
        QFETCH(QString, code);
        const auto &service = *office->catalogue->byCode(code);
        const QString form = core::papers::ApplicationData::formOf(service, forms->ids());
        const QString text = printed(form,
                                     office->form(fileOf(service), materialsOf(service), code.toLatin1().constData()));
        QVERIFY2(strangers(text, service).isEmpty(), qPrintable(strangers(text, service).join(u' ') + u'\n' + text));
        for (const QString &word : {QStringLiteral("回族"), QStringLiteral("丧偶"), QStringLiteral("长子"),
                                    QStringLiteral("务农"), QStringLiteral("灵活就业")})
            QVERIFY2(text.contains(word) || form == u"F-DB-01", qPrintable(word + u'\n' + text));
        static const QRegularExpression raw(QStringLiteral("^(05|77)$"), QRegularExpression::MultilineOption);
        QVERIFY2(!raw.match(text).hasMatch(), qPrintable(text)); // codes that no list has stay blank
        QVERIFY(text.contains(applicant.name));
    }
    void noticesHoldWordsAndNoCodes_data() { everyService(); }
    void noticesHoldWordsAndNoCodes()
    {
        QFETCH(QString, code);
        const auto &service = *office->catalogue->byCode(code);
        QList<core::cases::intake::AcceptanceDraft::Line> lines;
        for (const auto &requirement : service.materials) {
            core::cases::intake::AcceptanceDraft::Line one;
            one.item.material = *office->catalogue->material(requirement.material);
            one.item.requirement = requirement;
            lines.append(one);
        }
        core::cases::CaseRecord refused;
        refused.file = fileOf(service);
        refused.state.rejection = core::cases::Rejected{
            {}, QStringLiteral("CONDITION"), QStringLiteral("不符合本事项规定的条件。"), {}};
        const auto context = office->context();
        const QString all = printed(QStringLiteral("WS-02"),
                                    NoticeData::missing(context, service, applicant.name, lines))
            + printed(QStringLiteral("WS-03"),
                      NoticeData::tolerated(context, service, fileOf(service), materialsOf(service)))
            + printed(QStringLiteral("WS-05"),
                      NoticeData::refused(context, service, refused, {refused.state.rejection->reason, {}, {}}));
        QVERIFY2(strangers(all, service).isEmpty(), qPrintable(strangers(all, service).join(u' ') + u'\n' + all));
        QVERIFY(all.contains(QStringLiteral("材料补正一次性告知书")) && all.contains(QStringLiteral("容缺受理")));
    }
};

SHOULI_TEST(TestPrintedForms)
#include "TestPrintedForms.moc"
