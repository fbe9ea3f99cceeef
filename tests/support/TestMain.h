// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTest>

#include <functional>

namespace shouli::tests {

/// Puts a test class on the list that the program's main() runs, in order of registration.
struct Registration {
    Registration(const char *name, std::function<QObject *()> make);
};

} // namespace shouli::tests

/// At the end of a test's .cpp: SHOULI_TEST(TestResult). One program holds all tests of a folder;
/// `test_core_base TestResult` runs one class, `test_core_base TestResult::method` one method.
#define SHOULI_TEST(Class) \
    static const ::shouli::tests::Registration registration_##Class(#Class, []() -> QObject * { return new Class; });
