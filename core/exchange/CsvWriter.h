// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/TableWriter.h"

#include <QByteArray>
#include <QSaveFile>

struct UConverter;

namespace shouli::core::exchange {

/// A text file by RFC 4180, lines ending with CR LF.
class CsvWriter final : public TableWriter {
public:
    [[nodiscard]] static base::Result<std::unique_ptr<CsvWriter>> create(const QString &path, bool gb18030);
    ~CsvWriter() override;

    [[nodiscard]] base::Result<void> write(const QStringList &cells) override;
    [[nodiscard]] base::Result<void> finish() override;

private:
    CsvWriter(const QString &path, UConverter *converter);
    [[nodiscard]] base::Result<void> put(const QString &text);

    QSaveFile m_file;
    UConverter *m_converter; ///< owned; none for UTF-8
};

} // namespace shouli::core::exchange
