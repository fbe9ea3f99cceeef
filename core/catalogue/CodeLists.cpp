// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalogue/CodeLists.h"

#include <algorithm>

namespace shouli::core::catalogue {

using base::ErrorCode;
using base::failure;
using base::JsonPlace;
using base::LocalText;
using base::Result;

namespace {

const auto supportedFormat = QStringLiteral("shouli-codes/1");

CodeList readList(const JsonPlace &place)
{
    CodeList list{place.text(u"id"), place.local(u"name"), place.textOr(u"standard"), {}};
    QSet<QString> known;
    for (const JsonPlace &from : place.objects(u"codes")) {
        const Code code{from.text(u"code"),
                        {from.text(u"zh"), from.text(u"en")},
                        from.textOr(u"letters"),
                        from.textOr(u"group"),
                        from.flag(u"offered", true)};
        from.done();
        if (known.contains(code.code))
            from.fail(QStringLiteral("a second \"%1\"").arg(code.code));
        known.insert(code.code);
        list.codes.push_back(code);
    }
    if (list.codes.empty())
        place.fail(QStringLiteral("no codes"));
    place.done();
    return list;
}

} // namespace

const Code *CodeList::find(const QString &code) const
{
    const auto found = std::find_if(codes.begin(), codes.end(), [&](const Code &c) { return c.code == code; });
    return found == codes.end() ? nullptr : &*found;
}

LocalText CodeList::nameOf(const QString &code) const
{
    const Code *found = find(code);
    return found ? found->name : LocalText{code, code};
}

std::vector<const Code *> CodeList::offered() const
{
    std::vector<const Code *> some;
    for (const Code &code : codes) {
        if (code.offered)
            some.push_back(&code);
    }
    return some;
}

std::vector<const Code *> CodeList::within(const QString &group) const
{
    std::vector<const Code *> some;
    for (const Code &code : codes) {
        if (code.group == group)
            some.push_back(&code);
    }
    return some;
}

Result<CodeLists> CodeLists::load(const QString &file)
{
    const JsonPlace root = JsonPlace::read(file, ErrorCode::CatalogueDamaged);
    if (const QString format = root.text(u"format"); root.sound() && format != supportedFormat)
        return failure(ErrorCode::Unsupported, QStringLiteral("%1: format %2").arg(file, format));
    CodeLists all;
    for (const JsonPlace &place : root.objects(u"lists")) {
        const CodeList list = readList(place);
        if (all.list(list.id))
            place.fail(QStringLiteral("a second list \"%1\"").arg(list.id));
        all.m_lists.push_back(list);
    }
    root.done();
    SHOULI_CHECK(root.problem());
    return all;
}

const CodeList *CodeLists::list(const QString &id) const
{
    const auto found = std::find_if(m_lists.begin(), m_lists.end(),
                                    [&](const CodeList &list) { return list.id == id; });
    return found == m_lists.end() ? nullptr : &*found;
}

LocalText CodeLists::name(const QString &id, const QString &code) const
{
    const CodeList *found = list(id);
    return found ? found->nameOf(code) : LocalText{code, code};
}

} // namespace shouli::core::catalogue
