// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server/Commands.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    using shouli::sync::server::Commands;
    const QCoreApplication app(argc, argv);
    return Commands::run(QCoreApplication::arguments().sliced(1), Commands::environmentLanguage());
}
