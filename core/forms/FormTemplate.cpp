// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormTemplate.h"

#include "core/forms/FormGrid.h"

#include <algorithm>
#include <initializer_list>

namespace shouli::core::forms {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::JsonPlace;
using base::Result;

namespace {

TextTemplate words(const JsonPlace &node, QStringView key)
{
    auto parsed = TextTemplate::parse(node.textOr(key));
    if (parsed)
        return *parsed;
    node.fail(u"%1: %2"_s.arg(key, parsed.error().detail));
    return {};
}

void unpad(std::vector<FormSection> &sections)
{
    for (FormSection &section : sections) {
        for (FormRow &row : section.rows) {
            for (FormCell &cell : row.cells)
                cell.padding = 0;
        }
    }
}

class Reader {
public:
    Reader(FormTemplate &form, const JsonPlace &root)
        : m_form(form)
        , m_root(root)
    {
    }

    void read();

private:
    [[nodiscard]] FormPart part(const JsonPlace &node, QStringView wordsKey, const QString &style) const;
    [[nodiscard]] FormCell cell(const JsonPlace &node) const;
    [[nodiscard]] FormRow row(const JsonPlace &node) const;
    [[nodiscard]] FormSection section(const JsonPlace &node) const;
    [[nodiscard]] FormBlock block(const JsonPlace &node) const;
    [[nodiscard]] FormFixture fixture(const JsonPlace &node) const;
    void checkGrid(const FormSection &section, const JsonPlace &node) const;

