// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/forms/FormStyle.h"
#include "core/forms/TextTemplate.h"

#include <QMarginsF>
#include <QRectF>

#include <vector>

namespace shouli::core::forms {

/// Words within a cell. A cell may hold several: a statement above, a signature line below.
struct FormPart {
    TextTemplate text;
    TextTemplate empty; ///< of a cell: printed instead where no value in `text` is known
    QString style;
    QString when; ///< a path; the part is left out where nothing stands there
    QString unless;
    Qt::Alignment align = Qt::AlignHCenter | Qt::AlignVCenter;
    bool beside = false; ///< on the same lines as the part before: 签名 at the left, the date at the right
    double indent = 0;   ///< of the first line, as a multiple of the size
    bool justify = false;
};

/// A rectangle of a form.
struct FormCell {
    enum class Kind {
        Words,
        Stacked, ///< characters one below the other; a line break begins another column
        Boxes,   ///< one small box for each character, for numbers
        Photo,   ///< a place to paste a photo, with its size as a note
        Code,    ///< the form's QR code with its quiet zone; blank where there is none
    };

    Kind kind = Kind::Words;
    double span = 0; ///< grid columns; fractions allowed
    int rows = 1;    ///< rows it spans; restOfSection: to the end of its section
    int boxes = 0;
    double padding = 1.2; ///< mm at the left and right of words
    QString name;         ///< for the annex and for error texts; else the label before it
    std::vector<FormPart> parts;

    static constexpr int restOfSection = -1;
};

struct FormRow {
    double height = 0;    ///< mm
    bool grows = false;   ///< as high as its words need; else words overflow to the annex
    double highest = 400; ///< mm to which it grows
    bool head = false;    ///< repeated where the rows after it continue on another page
    QString each;         ///< a list: one row for each of its items
    int least = 1;        ///< rows printed at least; blank for the pen where the list is shorter
    int most = 1000;      ///< rows printed at most here; the rest continue on the annex
    QString when;
    QString unless;
    std::vector<FormCell> cells;
};

struct FormSection {
    QString name;        ///< 家庭成员; names the continuation
    double sideSpan = 0; ///< columns of the stacked label at the left; 0 for none
    std::vector<FormPart> side;
    bool whole = false; ///< begins on a new page rather than break
    QString when;
    QString unless;
    std::vector<FormRow> rows;
};

/// A row of equal cells, one for each item of a list: the stages on a card.
struct FormBand {
    QString list;
    int most = 6;              ///< cells in one band; more items make more bands of equal length
    std::vector<FormRow> rows; ///< each with one cell, repeated
};

/// A piece of a form's body, from top to bottom.
struct FormBlock {
    enum class Kind { Words, Table, Band, Gap, NewPage };

    Kind kind = Kind::Gap;
    double before = 0; ///< mm
    double after = 0;
    bool border = true;
    QString when;
    QString unless;
    double endsAt = 0; ///< of a band: mm from the page's top; lower where it must
    double left = 0;   ///< mm from the left margin
    double width = 0;  ///< mm; 0: as wide as the margins leave
    FormPart words;
    std::vector<FormSection> sections;
    FormBand band;
};

/// Something at a fixed place of a page.
struct FormFixture {
    enum class Pages { All, First, Later };

    QRectF place; ///< mm
    Pages pages = Pages::All;
    QString when;
    FormCell cell;
};

/// A form as data: see resources/forms/README.md for how one is written. A value.
struct FormTemplate {
    QString id; ///< F-DB-01
    int version = 1;
    QString title;
    QSizeF page;       ///< mm
    QMarginsF margins; ///< mm
    int columns = 12;
    QStringList slips; ///< copies for different holders; each is printed in full
    FormStyles styles;
    std::vector<FormFixture> fixtures;
    std::vector<FormBlock> body;

    [[nodiscard]] double width() const { return page.width() - margins.left() - margins.right(); }
    [[nodiscard]] double bottom() const { return page.height() - margins.bottom(); }

    /// Every path the template reads, sorted; fields of a list's rows as `household.members[].name`.
    [[nodiscard]] QStringList keys() const;

    /// Reads and checks a template. `styles` are the house's; the template may change them.
    /// Errors: TemplateDamaged, the detail naming file and place (F-DB-01.json#/body/2/table/0: …).
    [[nodiscard]] static base::Result<FormTemplate> load(const QByteArray &json, const FormStyles &styles,
                                                         const QString &file);
};

} // namespace shouli::core::forms
