# SPDX-License-Identifier: GPL-3.0-or-later
# Language level, build types, warnings and sanitizers: the same for every target of ours,
# carried by one INTERFACE target so that third-party headers never see them.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOUIC ON)
set(CMAKE_AUTORCC ON)

option(SHOULI_TESTS "Build the tests" ON)
option(SHOULI_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
option(SHOULI_MUTANTS "Bugs on purpose, chosen by the environment's SHOULI_MUTANT; never for use" OFF)
set(SHOULI_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Dev CACHE STRING "Dev or Release" FORCE)
endif()
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1 -fno-omit-frame-pointer") # quick to build, lines in a backtrace

find_program(SHOULI_CCACHE ccache)
if(SHOULI_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_SOURCE_DIR}/packaging/lib/compile)
endif()

add_library(shouli_strict INTERFACE)
target_compile_options(shouli_strict INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    -Werror -Werror=switch $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>) # the last: for ccache
target_compile_definitions(shouli_strict INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
    QT_MESSAGELOGCONTEXT)
target_include_directories(shouli_strict INTERFACE ${CMAKE_SOURCE_DIR})
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_definitions(shouli_strict INTERFACE _FORTIFY_SOURCE=2)
    target_compile_options(shouli_strict INTERFACE -fstack-protector-strong -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
endif()

if(SHOULI_SANITIZE)
    # -Wmaybe-uninitialized: with sanitizers g++ 12 takes moved-from variants for it
    target_compile_options(shouli_strict INTERFACE -fsanitize=${SHOULI_SANITIZE} -fno-sanitize-recover=all $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(shouli_strict INTERFACE -fsanitize=${SHOULI_SANITIZE})
    # what the test programs find in their environment; suppressions are for third-party libraries only
    set(SHOULI_TEST_ENVIRONMENT
        "ASAN_OPTIONS=detect_stack_use_after_return=1"
        "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/packaging/sanitizers/lsan.supp:print_suppressions=0"
        "UBSAN_OPTIONS=print_stacktrace=1"
        "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/packaging/sanitizers/tsan.supp")
endif()
if(SHOULI_MUTANTS)
    target_compile_definitions(shouli_strict INTERFACE SHOULI_MUTANTS)
endif()
if(SHOULI_FUZZ)
    target_compile_options(shouli_strict INTERFACE -fsanitize=fuzzer-no-link)
endif()
