// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/residents/search/AddressText.h"

#include "core/residents/search/NameText.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace shouli::core::residents::search {

namespace {

using namespace std::string_view_literals;

constexpr std::u16string_view chineseDigits = u"〇一二三四五六七八九";

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// 0 to 9; 两 is 2, 零 is 0.
std::optional<int> chineseDigit(QChar c)
{
    if (c == u'零')
        return 0;
    if (c == u'两')
        return 2;
    const auto at = chineseDigits.find(c.unicode());
    return at == std::u16string_view::npos ? std::nullopt : std::optional(static_cast<int>(at));
}

bool isChineseNumber(QChar c)
{
    return chineseDigit(c) || c == u'十' || c == u'百';
}

/// What is counted in an address: after these a number is a number and not part of a name (十里铺).
bool isUnit(QChar c)
{
    constexpr std::u16string_view units = u"组排号栋幢楼单室层队户孔院";
    return units.find(c.unicode()) != std::u16string_view::npos;
}

/// 十二 as 12, 二〇一 as 201, 一百零三 as 103.
QString asDigits(QStringView number)
{
    if (!number.contains(u'十') && !number.contains(u'百')) {
        QString digits;
        for (const QChar c : number)
            digits += QString::number(chineseDigit(c).value_or(0));
        return digits;
    }
    int value = 0;
    int digit = -1;
    for (const QChar c : number) {
        if (const auto one = chineseDigit(c)) {
            digit = *one;
        } else {
            value += (c == u'十' ? 10 : 100) * (digit < 0 ? 1 : digit);
            digit = -1;
        }
    }
    return QString::number(value + std::max(0, digit));
}

/// One way to write it.
QString normal(const QString &address)
{
    const QString folded = NameText::folded(address);
    QString text;
    text.reserve(folded.size());
    for (qsizetype i = 0; i < folded.size();) {
        const QChar c = folded.at(i);
        qsizetype end = i;
        while (end < folded.size() && isChineseNumber(folded.at(end)))
            ++end;
        if (end > i && end < folded.size() && isUnit(folded.at(end))) {
            text += asDigits(QStringView(folded).sliced(i, end - i));
            i = end;
            continue;
        }
        if (c == u'#') {
            if (!text.isEmpty() && isDigit(text.back()))
                text += u'号';
        } else if (!c.isSpace() && c != u',' && c != u'，' && c != u'·') {
            text += c;
        }
        ++i;
    }
    return text;
}

/// How places end, the longer before what it begins with. `kept` of its characters count: 村委会 is the 村.
struct Ending {
    std::u16string_view text;
    qsizetype kept;
    bool above = false; ///< province, prefecture, county: left out
};
constexpr std::array endings = {
    Ending{u"街道办事处"sv, 2},   Ending{u"街道"sv, 2},         Ending{u"镇"sv, 1},       Ending{u"乡"sv, 1},
    Ending{u"社区居委会"sv, 2},   Ending{u"社区"sv, 2},         Ending{u"居委会"sv, 0},   Ending{u"村委会"sv, 1},
    Ending{u"村"sv, 1},           Ending{u"小区"sv, 2},         Ending{u"家属院"sv, 3},   Ending{u"大街"sv, 2},
    Ending{u"路"sv, 1},           Ending{u"街"sv, 1},           Ending{u"巷"sv, 1},       Ending{u"省"sv, 1, true},
    Ending{u"自治区"sv, 3, true}, Ending{u"自治州"sv, 3, true}, Ending{u"市"sv, 1, true}, Ending{u"县"sv, 1, true},
};

/// Behind which an ending is part of a longer name: 迎宾路社区, 县医院, 中心市场.
bool goesOn(const Ending &ending, QStringView after)
{
    constexpr std::array longer = {u"社区"sv, u"小区"sv, u"村"sv, u"居委"sv, u"家属院"sv};
    constexpr std::u16string_view aboveNot = u"场民政里城医委区";
    if (after.isEmpty())
        return false;
    if (ending.above)
        return aboveNot.find(after.front().unicode()) != std::u16string_view::npos;
    return ending.kept == 1
        && std::any_of(longer.begin(), longer.end(), [&](std::u16string_view one) { return after.startsWith(one); });
}

const Ending *endingAt(QStringView rest)
{
    for (const Ending &ending : endings) {
        if (rest.front() == ending.text.front() && rest.startsWith(ending.text))
            return goesOn(ending, rest.sliced(static_cast<qsizetype>(ending.text.size()))) ? nullptr : &ending;
    }
    return nullptr;
}

} // namespace

AddressText AddressText::cut(const QString &address)
{
    const QString text = normal(address);
    AddressText parts;
    qsizetype begin = 0;
    qsizetype at = 0;
    for (; at < text.size() && !isDigit(text.at(at)); ++at) {
        if (at == begin)
            continue; // a place has a name before its ending
        const Ending *ending = endingAt(QStringView(text).sliced(at));
        if (ending == nullptr)
            continue;
        if (!ending->above || !parts.places.isEmpty()) {
            const QString place = text.mid(begin, at - begin + ending->kept);
            if (place.size() > 1)
                parts.places.append(place);
        } else if (at - begin < 2) {
            continue; // 城市花园
        }
        begin = at + static_cast<qsizetype>(ending->text.size());
        at = begin - 1;
    }
    if (at - begin > 1)
        parts.places.append(text.mid(begin, at - begin));
    parts.numbers = text.mid(at);
    // a hamlet behind the group: 5组李家沟
    for (qsizetype i = 0; i < parts.numbers.size();) {
        qsizetype end = i;
        while (end < parts.numbers.size() && parts.numbers.at(end).unicode() > 0x2FFF && !isUnit(parts.numbers.at(end)))
            ++end;
        if (end - i > 1)
            parts.places.append(parts.numbers.mid(i, end - i));
        i = end + 1;
    }
    return parts;
}

bool AddressText::hasNumbers(const QString &numbers, const QString &typed)
{
    for (qsizetype at = numbers.indexOf(typed); at >= 0; at = numbers.indexOf(typed, at + 1)) {
        if (at == 0 || !isDigit(numbers.at(at - 1)) || !isDigit(typed.front()))
            return true;
    }
    return typed.isEmpty();
}

} // namespace shouli::core::residents::search
