// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"

#include <QApplication>

#include <cstdio>
#include <memory>
#include <vector>

namespace shouli::tests {

namespace {

struct Entry {
    QString name;
    std::function<QObject *()> make;
};

std::vector<Entry> &entries()
{
    static std::vector<Entry> list;
    return list;
}

} // namespace

Registration::Registration(const char *name, std::function<QObject *()> make)
{
    entries().push_back({QString::fromLatin1(name), std::move(make)});
}

} // namespace shouli::tests

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // a crash says in which function; with gdb installed QtTest would print stacks for minutes instead of ending
    if (qEnvironmentVariableIsEmpty("QTEST_DISABLE_STACK_DUMP"))
        qputenv("QTEST_DISABLE_STACK_DUMP", "1");
    // the long forms may take longer than QtTest's five minutes for one function
    if (qEnvironmentVariableIsSet("SHOULI_LONG") && qEnvironmentVariableIsEmpty("QTEST_FUNCTION_TIMEOUT"))
        qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    QApplication app(argc, argv);
    QStringList arguments = app.arguments();
    QString onlyClass;
    QString onlyMethod;
    if (arguments.size() > 1 && !arguments.at(1).startsWith(u'-')) {
        const QStringList parts = arguments.takeAt(1).split(QStringLiteral("::"));
        onlyClass = parts.value(0);
        onlyMethod = parts.value(1);
    }
    if (!onlyMethod.isEmpty())
        arguments.insert(1, onlyMethod);
    int failed = 0;
    int ran = 0;
    for (const auto &entry : shouli::tests::entries()) {
        if (!onlyClass.isEmpty() && entry.name != onlyClass)
            continue;
        const std::unique_ptr<QObject> test(entry.make());
        failed += QTest::qExec(test.get(), arguments) == 0 ? 0 : 1;
        ++ran;
    }
    if (ran == 0) {
        std::fprintf(stderr, "no test class of that name\n");
        return 2;
    }
    return failed == 0 ? 0 : 1;
}
