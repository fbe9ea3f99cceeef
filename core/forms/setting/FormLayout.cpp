// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/setting/FormLayout.h"

#include <QStringList>

#include <algorithm>

namespace shouli::core::forms::setting {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::Result;

namespace {

bool wanted(const FormBlock &block, const FormScope &scope)
{
    return (block.when.isEmpty() || scope.holds(block.when)) && (block.unless.isEmpty() || !scope.holds(block.unless));
}

/// Words of the annex, which no template writes.
FormPart ownWords(const QString &text, const QString &style, Qt::Alignment align)
{
    FormPart part;
    part.text = TextTemplate::fixed(text);
    part.style = style;
    part.align = align | Qt::AlignTop;
    return part;
}

QString listed(const QSet<char32_t> &characters)
{
    QList<char32_t> sorted(characters.begin(), characters.end());
    std::sort(sorted.begin(), sorted.end());
    QStringList texts;
    for (const char32_t c : std::as_const(sorted))
        texts.append(u"%1 U+%2"_s.arg(QString::fromUcs4(&c, 1), QString::number(c, 16).toUpper()));
    return texts.join(u", "_s);
}

} // namespace

FormLayout::FormLayout(const FormTemplate &form, const cards::QrImage *code, FontBook &fonts)
    : m_form(form)
    , m_code(code)
    , m_fonts(fonts)
    , m_setter(fonts, form)
    , m_flow{form, {}, 0, true}
    , m_tables(m_flow, m_setter, code)
{
}

Result<FormPages> FormLayout::run(const FormScope &scope)
{
    (void)m_fonts.takeMissing(); // what an earlier, failed run left
    m_flow.pages.id = m_form.id;
    m_flow.pages.title = m_form.title;
    const QStringList slips = m_form.slips.isEmpty() ? QStringList{QString()} : m_form.slips;
    for (const QString &slip : slips)
        SHOULI_CHECK(placeSlip(scope.with(FormData().set(u"print.slip"_s, slip))));
    const QSet<char32_t> missing = m_fonts.takeMissing();
    if (!missing.isEmpty())
        return base::failure(ErrorCode::FontMissing, listed(missing));
    return std::move(m_flow.pages);
}

Result<void> FormLayout::placeSlip(const FormScope &scope)
{
    const std::size_t first = m_flow.pages.pages.size();
    m_flow.newPage(false);
    for (const FormBlock &block : m_form.body) {
        if (wanted(block, scope))
            SHOULI_CHECK(placeBlock(block, scope));
    }
    SHOULI_CHECK(placeAnnex(scope));
    return placeFixtures(first, scope);
}

Result<void> FormLayout::placeBlock(const FormBlock &block, const FormScope &scope)
{
    if (!m_flow.blank || m_flow.pages.pages.size() == 1)
        m_flow.y += block.before;
    switch (block.kind) {
    case FormBlock::Kind::Words:
        SHOULI_CHECK(placeWords(block.words, scope, block.left, block.width));
        break;
    case FormBlock::Kind::Table:
        SHOULI_CHECK(m_tables.place(block, scope));
        break;
    case FormBlock::Kind::Band:
        SHOULI_CHECK(m_tables.placeBand(block, scope));
        break;
    case FormBlock::Kind::Gap:
        break;
    case FormBlock::Kind::NewPage:
        if (!m_flow.blank)
            m_flow.newPage(false);
        break;
    }
    m_flow.y += block.after;
    return {};
}

Result<void> FormLayout::placeWords(const FormPart &part, const FormScope &scope, double left, double width)
{
    const FormStyle &style = *m_form.styles.constFind(part.style);
    SHOULI_TRY(const QString text, part.text.render(scope));
    const double size = millimetres(style.size);
    const double pitch = size * style.line;
    const auto lines = m_setter.flow().wrap(text, style, width / size, part.indent);
    left += m_form.margins.left();
    for (const FlowLine &line : lines) {
        m_flow.makeRoom(pitch);
        CellSetter::placeLines(m_flow.page(), {line}, part, style, style.size, {left, m_flow.y, width, pitch});
        m_flow.y += pitch;
        m_flow.blank = false;
    }
    if (!lines.empty()) {
        for (const QString &key : part.text.keys())
            m_flow.page().fields.push_back({key, {left, m_flow.y - pitch, width, pitch}});
    }
    return {};
}

Result<void> FormLayout::placeAnnex(const FormScope &scope)
{
    const auto rests = m_tables.takeRests();
    auto overflows = m_tables.takeOverflows();
    if (rests.empty() && overflows.empty())
        return {};
    constexpr double gap = 4; // mm
    const double width = m_form.width();
    const auto say = [&](const QString &text, const QString &style, Qt::Alignment align) {
        return placeWords(ownWords(text, style, align), scope, 0, width);
    };
    m_flow.newPage(true);
    SHOULI_CHECK(say(m_form.title + u"（续页）"_s, u"annexTitle"_s, Qt::AlignHCenter));
    m_flow.y += gap;
    for (const auto &rest : rests) {
        SHOULI_CHECK(say(u"%1（续）"_s.arg(rest.section->name), u"annexLabel"_s, Qt::AlignLeft));
        m_flow.y += 1;
        SHOULI_CHECK(m_tables.placeRest(rest));
        m_flow.y += gap;
    }
    const auto later = m_tables.takeOverflows(); // of the rows just placed
    overflows.insert(overflows.end(), later.begin(), later.end());
    int number = 0;
    for (const Overflow &overflow : overflows) {
        SHOULI_CHECK(say(u"续 %1　%2"_s.arg(++number).arg(overflow.label), u"annexLabel"_s, Qt::AlignLeft));
        SHOULI_CHECK(say(overflow.text, u"annexText"_s, Qt::AlignLeft));
        m_flow.y += gap;
    }
    return {};
}

/// Last, because only then the number of pages is known.
Result<void> FormLayout::placeFixtures(std::size_t first, const FormScope &scope)
{
    auto &pages = m_flow.pages.pages;
    for (std::size_t i = first; i < pages.size(); ++i) {
        FormData print;
        print.set(u"print.page"_s, QString::number(i - first + 1));
        print.set(u"print.pages"_s, QString::number(pages.size() - first));
        print.setFlag(u"print.annex"_s, pages[i].annex);
        const FormScope own = scope.with(print);
        for (const FormFixture &fixture : m_form.fixtures) {
            const bool here = fixture.pages == FormFixture::Pages::All
                || (fixture.pages == FormFixture::Pages::First) == (i == first);
            if (!here || (!fixture.when.isEmpty() && !own.holds(fixture.when)))
                continue;
            SHOULI_TRY(const auto overflow, m_setter.set(pages[i], fixture.cell, own, fixture.place, m_code, {}));
            if (overflow)
                return base::failure(ErrorCode::TemplateDamaged,
                                     u"%1: a fixture is too small for its words"_s.arg(m_form.id));
        }
    }
    return {};
}

} // namespace shouli::core::forms::setting
