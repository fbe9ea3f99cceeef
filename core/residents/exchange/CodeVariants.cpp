// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/exchange/CodeVariants.h"

#include <QHash>
#include <QStringList>

#include <algorithm>

namespace shouli::core::residents::exchange::CodeVariants {

namespace {

using F = ResidentField;

struct Row {
    F field;
    int code;
    const char16_t *words; ///< with spaces between
};

// Education: GB/T 4658 has no code for who never went to school: 90. Who is out of work without being registered so
// is "other" (7), not "registered unemployed" (3).
constexpr Row rows[] = {
    {F::Sex, 1, u"男性 男人 M m 先生"},
    {F::Sex, 2, u"女性 女人 F f 女士"},
    {F::Sex, 9, u"未说明 未知 不详"},

    {F::Relation, 2, u"户主本人 家庭主 主"},
    {F::Relation, 10, u"夫妻 爱人"},
    {F::Relation, 11, u"丈夫 之夫 老公"},
    {F::Relation, 12, u"妻子 之妻 老婆"},
    {F::Relation, 20, u"儿子 儿 之子"},
    {F::Relation, 21, u"独子"},
    {F::Relation, 22, u"大儿子 大儿 长男"},
    {F::Relation, 23, u"二儿子 二儿 二子"},
    {F::Relation, 24, u"三儿子 三儿"},
    {F::Relation, 25, u"四儿子"},
    {F::Relation, 27, u"养子 继子"},
    {F::Relation, 28, u"婿"},
    {F::Relation, 30, u"女儿 之女"},
    {F::Relation, 31, u"独女"},
    {F::Relation, 32, u"大女儿 大女"},
    {F::Relation, 33, u"二女儿 二女"},
    {F::Relation, 34, u"三女儿"},
    {F::Relation, 35, u"四女儿"},
    {F::Relation, 37, u"养女 继女"},
    {F::Relation, 38, u"儿媳妇 长媳 次媳 子媳"},
    {F::Relation, 41, u"孙 孙儿 长孙 次孙"},
    {F::Relation, 42, u"长孙女 次孙女"},
    {F::Relation, 43, u"外孙 外孙儿"},
    {F::Relation, 45, u"孙媳 孙媳妇"},
    {F::Relation, 46, u"孙女婿"},
    {F::Relation, 47, u"曾孙 重孙 曾孙子"},
    {F::Relation, 48, u"曾孙女 重孙女"},
    {F::Relation, 51, u"父 爸爸 之父"},
    {F::Relation, 52, u"母 妈妈 之母"},
    {F::Relation, 57, u"继父 养父"},
    {F::Relation, 58, u"继母 养母"},
    {F::Relation, 61, u"爷爷 祖父"},
    {F::Relation, 62, u"奶奶 祖母"},
    {F::Relation, 63, u"外公 姥爷 外祖父"},
    {F::Relation, 64, u"外婆 姥姥 外祖母"},
    {F::Relation, 70, u"兄弟 姐妹"},
    {F::Relation, 71, u"哥哥 哥 长兄"},
    {F::Relation, 72, u"嫂子 嫂嫂"},
    {F::Relation, 73, u"弟弟"},
    {F::Relation, 74, u"弟妹 弟媳妇"},
    {F::Relation, 75, u"姐 姊"},
    {F::Relation, 77, u"妹"},
    {F::Relation, 93, u"侄儿 侄"},
    {F::Relation, 97, u"其它亲属 亲属"},
    {F::Relation, 99, u"非亲属关系 无亲属关系 其他非亲属"},

    {F::Education, 90, u"文盲 半文盲 文盲或半文盲 未上学 学龄前 学龄前儿童 不识字 幼儿园 未入学 无学历"},
    {F::Education, 80, u"小学"},
    {F::Education, 70, u"初中 中学 初级中学"},
    {F::Education, 60, u"高中 普通高中"},
    {F::Education, 41, u"中专 中等专业学校 中师"},
    {F::Education, 44, u"职高 职中 职业高中 职业中学"},
    {F::Education, 47, u"技校 技工学校 中技"},
    {F::Education, 30, u"大专 专科 大学专科 高职"},
    {F::Education, 20, u"本科 大学 大学本科 大本"},
    {F::Education, 10, u"研究生"},
    {F::Education, 14, u"硕士 硕士研究生"},
    {F::Education, 11, u"博士 博士研究生"},

    {F::Political, 1, u"党员 共产党员 中国共产党党员"},
    {F::Political, 2, u"预备党员 中国共产党预备党员"},
    {F::Political, 3, u"团员 共青团 中国共产主义青年团团员"},
    {F::Political, 12, u"无党派 无党派民主人士"},
    {F::Political, 13, u"群众（现称普通公民） 普通公民 公民 少先队员 群 一般群众"},

    {F::Marital, 10, u"单身 未 未结婚"},
    {F::Marital, 20, u"结婚 有配偶 已 已结婚"},
    {F::Marital, 30, u"丧偶未再婚 丧"},
    {F::Marital, 40, u"离异 离 离婚未再婚"},
    {F::Marital, 90, u"未说明"},

    {F::HukouKind, 1, u"居民 居民户口 居民户 统一居民户口 家庭户 居民家庭户 居民家庭户口"},
    {F::HukouKind, 2, u"非农 非农业 非农业户口 城镇 城市 城镇户口 非农业家庭户口 非农户口 非农业家庭户"},
    {F::HukouKind, 3, u"农业 农 农业户口 农村 农村户口 农业家庭户口 农户 农业家庭户"},
    {F::HukouKind, 4, u"集体 集体户"},
    {F::HukouKind, 5, u"待定"},

    {F::WorkStatus, 1, u"上班 工作 已就业 就业 在岗"},
    {F::WorkStatus, 2, u"自由职业 个体 打工 务工 个体经营 外出务工"},
    {F::WorkStatus, 3, u"失业"},
    {F::WorkStatus, 4, u"农民 种地 种田"},
    {F::WorkStatus, 5, u"学生 上学 在读 在校"},
    {F::WorkStatus, 6, u"退休 离休 离退休人员"},
    {F::WorkStatus, 7, u"无业 待业 其它"},

    {F::ResidenceStatus, 1, u"常住 户在人在 人在户在 本地常住"},
    {F::ResidenceStatus, 2, u"流入 租住 外来 流动人口 寄住"},
    {F::ResidenceStatus, 3, u"外出 流出 外出务工 人不在户在"},
    {F::ResidenceStatus, 4, u"空挂"},
    {F::ResidenceStatus, 8, u"已故 去世 已死亡 亡故"},
    {F::ResidenceStatus, 9, u"已迁出"},

    {F::DocumentType, 10, u"身份证 二代身份证 第二代居民身份证 二代证 居民身份证（户口簿）"},
    {F::DocumentType, 12, u"户口簿 户口本"},
    {F::DocumentType, 13, u"出生证 出生证明 出生医学证"},
    {F::DocumentType, 99, u"无 无证件 无证"},
};

struct Key {
    F field;
    QString word;

