// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/ColumnMap.h"

#include <QHash>

#include <algorithm>

namespace shouli::core::residents::exchange {

namespace {

using F = ResidentField;
using Kind = Target::Kind;

struct Row {
    Target target;
    const char16_t *names; ///< with spaces between; the first is what an export writes
};

/// VerifiedOn is not here: only a person who checked a record can say so. Nor are ties to other persons.
constexpr Row rows[] = {
    {Target::of(F::Name), u"姓名 名字 居民姓名 人员姓名 家庭成员姓名 成员姓名 公民姓名 户籍人员姓名"},
    {Target::of(F::DocumentNumber),
     u"公民身份号码 身份证号 身份证号码 身份证 公民身份证号码 公民身份证号 居民身份证号 居民身份证号码 证件号码 证件号 "
     u"身份号码 "
     u"有效证件号码 身份证件号码 本人身份证号"},
    {Target::of(F::Sex), u"性别"},
    {Target::of(F::BirthDate), u"出生日期 出生年月 出生年月日 生日 出生时间"},
    {Target::of(F::Ethnic), u"民族"},
    {Target::of(F::FormerName), u"曾用名"},
    {Target::of(F::SmallName), u"小名 乳名 别名 绰号"},
    {Target::of(F::DocumentType), u"证件类型 证件种类 证件名称 身份证件类型"},
    {Target::of(F::DocumentValidTo), u"证件有效期至 证件有效期 身份证有效期 有效期截止日期 证件到期日期 有效期限"},
    {{Kind::HouseholdNumber, F::Name}, u"户号 户籍编号 家庭编号 户编号 户口簿号 户口本编号 家庭户号"},
    {Target::of(F::Relation), u"与户主关系 户主关系 与户主的关系 家庭关系 关系 与户主之关系"},
    {{Kind::HeadName, F::Name}, u"户主姓名 户主 户主名 户主名称"},
    {{Kind::HeadNumber, F::Name}, u"户主身份证号 户主公民身份号码 户主身份证号码 户主证件号码 户主身份证"},
    {Target::of(F::HukouKind), u"户口性质 户籍性质 户口类别 户口类型 户别 户籍类型 户籍类别 户口所在地性质"},
    {Target::of(F::HukouAddress), u"户籍地址 户籍地 户口所在地 户籍所在地 户口地址 户籍住址 户籍详细地址 户籍地详址"},
    {Target::of(F::HukouDivision), u"户籍地区划代码 户籍地行政区划代码 户籍行政区划代码"},
    {Target::of(F::HukouRural), u"是否农村户籍 户籍地城乡分类"},
    {Target::of(F::LivingAddress),
     u"现住址 居住地址 现居住地 现居住地址 家庭住址 住址 地址 实际居住地 常住地址 现住地址 居住地 家庭地址 联系地址 "
     u"详细地址 现居地"},
    {Target::of(F::LivingDivision), u"居住地区划代码 现住地区划代码 行政区划代码 居住地行政区划代码"},
    {Target::of(F::ResidenceStatus), u"人户状态 居住状态 人口状态 人员状态 在住状态 人户情况 人口类型 居住情况"},
    {Target::of(F::AwayPlace), u"外出地址 外出地点 外出地 务工地点 流向 外出去向"},
    {Target::of(F::Phone), u"联系电话 手机号 手机号码 电话 电话号码 手机 联系方式 联系号码 本人电话 移动电话"},
    {Target::of(F::OtherPhone), u"其他电话 备用电话 固定电话 家庭电话 座机 其他联系电话 紧急联系电话 第二联系电话"},
    {Target::of(F::PhoneNote), u"电话备注 电话归属 联系人 电话机主"},
    {Target::of(F::Marital), u"婚姻状况 婚姻 婚否 婚姻状态 婚姻情况"},
    {Target::of(F::Education), u"文化程度 学历 受教育程度 教育程度 最高学历"},
    {Target::of(F::Political), u"政治面貌"},
    {Target::of(F::WorkStatus), u"就业状况 就业状态 就业情况 从业状况 职业状况"},
    {Target::of(F::WorkPlace), u"工作单位 单位 就读学校 工作单位或学校 从业单位 服务处所 工作单位学校 学校"},
    {Target::of(F::BankName), u"开户银行 开户行 银行 银行名称"},
    {Target::of(F::BankAccount), u"银行账号 银行卡号 账号 银行账户 一卡通账号 社保卡银行账号 卡号 惠农一卡通账号"},
    {Target::of(F::DeceasedOn), u"死亡日期 去世日期 死亡时间 去世时间"},
    {Target::of(F::MovedOutOn), u"迁出日期 迁出时间"},
    {Target::of(F::Grid), u"网格编号 所属网格 网格 网格编码 网格代码 网格号"},
    {Target::of(F::Remark), u"备注 说明 附注"},
};

/// Without what offices put around headings: spaces, line breaks, asterisks, remarks in brackets, colons.
QString plain(const QString &heading)
{
    QString text;
    int bracket = 0;
    for (const QChar c : heading.normalized(QString::NormalizationForm_KC)) {
        if (c == u'(' || c == u'[' || c == u'【' || c == u'<' || c == u'《')
            ++bracket;
        else if (c == u')' || c == u']' || c == u'】' || c == u'>' || c == u'》')
            bracket = std::max(0, bracket - 1);
        else if (bracket == 0 && c.isLetterOrNumber())
            text += c;
    }
    return text;
}

const QHash<QString, Target> &names()
{
    static const QHash<QString, Target> all = [] {
        QHash<QString, Target> made;
        for (const Row &row : rows) {
            const QStringList words = QString::fromUtf16(row.names).split(u' ');
            for (const QString &word : words)
                made.insert(word, row.target);
        }
        return made;
    }();
    return all;
}

} // namespace

ColumnMap ColumnMap::guess(const QStringList &headings)
{
    ColumnMap map;
    for (const QString &heading : headings) {
        const Target target = names().value(plain(heading));
        const bool taken = target.kind == Kind::Ignored || map.columnOf(target);
        map.m_targets.append(taken ? Target() : target);
    }
    return map;
}

QList<Target> ColumnMap::choices()
{
    QList<Target> all{Target()};
    for (const Row &row : rows)
        all.append(row.target);
    return all;
}

QString ColumnMap::heading(const Target &target)
{
    for (const Row &row : rows) {
        if (row.target == target)
            return QString::fromUtf16(row.names).section(u' ', 0, 0);
    }
    return {};
}

void ColumnMap::set(qsizetype column, const Target &target)
{
    while (m_targets.size() <= column)
        m_targets.append(Target());
    if (const auto before = columnOf(target); before && target.kind != Kind::Ignored)
        m_targets[*before] = Target();
    m_targets[column] = target;
}

std::optional<qsizetype> ColumnMap::columnOf(const Target &target) const
{
    const qsizetype at = m_targets.indexOf(target);
    return at < 0 ? std::nullopt : std::optional(at);
}

int ColumnMap::recognised() const
{
    return static_cast<int>(std::count_if(m_targets.begin(), m_targets.end(),
                                          [](const Target &target) { return target.kind != Kind::Ignored; }));
}

QString ColumnMap::toString() const
{
    QStringList parts;
    for (const Target &target : m_targets)
        parts.append(target.kind == Kind::Field ? QStringLiteral("f%1").arg(static_cast<int>(target.field))
                                                : QStringLiteral("k%1").arg(static_cast<int>(target.kind)));
    return parts.join(u' ');
}

} // namespace shouli::core::residents::exchange
