// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/LocalText.h"
#include "core/base/Result.h"
#include "sync/server/operations/ServerConfig.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace shouli::sync::server::operations {

/// The options of a command line, understood: `--name VALUE`, `--name=VALUE`, or `--name` where it takes none.
class Arguments {
public:
    [[nodiscard]] bool has(const char *option) const { return m_values.contains(QLatin1String(option)); }
    [[nodiscard]] QString value(const char *option) const { return m_values.value(QLatin1String(option)).value(0); }
    [[nodiscard]] QStringList values(const char *option) const { return m_values.value(QLatin1String(option)); }

    ServerConfig config; ///< from --config, else from the folder of --data, else /etc/shouli/server.conf

private:
    friend class Commands;
    QHash<QString, QStringList> m_values;
};

/// What `shouli-server` can do, one row each: name, options, what to say about it, and what to call.
/// The result goes to standard output, for programs; what it means to standard error, for people, in both languages.
/// Exit codes: 0 done, 1 it failed, 2 the command line is wrong.
class Commands {
public:
    struct Option {
        const char *name;
        const char *placeholder; ///< nullptr for one that takes no value
        bool required = false;
        bool again = false; ///< may be given more than once
    };
    struct Command {
        const char *name;
        std::vector<Option> options; ///< besides --data and --config
        core::base::LocalText about;
        int (*run)(const Arguments &arguments);
    };

    [[nodiscard]] static const std::vector<Command> &all();

    /// Runs `arguments` (without the program's name). Needs a QCoreApplication.
    [[nodiscard]] static int run(const QStringList &arguments, core::base::Language language);

    /// InvalidArgument with one line that says what is wrong.
    [[nodiscard]] static core::base::Result<Arguments> parse(const Command &command, const QStringList &options);

    [[nodiscard]] static QString usage(core::base::Language language);
    [[nodiscard]] static QString usage(const Command &command, core::base::Language language);

    /// As LC_ALL, LC_MESSAGES or LANG say, the first that is set.
    [[nodiscard]] static core::base::Language environmentLanguage();
};

} // namespace shouli::sync::server::operations
