// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/FormTemplate.h"

#include <QSet>

#include <algorithm>

namespace shouli::core::forms {

using namespace Qt::StringLiterals;

namespace {

class Collector {
public:
    void add(const QString &path, const QString &prefix = {})
    {
        const QString name = path.section(u'=', 0, 0);
        const bool ofTheEngine = name.isEmpty() || name == "."_L1 || name == "no"_L1 || name.startsWith("print."_L1);
        if (!ofTheEngine)
            m_keys.insert(prefix + name);
    }
    void add(const FormPart &part, const QString &prefix = {})
    {
        for (const TextTemplate *text : {&part.text, &part.empty}) {
            for (const QString &key : text->keys())
                add(key, prefix);
        }
        add(part.when, prefix);
        add(part.unless, prefix);
    }
    void add(const FormCell &cell, const QString &prefix = {})
    {
        if (cell.kind == FormCell::Kind::Code)
            add(u"qr"_s);
        for (const FormPart &part : cell.parts)
            add(part, prefix);
    }
    void add(const FormRow &row, const QString &list)
    {
        add(row.when);
        add(row.unless);
        for (const FormCell &cell : row.cells)
            add(cell, list.isEmpty() ? QString() : list + u"[]."_s);
    }
    void add(const FormBlock &block)
    {
        add(block.when);
        add(block.unless);
        add(block.words);
        for (const FormSection &section : block.sections) {
            add(section.when);
            add(section.unless);
            for (const FormRow &row : section.rows)
                add(row, row.each);
        }
        for (const FormRow &row : block.band.rows)
            add(row, block.band.list);
    }

    [[nodiscard]] QStringList sorted() const
    {
        QStringList keys(m_keys.begin(), m_keys.end());
        std::sort(keys.begin(), keys.end());
        return keys;
    }

private:
    QSet<QString> m_keys;
};

} // namespace

QStringList FormTemplate::keys() const
{
    Collector all;
    for (const FormFixture &fixture : fixtures) {
        all.add(fixture.when);
        all.add(fixture.cell);
    }
    for (const FormBlock &block : body)
        all.add(block);
    return all.sorted();
}

} // namespace shouli::core::forms
