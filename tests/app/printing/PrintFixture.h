// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/printing/PrintThread.h"
#include "core/forms/FormLibrary.h"
#include "tests/support/TestClock.h"

#include <QFile>
#include <QTemporaryDir>

namespace shouli::tests {

/// A service whose printer is a script in place of `lp`: it keeps what it was given and answers as told.
struct PrintFixture {
    QTemporaryDir folder;
    TestClock clock;
    core::forms::setting::FormRenderer renderer{clock};
    core::forms::FormLibrary library = core::forms::FormLibrary::load().value();

    /// `end`: what the script does after it has taken everything, such as "exit 1".
    [[nodiscard]] app::printing::PrintService service(const QByteArray &end, int patienceMs = 20'000)
    {
        return app::printing::PrintService(renderer, system(end, patienceMs));
    }
    [[nodiscard]] app::printing::PrintService::System system(const QByteArray &end, int patienceMs = 20'000)
    {
        const QString lp = folder.filePath(QStringLiteral("lp"));
        QFile script(lp);
        [[maybe_unused]] const bool opened = script.open(QIODevice::WriteOnly);
        script.write("#!/bin/sh\ncd \"$(dirname \"$0\")\"\nprintf '%s\\n' \"$@\" > arguments\ncat > paper.pdf\n" + end
                     + '\n');
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return {printers, lp, patienceMs};
    }
    [[nodiscard]] static QStringList printers() { return {QStringLiteral("激光打印机"), QStringLiteral("Second")}; }

    [[nodiscard]] core::forms::setting::FormJob job(int number = 1) const
    {
        core::forms::FormData data;
        data.set(QStringLiteral("case.number"), QStringLiteral("610681001-03-2611-%1").arg(number));
        return {library.find(QStringLiteral("CARD-01")), data, {}};
    }
    [[nodiscard]] core::forms::setting::FormPages document()
    {
        return renderer.layOut({library.find(QStringLiteral("F-DB-01")), {}, {}}).value();
    }
    [[nodiscard]] static core::forms::setting::FormPages document(app::printing::PrintThread &thread)
    {
        return thread
            .run([](app::printing::Workshop &shop) {
                return shop.renderer.layOut({shop.form(QStringLiteral("F-DB-01")).value(), {}, {}}).value();
            })
            .result();
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace shouli::tests
