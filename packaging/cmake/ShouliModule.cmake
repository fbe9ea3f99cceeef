# SPDX-License-Identifier: GPL-3.0-or-later
# Folder = target = namespace = test folder.
#
#   shouli_module(core/base LINK Qt6::Core)
#       every .h and .cpp of core/base becomes the static library shouli::core::base.
#   shouli_program(sync/server shouli-server LINK ...)
#       core/…/main.cpp beside a module becomes a program; main.cpp is left out of the module.
#   shouli_tests(core/base LINK ...)
#       every .cpp of tests/core/base becomes one QtTest program, run by ctest as core/base.
#
# A new file needs no edit here: folders are globbed again at each build (CONFIGURE_DEPENDS).

function(_shouli_target path out)
    string(REPLACE "/" "_" name "shouli_${path}")
    set(${out} ${name} PARENT_SCOPE)
endfunction()

function(shouli_module path)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK;PRIVATE_LINK")
    _shouli_target(${path} target)
    string(REPLACE "/" "::" alias "shouli/${path}")
    set(dir ${CMAKE_SOURCE_DIR}/${path})
    file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.h ${dir}/*.ui ${dir}/*.qrc)
    list(REMOVE_ITEM sources ${dir}/main.cpp)
    set(compiled ${sources})
    list(FILTER compiled INCLUDE REGEX "\\.(cpp|qrc)$")
    if(compiled)
        add_library(${target} STATIC ${sources})
        target_link_libraries(${target} PUBLIC ${arg_LINK} PRIVATE shouli_strict ${arg_PRIVATE_LINK})
        target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
    else()
        add_library(${target} INTERFACE)
        target_link_libraries(${target} INTERFACE ${arg_LINK})
        target_include_directories(${target} INTERFACE ${CMAKE_SOURCE_DIR})
    endif()
    add_library(${alias} ALIAS ${target})
endfunction()

function(shouli_program path name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "LINK")
    add_executable(${name} ${CMAKE_SOURCE_DIR}/${path}/main.cpp)
    target_link_libraries(${name} PRIVATE shouli_strict ${arg_LINK})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

function(shouli_tests path)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LINK;LABELS")
    string(REPLACE "/" "_" target "test_${path}")
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${path}/*.cpp ${CMAKE_SOURCE_DIR}/tests/${path}/*.h)
    add_executable(${target} ${sources})
    target_link_libraries(${target} PRIVATE shouli_strict shouli_test_support ${arg_LINK})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME ${path} COMMAND ${target})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    set_tests_properties(${path} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;SHOULI_BIN=${CMAKE_BINARY_DIR}/bin;SHOULI_SOURCE=${CMAKE_SOURCE_DIR}")
endfunction()