    bool operator==(const Key &) const = default;
    friend size_t qHash(const Key &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, static_cast<int>(key.field), key.word);
    }
};

const QHash<Key, int> &variants()
{
    static const QHash<Key, int> all = [] {
        QHash<Key, int> made;
        for (const Row &row : rows) {
            const QStringList words = QString::fromUtf16(row.words).split(u' ');
            for (const QString &word : words)
                made.insert({row.field, word}, row.code);
        }
        return made;
    }();
    return all;
}

/// Whether the list has that very name.
template <class C>
bool isName(const QString &word)
{
    const auto &entries = codeList(C::system);
    return std::any_of(entries.begin(), entries.end(), [&](const CodeEntry &entry) { return entry.name == word; });
}

/// 01-汉族, 02 户主: code and word together; the word says it.
QString withoutCode(const QString &cell)
{
    qsizetype at = 0;
    while (at < cell.size() && cell.at(at) >= u'0' && cell.at(at) <= u'9')
        ++at;
    if (at == 0 || at > 3 || at == cell.size())
        return cell;
    while (at < cell.size() && QStringView(u"-.、:： _").contains(cell.at(at)))
        ++at;
    return cell.mid(at);
}

} // namespace

QString typed(ResidentField field, const QString &cell)
{
    switch (field) {
    case F::Sex:
    case F::Relation:
    case F::Education:
    case F::Political:
    case F::Marital:
    case F::HukouKind:
    case F::WorkStatus:
    case F::ResidenceStatus:
    case F::DocumentType:
    case F::Ethnic:
        break;
    case F::HukouRural:
        return cell == u"是" || cell == u"农村" || cell == u"乡村" || cell == u"1" ? QStringLiteral("1") : QString();
    default:
        return cell;
    }
    QString word = cell;
    word.remove(u' ').remove(QChar(0x3000));
    word = withoutCode(word);
    if (field == F::Ethnic && !isName<EthnicCode>(word) && isName<EthnicCode>(word + u'族'))
        return word + u'族';
    if (field == F::Sex && (word == u"男" || word == u"女"))
        return word;
    const auto known = variants().constFind({field, word});
    if (known == variants().constEnd())
        return word;
    return QString::number(*known);
}

bool isNothing(ResidentField field, const QString &cell)
{
    if (field == F::Name || field == F::DocumentType || field == F::Remark)
        return cell.isEmpty();
    static const QStringList words{QString(),
                                   QStringLiteral("无"),
                                   QStringLiteral("-"),
                                   QStringLiteral("--"),
                                   QStringLiteral("—"),
                                   QStringLiteral("——"),
                                   QStringLiteral("/"),
                                   QStringLiteral("\\"),
                                   QStringLiteral("不详"),
                                   QStringLiteral("未知"),
                                   QStringLiteral("暂无"),
                                   QStringLiteral("空")};
    return words.contains(cell) && !(field == F::Sex && cell == u"不详");
}

} // namespace shouli::core::residents::exchange::CodeVariants
