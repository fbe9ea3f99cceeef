// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/Code.h"

#include <span>

namespace shouli::core::residents {

namespace {

struct Row {
    int value;
    const char16_t *name;
};

constexpr Row maritalRows[] = {
    {10, u"未婚"}, {20, u"已婚"}, {21, u"初婚"}, {22, u"再婚"},
    {23, u"复婚"}, {30, u"丧偶"}, {40, u"离婚"}, {90, u"未说明的婚姻状况"},
};

constexpr Row ethnicRows[] = {
    {1, u"汉族"},        {2, u"蒙古族"},
    {3, u"回族"},        {4, u"藏族"},
    {5, u"维吾尔族"},    {6, u"苗族"},
    {7, u"彝族"},        {8, u"壮族"},
    {9, u"布依族"},      {10, u"朝鲜族"},
    {11, u"满族"},       {12, u"侗族"},
    {13, u"瑶族"},       {14, u"白族"},
    {15, u"土家族"},     {16, u"哈尼族"},
    {17, u"哈萨克族"},   {18, u"傣族"},
    {19, u"黎族"},       {20, u"傈僳族"},
    {21, u"佤族"},       {22, u"畲族"},
    {23, u"高山族"},     {24, u"拉祜族"},
    {25, u"水族"},       {26, u"东乡族"},
    {27, u"纳西族"},     {28, u"景颇族"},
    {29, u"柯尔克孜族"}, {30, u"土族"},
    {31, u"达斡尔族"},   {32, u"仫佬族"},
    {33, u"羌族"},       {34, u"布朗族"},
    {35, u"撒拉族"},     {36, u"毛南族"},
    {37, u"仡佬族"},     {38, u"锡伯族"},
    {39, u"阿昌族"},     {40, u"普米族"},
    {41, u"塔吉克族"},   {42, u"怒族"},
    {43, u"乌孜别克族"}, {44, u"俄罗斯族"},
    {45, u"鄂温克族"},   {46, u"德昂族"},
    {47, u"保安族"},     {48, u"裕固族"},
    {49, u"京族"},       {50, u"塔塔尔族"},
    {51, u"独龙族"},     {52, u"鄂伦春族"},
    {53, u"赫哲族"},     {54, u"门巴族"},
    {55, u"珞巴族"},     {56, u"基诺族"},
    {97, u"其他"},       {98, u"外国血统中国籍人士"},
};

constexpr Row relationRows[] = {
    {1, u"本人"},
    {2, u"户主"},
    {10, u"配偶"},
    {11, u"夫"},
    {12, u"妻"},
    {20, u"子"},
    {21, u"独生子"},
    {22, u"长子"},
    {23, u"次子"},
    {24, u"三子"},
    {25, u"四子"},
    {26, u"五子"},
    {27, u"养子或继子"},
    {28, u"女婿"},
    {29, u"其他儿子"},
    {30, u"女"},
    {31, u"独生女"},
    {32, u"长女"},
    {33, u"次女"},
    {34, u"三女"},
    {35, u"四女"},
    {36, u"五女"},
    {37, u"养女或继女"},
    {38, u"儿媳"},
    {39, u"其他女儿"},
    {40, u"孙子、孙女或外孙子、外孙女"},
    {41, u"孙子"},
    {42, u"孙女"},
    {43, u"外孙子"},
    {44, u"外孙女"},
    {45, u"孙媳妇或外孙媳妇"},
    {46, u"孙女婿或外孙女婿"},
    {47, u"曾孙子或外曾孙子"},
    {48, u"曾孙女或外曾孙女"},
    {49, u"其他孙辈"},
    {50, u"父母"},
    {51, u"父亲"},
    {52, u"母亲"},
    {53, u"公公"},
    {54, u"婆婆"},
    {55, u"岳父"},
    {56, u"岳母"},
    {57, u"继父或养父"},
    {58, u"继母或养母"},
    {59, u"其他父母关系"},
    {60, u"祖父母或外祖父母"},
    {61, u"祖父"},
    {62, u"祖母"},
    {63, u"外祖父"},
    {64, u"外祖母"},
    {65, u"配偶的祖父母或外祖父母"},
    {66, u"曾祖父"},
    {67, u"曾祖母"},
    {68, u"配偶的曾祖父母或外曾祖父母"},
    {69, u"其他祖辈关系"},
    {70, u"兄弟姐妹"},
    {71, u"兄"},
    {72, u"嫂"},
    {73, u"弟"},
    {74, u"弟媳"},
    {75, u"姐姐"},
    {76, u"姐夫"},
    {77, u"妹妹"},
    {78, u"妹夫"},
    {79, u"其他兄弟姐妹"},
    {80, u"其他"},
    {81, u"伯父"},
    {82, u"伯母"},
    {83, u"叔父"},
    {84, u"婶母"},
    {85, u"舅父"},
    {86, u"舅母"},
    {87, u"姨父"},
    {88, u"姨母"},
    {89, u"姑父"},
    {90, u"姑母"},
    {91, u"堂兄弟、堂姐妹"},
    {92, u"表兄弟、表姐妹"},
    {93, u"侄子"},
    {94, u"侄女"},
    {95, u"外甥"},
    {96, u"外甥女"},
    {97, u"其他亲属"},
    {99, u"非亲属"},
};

constexpr Row educationRows[] = {
    {10, u"研究生教育"},     {11, u"博士研究生毕业"},   {12, u"博士研究生结业"}, {13, u"博士研究生肄业"},
    {14, u"硕士研究生毕业"}, {15, u"硕士研究生结业"},   {16, u"硕士研究生肄业"}, {17, u"研究生班毕业"},
    {18, u"研究生班结业"},   {19, u"研究生班肄业"},     {20, u"大学本科教育"},   {21, u"大学本科毕业"},
    {22, u"大学本科结业"},   {23, u"大学本科肄业"},     {28, u"大学普通班毕业"}, {30, u"大学专科教育"},
    {31, u"大学专科毕业"},   {32, u"大学专科结业"},     {33, u"大学专科肄业"},   {40, u"中等职业教育"},
    {41, u"中等专科毕业"},   {42, u"中等专科结业"},     {43, u"中等专科肄业"},   {44, u"职业高中毕业"},
    {45, u"职业高中结业"},   {46, u"职业高中肄业"},     {47, u"技工学校毕业"},   {48, u"技工学校结业"},
    {49, u"技工学校肄业"},   {60, u"普通高级中学教育"}, {61, u"普通高中毕业"},   {62, u"普通高中结业"},
    {63, u"普通高中肄业"},   {70, u"初级中学教育"},     {71, u"初中毕业"},       {73, u"初中肄业"},
    {80, u"小学教育"},       {81, u"小学毕业"},         {83, u"小学肄业"},       {90, u"其他"},
};

constexpr Row politicalRows[] = {
    {1, u"中共党员"},  {2, u"中共预备党员"}, {3, u"共青团员"},   {4, u"民革党员"},   {5, u"民盟盟员"},
    {6, u"民建会员"},  {7, u"民进会员"},     {8, u"农工党党员"}, {9, u"致公党党员"}, {10, u"九三学社社员"},
    {11, u"台盟盟员"}, {12, u"无党派人士"},  {13, u"群众"},
};

constexpr Row disabilityCategoryRows[] = {
    {1, u"视力"}, {2, u"听力"}, {3, u"言语"}, {4, u"肢体"}, {5, u"智力"}, {6, u"精神"}, {7, u"多重"},
};

constexpr Row disabilityLevelRows[] = {
    {1, u"一级"},
    {2, u"二级"},
    {3, u"三级"},
    {4, u"四级"},
};

constexpr Row documentTypeRows[] = {
    {10, u"居民身份证"},
    {11, u"临时居民身份证"},
    {12, u"居民户口簿"},
    {13, u"出生医学证明"},
    {20, u"港澳居民居住证"},
    {21, u"台湾居民居住证"},
    {22, u"港澳居民来往内地通行证"},
    {23, u"台湾居民来往大陆通行证"},
    {30, u"外国人永久居留身份证"},
    {31, u"护照"},
    {40, u"军官证"},
    {41, u"士兵证"},
    {42, u"残疾军人证"},
    {50, u"残疾人证"},
    {90, u"其他"},
    {99, u"无证件（待补）"},
};

constexpr Row hukouKindRows[] = {
    {1, u"居民户口（统一登记）"},
    {2, u"非农业家庭户口（旧）"},
    {3, u"农业家庭户口（旧）"},
    {4, u"集体户口"},
    {5, u"户口待定"},
    {9, u"未说明"},
};

constexpr Row residenceStatusRows[] = {
    {1, u"人户一致"}, {2, u"人在户不在"}, {3, u"户在人不在"}, {4, u"空挂户"}, {8, u"死亡"}, {9, u"迁出"},
};

constexpr Row workStatusRows[] = {
    {1, u"在职"}, {2, u"灵活就业"}, {3, u"登记失业"}, {4, u"务农"}, {5, u"在校学生"}, {6, u"离退休"}, {7, u"其他"},
};

std::span<const Row> rowsOf(CodeSystem system)
{
    switch (system) {
    case CodeSystem::Marital:
        return maritalRows;
    case CodeSystem::Ethnic:
        return ethnicRows;
    case CodeSystem::Relation:
        return relationRows;
    case CodeSystem::Education:
        return educationRows;
    case CodeSystem::Political:
        return politicalRows;
    case CodeSystem::DisabilityCategory:
        return disabilityCategoryRows;
    case CodeSystem::DisabilityLevel:
        return disabilityLevelRows;
    case CodeSystem::DocumentType:
        return documentTypeRows;
    case CodeSystem::HukouKind:
        return hukouKindRows;
    case CodeSystem::ResidenceStatus:
        return residenceStatusRows;
    case CodeSystem::WorkStatus:
        return workStatusRows;
    }
    Q_UNREACHABLE();
}

QList<CodeEntry> make(CodeSystem system)
{
    QList<CodeEntry> entries;
    for (const Row &row : rowsOf(system))
        entries.append({row.value, detail::codeText(system, row.value), QString::fromUtf16(row.name)});
    return entries;
}

} // namespace

const QList<CodeEntry> &codeList(CodeSystem system)
{
    static const QList<QList<CodeEntry>> lists = [] {
        QList<QList<CodeEntry>> all;
        for (int i = 0; i <= static_cast<int>(CodeSystem::WorkStatus); ++i)
            all.append(make(static_cast<CodeSystem>(i)));
        return all;
    }();
    return lists.at(static_cast<int>(system));
}

int codeWidth(CodeSystem system)
{
    switch (system) {
    case CodeSystem::DisabilityCategory:
    case CodeSystem::DisabilityLevel:
    case CodeSystem::HukouKind:
    case CodeSystem::ResidenceStatus:
    case CodeSystem::WorkStatus:
        return 1;
    case CodeSystem::Marital:
    case CodeSystem::Ethnic:
    case CodeSystem::Relation:
    case CodeSystem::Education:
    case CodeSystem::Political:
    case CodeSystem::DocumentType:
        return 2;
    }
    Q_UNREACHABLE();
}

namespace detail {

int parseCode(CodeSystem system, const QString &text)
{
    const QString digits = text.trimmed();
    if (digits.isEmpty() || digits.size() > codeWidth(system))
        return -1;
    bool ok = false;
    const int value = digits.toInt(&ok);
    return ok && value >= 0 ? value : -1;
}

QString codeText(CodeSystem system, int value)
{
    return QStringLiteral("%1").arg(value, codeWidth(system), 10, QChar(u'0'));
}

QString codeName(CodeSystem system, int value)
{
    for (const Row &row : rowsOf(system)) {
        if (row.value == value)
            return QString::fromUtf16(row.name);
    }
    return codeText(system, value);
}

} // namespace detail

} // namespace shouli::core::residents
