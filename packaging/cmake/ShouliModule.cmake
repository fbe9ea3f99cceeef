# SPDX-License-Identifier: GPL-3.0-or-later
# Folder = target = namespace = test folder.
#
#   shouli_module(core/base LINK Qt6::Core)
#       every .h and .cpp of core/base becomes the static library shouli::core::base.
#   shouli_program(sync/server shouli-server LINK ...)
#       core/…/main.cpp beside a module becomes a program; main.cpp is left out of the module.
#   shouli_tests(core/base LINK ...)
#       every .cpp of tests/core/base becomes one QtTest program, run by ctest as core/base.
#   shouli_bench(storage LINK ...)
#       every .cpp of tests/bench/storage becomes bench_storage, run by packaging/bench.
#   shouli_shell_tests(packaging)
#       every test-NAME.sh of tests/packaging is run by ctest as packaging/NAME.
#
# A new file needs no edit here: folders are globbed again at each build (CONFIGURE_DEPENDS).

include(ShouliPrecompiled)

function(_shouli_target path out)
    string(REPLACE "/" "_" name "shouli_${path}")
    set(${out} ${name} PARENT_SCOPE)
endfunction()

# Every header of ours must compile on its own: `ninja headers` (not in the default build).
add_custom_target(headers)

function(_shouli_headers target path)
    set(dir ${CMAKE_BINARY_DIR}/headers/${path})
    file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/${path}/*.h)
    set(units)
    foreach(header IN LISTS headers)
        set(unit ${CMAKE_BINARY_DIR}/headers/${header}.cpp)
        file(CONFIGURE OUTPUT ${unit} CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
        list(APPEND units ${unit})
    endforeach()
    if(units)
        add_library(${target}_headers OBJECT EXCLUDE_FROM_ALL ${units})
        target_link_libraries(${target}_headers PRIVATE shouli_strict ${ARGN})
        set_target_properties(${target}_headers PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
        add_dependencies(headers ${target}_headers)
    endif()
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
        if(path MATCHES "^core/")
            # core has values and no QObjects: nothing for moc to do
            set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
        endif()
        target_link_libraries(${target} PUBLIC ${arg_LINK} PRIVATE shouli_strict ${arg_PRIVATE_LINK})
        target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
        shouli_precompile(${target} ${path})
    else()
        add_library(${target} INTERFACE)
        target_link_libraries(${target} INTERFACE ${arg_LINK})
        target_include_directories(${target} INTERFACE ${CMAKE_SOURCE_DIR})
    endif()
    add_library(${alias} ALIAS ${target})
    _shouli_headers(${target} ${path} ${target})
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
    shouli_precompile(${target} tests/${path})
    add_test(NAME ${path} COMMAND ${target})
    # packaging/test gives each test 300 s, or 7200 s with --long; a TIMEOUT of its own must do for both
    if(arg_TIMEOUT)
        set_tests_properties(${path} PROPERTIES TIMEOUT ${arg_TIMEOUT})
    endif()
    set_tests_properties(${path} PROPERTIES LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;SHOULI_BIN=${CMAKE_BINARY_DIR}/bin;SHOULI_SOURCE=${CMAKE_SOURCE_DIR};${SHOULI_TEST_ENVIRONMENT}")
endfunction()

# `ninja benches`: all of them and nothing else.
add_custom_target(benches)

function(shouli_bench name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK")
    set(dir ${CMAKE_SOURCE_DIR}/tests/bench/${name})
    file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.h)
    set(target bench_${name})
    add_executable(${target} ${sources})
    target_link_libraries(${target} PRIVATE shouli_strict shouli_bench_support ${arg_LINK})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
    add_dependencies(benches ${target})
    add_test(NAME bench/${name} COMMAND ${target} --quick)
    set_tests_properties(bench/${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;SHOULI_BIN=${CMAKE_BINARY_DIR}/bin;SHOULI_SOURCE=${CMAKE_SOURCE_DIR};${SHOULI_TEST_ENVIRONMENT}")
endfunction()

function(shouli_shell_tests path)
    file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${path}/test-*.sh)
    foreach(script IN LISTS scripts)
        get_filename_component(name ${script} NAME_WE)
        string(REGEX REPLACE "^test-" "${path}/" name ${name})
        add_test(NAME ${name} COMMAND bash ${script})
    endforeach()
endfunction()