    FormTemplate &m_form;
    const JsonPlace &m_root;
};

void Reader::read()
{
    m_form.id = m_root.text(u"id");
    m_form.version = m_root.integerOr(u"version", 1, 1, 1000000);
    m_form.title = m_root.text(u"title");
    m_form.columns = m_root.integerOr(u"columns", 12, 1, 100);
    m_form.slips = m_root.texts(u"slips");
    const JsonPlace page = m_root.object(u"page");
    m_form.page = {numberWithin(page, u"width", 210, 30, 1000), numberWithin(page, u"height", 297, 30, 1000)};
    m_form.margins = {numberWithin(page, u"left", 25, 0, 100), numberWithin(page, u"top", 25, 0, 100),
                      numberWithin(page, u"right", 20, 0, 100), numberWithin(page, u"bottom", 20, 0, 100)};
    if (m_form.width() < 10 || m_form.bottom() - m_form.margins.top() < 10)
        page.fail(u"margins leave no room"_s);
    page.done();
    if (m_root.has(u"styles"))
        readStyles(m_form.styles, m_root.object(u"styles"));
    for (const JsonPlace &node : m_root.objects(u"fixtures"))
        m_form.fixtures.push_back(fixture(node));
    for (const JsonPlace &node : m_root.objects(u"body"))
        m_form.body.push_back(block(node));
    if (m_form.body.empty())
        m_root.fail(u"body is empty"_s);
    m_root.done();
}

FormPart Reader::part(const JsonPlace &node, QStringView wordsKey, const QString &style) const
{
    FormPart part;
    part.text = words(node, wordsKey);
    part.empty = words(node, u"empty");
    part.style = node.textOr(u"style", style);
    part.when = node.textOr(u"when");
    part.unless = node.textOr(u"unless");
    part.indent = numberWithin(node, u"indent", 0, 0, 20);
    if (!m_form.styles.contains(part.style))
        node.fail(u"style is %1, which is not known"_s.arg(part.style));
    const auto across = node.choiceOr(u"align", Qt::AlignHCenter,
                                      {{u"center", Qt::AlignHCenter},
                                       {u"left", Qt::AlignLeft},
                                       {u"right", Qt::AlignRight},
                                       {u"justify", Qt::AlignJustify}});
    const auto down = node.choiceOr(
        u"valign", Qt::AlignVCenter,
        {{u"middle", Qt::AlignVCenter}, {u"top", Qt::AlignTop}, {u"bottom", Qt::AlignBottom}});
    part.justify = across == Qt::AlignJustify;
    part.align = (part.justify ? Qt::AlignLeft : across) | down;
    return part;
}

FormCell Reader::cell(const JsonPlace &node) const
{
    static constexpr std::initializer_list<QStringView> wordKeys = {u"label", u"value", u"text", u"stacked", u"photo"};
    FormCell cell;
    cell.span = numberWithin(node, u"w", m_form.columns, 0.05, m_form.columns);
    cell.name = node.textOr(u"name");
    cell.rows = node.integerOr(u"rows", 1, 0, 100);
    if (cell.rows == 0)
        cell.rows = FormCell::restOfSection;
    int found = 0;
    for (const QStringView key : wordKeys) {
        if (!node.has(key))
            continue;
        ++found;
        cell.parts.push_back(part(node, key, key == u"value" ? u"value"_s : u"label"_s));
        if (key == u"stacked")
            cell.kind = FormCell::Kind::Stacked;
        if (key == u"photo")
            cell.kind = FormCell::Kind::Photo;
    }
    for (const JsonPlace &own : node.objects(u"parts")) {
        cell.parts.push_back(part(own, u"text", u"label"_s));
        cell.parts.back().beside = own.flag(u"beside");
        own.done();
        found = std::max(found, 1);
    }
    if (node.has(u"boxes")) {
        cell.kind = FormCell::Kind::Boxes;
        cell.boxes = node.integerOr(u"boxes", 18, 1, 60);
    }
    if (node.flag(u"code")) {
        cell.kind = FormCell::Kind::Code;
        ++found;
    }
    const bool centred = std::all_of(cell.parts.begin(), cell.parts.end(),
                                     [](const FormPart &own) { return own.align.testFlag(Qt::AlignHCenter); });
    if (centred)
        cell.padding /= 2;
    if (found > 1)
        node.fail(u"holds several kinds of content"_s);
    node.done();
    return cell;
}

FormRow Reader::row(const JsonPlace &node) const
{
    FormRow row;
    row.height = numberWithin(node, u"h", 9, 1, 400);
    row.grows = node.flag(u"grows");
    row.highest = numberWithin(node, u"highest", row.highest, row.height, 400);
    row.head = node.flag(u"head");
    row.each = node.textOr(u"each");
    row.least = node.integerOr(u"least", 1, 0, 1000);
    row.most = node.integerOr(u"most", 1000, 1, 1000);
    row.when = node.textOr(u"when");
    row.unless = node.textOr(u"unless");
    for (const JsonPlace &own : node.objects(u"cells"))
        row.cells.push_back(cell(own));
    if (row.least > row.most)
        node.fail(u"least is more than most"_s);
    if (row.head && !row.each.isEmpty())
        node.fail(u"a repeated row cannot be a head"_s);
    node.done();
    return row;
}

FormSection Reader::section(const JsonPlace &node) const
{
    FormSection section;
    section.name = node.textOr(u"name");
    section.whole = node.flag(u"whole");
    section.when = node.textOr(u"when");
    section.unless = node.textOr(u"unless");
    if (node.has(u"side")) {
        const JsonPlace side = node.object(u"side");
        section.sideSpan = numberWithin(side, u"w", 0.5, 0.2, 3);
        section.side.push_back(part(side, u"text", u"label"_s));
        side.done();
    }
    for (const JsonPlace &own : node.objects(u"rows"))
        section.rows.push_back(row(own));
    checkGrid(section, node);
    node.done();
    return section;
}

/// Every form is looked at here, so that a hole in a grid is found when it is made, not printed.
void Reader::checkGrid(const FormSection &section, const JsonPlace &node) const
{
    std::vector<const FormRow *> rows;
    for (const FormRow &row : section.rows)
        rows.push_back(&row);
    const auto slots = arrange(rows, section.sideSpan, m_form.columns);
    if (!slots) {
        node.fail(slots.error().detail);
        return;
    }
    for (const GridSlot &slot : *slots) {
        if (slot.rows == 1 || slot.cell->rows == FormCell::restOfSection)
            continue;
        for (std::size_t row = slot.row; row < slot.row + slot.rows; ++row) {
            const FormRow &spanned = section.rows[row];
            if (!spanned.each.isEmpty() || !spanned.when.isEmpty() || !spanned.unless.isEmpty())
                node.fail(u"rows[%1]: a cell spans rows that may come and go"_s.arg(row));
        }
    }
}

FormBlock Reader::block(const JsonPlace &node) const
{
    FormBlock block;
    block.before = numberWithin(node, u"before", 0, 0, 200);
    block.after = numberWithin(node, u"after", 0, 0, 200);
    block.border = node.flag(u"border", true);
    block.when = node.textOr(u"when");
    block.unless = node.textOr(u"unless");
    block.endsAt = numberWithin(node, u"endsAt", 0, 0, m_form.page.height());
    block.left = numberWithin(node, u"left", 0, 0, m_form.width());
    block.width = numberWithin(node, u"width", m_form.width() - block.left, 5, m_form.width() - block.left);
    if (node.has(u"text")) {
        block.kind = FormBlock::Kind::Words;
        block.words = part(node, u"text", u"body"_s);
    } else if (node.has(u"table")) {
        block.kind = FormBlock::Kind::Table;
        for (const JsonPlace &own : node.objects(u"table"))
            block.sections.push_back(section(own));
        if (!block.border)
            unpad(block.sections); // nothing to keep clear of
    } else if (node.has(u"band")) {
        block.kind = FormBlock::Kind::Band;
        const JsonPlace band = node.object(u"band");
        block.band.list = band.textOr(u"list");
        block.band.most = band.integerOr(u"most", 6, 1, 30);
        for (const JsonPlace &own : band.objects(u"rows")) {
            block.band.rows.push_back(row(own));
            if (block.band.rows.back().cells.size() != 1)
                own.fail(u"a band's row has one cell"_s);
        }
        band.done();
    } else if (node.flag(u"newPage")) {
        block.kind = FormBlock::Kind::NewPage;
    } else if (node.has(u"gap")) {
        block.before += numberWithin(node, u"gap", 0, 0, 400);
    } else {
        node.fail(u"neither text, table, band, gap nor newPage"_s);
    }
    node.done();
    return block;
}

FormFixture Reader::fixture(const JsonPlace &node) const
{
    FormFixture fixture;
    const JsonPlace place = node.object(u"place");
    fixture.place = {
        numberWithin(place, u"x", 0, 0, m_form.page.width()), numberWithin(place, u"y", 0, 0, m_form.page.height()),
        numberWithin(place, u"w", 20, 1, m_form.page.width()), numberWithin(place, u"h", 20, 1, m_form.page.height())};
    if (!QRectF(QPointF(), m_form.page).contains(fixture.place))
        place.fail(u"reaches beyond the page"_s);
    place.done();
    fixture.pages = node.choiceOr(u"pages", FormFixture::Pages::All,
                                  {{u"all", FormFixture::Pages::All},
                                   {u"first", FormFixture::Pages::First},
                                   {u"later", FormFixture::Pages::Later}});
    fixture.when = node.textOr(u"when");
    fixture.cell = cell(node.object(u"cell"));
    fixture.cell.padding = 0;
    node.done();
    return fixture;
}

} // namespace

Result<FormTemplate> FormTemplate::load(const QByteArray &json, const FormStyles &styles, const QString &file)
{
    const JsonPlace root = JsonPlace::parse(json, ErrorCode::TemplateDamaged, file);
    FormTemplate form;
    form.styles = styles;
    if (root.sound())
        Reader(form, root).read();
    SHOULI_CHECK(root.problem());
    return form;
}

} // namespace shouli::core::forms
