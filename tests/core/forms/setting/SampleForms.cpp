// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/forms/setting/SampleForms.h"

namespace shouli::tests {

using namespace Qt::StringLiterals;
using core::forms::FormData;

namespace {

constexpr auto codeText =
    "HTTPS://S.ZICHANG.EXAMPLE/Q/04A2C8RK7Z0M5QXH3D9V1W6YB4N8P0T2S5E7F9G1H3J5K7M9N1P3Q5R7S9T1V3W5X7Y9Z"
    "2A4B6C8D0E2F4G6H8J0K2M4N6P8Q0R2S4T6V8W0X2Y4Z6A8B0C2D4E6F8G0H2"_L1;

void addCase(FormData &data)
{
    data.set(u"case.number"_s, u"610681001-03-2611-0047"_s);
    data.setDate(u"case.received"_s, QDate(2026, 11, 23));
    data.setDate(u"case.accepted"_s, QDate(2026, 11, 23));
    data.setDate(u"case.promised"_s, QDate(2027, 1, 6));
    data.set(u"case.promisedDays"_s, u"30 个工作日"_s);
    data.set(u"service.name"_s, u"最低生活保障申请"_s).set(u"service.code"_s, u"MZ-01"_s);
    data.set(u"service.department"_s, u"子长市民政局"_s);
    data.set(u"office.county"_s, u"子长市"_s).set(u"office.name"_s, u"瓦窑堡街道齐家湾社区"_s);
    data.set(u"office.phone"_s, u"0911-1234567"_s);
    data.set(u"query.code"_s, u"7KQ4-M2XD-9RTA"_s).set(u"query.check"_s, u"58"_s);
    data.set(u"qr"_s, codeText);
}

void addApplicant(FormData &data)
{
    data.set(u"applicant.name"_s, u"贺玉梅"_s).set(u"applicant.maskedName"_s, u"贺*梅"_s);
    data.set(u"applicant.sex"_s, u"女"_s).set(u"applicant.ethnicity"_s, u"汉族"_s);
    data.setDate(u"applicant.birth"_s, QDate(1962, 3, 14));
    data.set(u"applicant.citizenNumber"_s, u"61062319620314002X"_s);
    data.set(u"applicant.maskedNumber"_s, u"610623********002X"_s);
    data.set(u"applicant.registeredAddress"_s, u"陕西省延安市子长市瓦窑堡街道齐家湾社区前街二巷 17 号"_s);
    data.set(u"applicant.address"_s, u"子长市瓦窑堡街道齐家湾社区前街二巷 17 号"_s);
    data.setFlag(u"applicant.addressSame"_s, true);
    data.set(u"applicant.phone"_s, u"13891112046"_s).set(u"applicant.hukou"_s, u"urban"_s);
    data.set(u"applicant.bank"_s, u"陕西信合子长市支行"_s).set(u"applicant.account"_s, u"6230280014725831096"_s);
}

} // namespace

FormData sampleApplication(int members)
{
    FormData data;
    addCase(data);
    addApplicant(data);
    data.set(u"case.kind"_s, u"first"_s).set(u"case.materials"_s, u"tolerated"_s);
    data.set(u"household.size"_s, QString::number(members));
    const QStringList names = {u"贺玉梅"_s, u"薛𬭚"_s, u"王𠮷"_s,   u"李𫍯之"_s,         u"薛小梅"_s,
                               u"薛家乐"_s, u"折秀英"_s,  u"拓海军"_s, u"阿卜杜拉·买买提"_s};
    const QStringList relations = {u"本人"_s, u"夫"_s,   u"子"_s,   u"儿媳"_s,  u"孙女"_s,
                                   u"孙子"_s, u"母亲"_s, u"女婿"_s, u"外孙子"_s};
    QList<FormData> rows;
    for (int i = 0; i < members; ++i) {
        FormData row;
        row.set(u"name"_s, names.at(i % names.size())).set(u"relation"_s, relations.at(i % relations.size()));
        row.set(u"citizenNumber"_s, u"6106231988%1%2"_s.arg(i + 1, 4, 10, QChar(u'0')).arg(4210 + i));
        row.set(u"health"_s, u"1"_s).set(u"labour"_s, u"2"_s).set(u"marital"_s, u"已婚"_s);
        row.set(u"employment"_s, i == 2 ? u"5 子长中学"_s : u"4"_s);
        if (i == 1)
            row.set(u"disability"_s, u"肢体二级"_s);
        rows.append(row);
    }
    data.setList(u"household.members"_s, rows);
    data.setList(u"household.obligors"_s,
                 {FormData()
                      .set(u"name"_s, u"薛建国"_s)
                      .set(u"relation"_s, u"长子"_s)
                      .set(u"citizenNumber"_s, u"610623198508124216"_s)
                      .set(u"address"_s, u"延安市宝塔区枣园路 8 号"_s)});
    QList<FormData> materials;
    for (const QString &name : {u"居民身份证"_s, u"居民户口簿（全体共同生活成员页）"_s, u"家庭经济状况核对授权书"_s})
        materials.append(FormData()
                             .set(u"name"_s, name)
                             .set(u"originals"_s, u"1"_s)
                             .set(u"copies"_s, u"1"_s)
                             .setCodes(u"source"_s, {u"new"_s}));
    data.setList(u"materials"_s, materials);
    return data;
}

FormData sampleCard(int number)
{
    FormData data;
    addCase(data);
    data.set(u"case.number"_s, u"610681001-03-2611-%1"_s.arg(number, 4, 10, QChar(u'0')));
    data.set(u"qr"_s, QString(codeText).chopped(4) + u"%1"_s.arg(number, 4, 10, QChar(u'0')));
    data.set(u"applicant.maskedName"_s, u"贺*梅"_s);
    data.set(u"card.missing"_s, u"收入证明，11月30日前"_s);
    QList<FormData> stages;
    for (const QString &name : {u"社区代收"_s, u"街道受理"_s, u"入户核对"_s, u"公示"_s, u"县级确认"_s, u"送达签收"_s})
        stages.append(FormData().set(u"name"_s, name));
    stages.first().set(u"mark"_s, u"11-23 王"_s);
    data.setList(u"stages"_s, stages);
    return data;
}

FormData sampleNotice()
{
    FormData data = sampleApplication();
    data.set(u"notice.number"_s, u"子瓦受〔2026〕0047号"_s).setDate(u"notice.date"_s, QDate(2026, 11, 23));
    data.setDate(u"notice.deadline"_s, QDate(2026, 11, 30)).set(u"notice.contact"_s, u"王建平"_s);
    const auto stage = [](const QString &name, const QString &office, const QString &limit) {
        return FormData().set(u"name"_s, name).set(u"office"_s, office).set(u"limit"_s, limit);
    };
    data.setList(u"stages"_s,
                 {stage(u"街道受理"_s, u"瓦窑堡街道办事处"_s, u"2 个工作日"_s),
                  stage(u"信息核对与入户调查"_s, u"瓦窑堡街道办事处"_s, u"10 个工作日"_s),
                  stage(u"公示"_s, u"齐家湾社区"_s, u"7 天（不计入）"_s),
                  stage(u"县级审核确认"_s, u"子长市民政局"_s, u"10 个工作日"_s),
                  stage(u"送达"_s, u"齐家湾社区"_s, u"3 个工作日"_s)});
    data.setList(u"missing"_s,
                 {FormData()
                      .set(u"name"_s, u"家庭成员收入证明"_s)
                      .setCodes(u"problem"_s, {u"absent"_s})
                      .set(u"requirement"_s, u"近 12 个月工资流水，或者用人单位出具的收入证明，加盖公章"_s)
                      .set(u"deadline"_s, u"2026年11月30日"_s)
                      .set(u"where"_s, u"用人单位或开户银行"_s),
                  FormData()
                      .set(u"name"_s, u"残疾人证（薛𬭚）"_s)
                      .setCodes(u"problem"_s, {u"expired"_s, u"unclear"_s})
                      .set(u"requirement"_s, u"有效期内的证件原件"_s)
                      .set(u"deadline"_s, u"2026年11月30日"_s)
                      .set(u"where"_s, u"子长市残疾人联合会"_s)});
    data.set(u"decision.authority"_s, u"子长市民政局"_s);
    data.set(
        u"decision.facts"_s,
        u"经入户调查和信息核对，你的家庭共同生活成员 3 人，近 12 个月家庭收入合计 38,640.00 元，人均月收入 1,073.33 元。"_s);
    data.set(
        u"decision.article"_s,
        u"《最低生活保障审核确认办法》第四条：共同生活的家庭成员人均收入低于当地最低生活保障标准的，可以申请最低生活保障。"_s);
    data.set(u"decision.reasons"_s,
             u"你的家庭人均月收入高于本市城市最低生活保障标准（每人每月 760 元），不符合确认条件。"_s);
    data.set(u"decision.review"_s, u"子长市人民政府"_s).set(u"decision.court"_s, u"子长市人民法院"_s);
    data.setCodes(u"decision.referrals"_s, {u"临时救助"_s, u"慈善大病救助"_s});
    data.set(u"delivery.office"_s, u"子长市民政局（由齐家湾社区代为送达）"_s).set(u"delivery.way"_s, u"door"_s);
    data.set(u"delivery.place"_s, u"子长市瓦窑堡街道齐家湾社区前街二巷 17 号"_s);
    data.setList(u"delivery.documents"_s,
                 {FormData()
                      .set(u"name"_s, u"最低生活保障不予确认告知书"_s)
                      .set(u"number"_s, u"子民〔2026〕112号"_s)
                      .set(u"copies"_s, u"1"_s)});
    return data;
}

} // namespace shouli::tests
