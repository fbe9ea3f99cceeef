# SPDX-License-Identifier: GPL-3.0-or-later
# Two thirds of a build is reading Qt's headers again and again: they are read once for each group of targets.
# Sources still include what they use: the release preset and `ninja headers` build without this.

include_guard()
option(SHOULI_PRECOMPILE "Read the headers of Qt and of the standard library once" ON)
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(SHOULI_PRECOMPILE OFF)
endif()

set(_shouli_common
    <QByteArray> <QDate> <QHash> <QList> <QMap> <QObject> <QSet> <QString> <QStringList>
    <algorithm> <cstdint> <functional> <memory> <optional> <utility> <vector>)

function(_shouli_group name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LINK;HEADERS")
    set(source ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// nothing but headers\n")
    add_library(shouli_precompiled_${name} STATIC ${source})
    set_target_properties(shouli_precompiled_${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
    target_link_libraries(shouli_precompiled_${name} PRIVATE shouli_strict tl::expected ${arg_LINK})
    target_precompile_headers(shouli_precompiled_${name} PRIVATE ${_shouli_common} <tl/expected.hpp> ${arg_HEADERS})
endfunction()

# `path`: of the target's folder, which tells its group.
function(shouli_precompile target path)
    if(NOT SHOULI_PRECOMPILE)
        return()
    endif()
    if(path MATCHES "^tests/")
        set(group test)
    elseif(path MATCHES "^app/" AND NOT path STREQUAL "app/office") # that one knows no widgets
        set(group window)
    else()
        set(group plain)
    endif()
    if(NOT TARGET shouli_precompiled_${group})
        set(window <QAbstractButton> <QBoxLayout> <QDialog> <QFuture> <QLabel> <QPainter> <QWidget>)
        if(group STREQUAL "plain")
            _shouli_group(plain LINK Qt6::Core)
        elseif(group STREQUAL "window")
            _shouli_group(window LINK Qt6::Widgets HEADERS ${window})
        else()
            # not <QTest>, which looks at which parts of Qt a test links
            _shouli_group(test LINK Qt6::Test Qt6::Widgets HEADERS ${window} <QTemporaryDir>)
        endif()
    endif()
    target_precompile_headers(${target} REUSE_FROM shouli_precompiled_${group})
endfunction()
