// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/operations/Commands.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    using shouli::sync::server::operations::Commands;
    const QCoreApplication app(argc, argv);
    return Commands::run(QCoreApplication::arguments().sliced(1), Commands::environmentLanguage());
}
