# SPDX-License-Identifier: GPL-3.0-or-later
# Chinese texts: translations/shouli_zh_CN.ts becomes :/i18n/shouli_zh_CN.qm of app/look. English stands in the sources;
# translations/shouli_en.ts has only what English says in two ways, for one and for several.
#   ninja update_translations   brings both up to date with the sources; then fill in what is unfinished
# A test fails while anything is missing or unfinished.
set(SHOULI_TS ${CMAKE_SOURCE_DIR}/translations/shouli_zh_CN.ts)
set(SHOULI_EN_TS ${CMAKE_SOURCE_DIR}/translations/shouli_en.ts)
set(I18N_DIR ${CMAKE_CURRENT_BINARY_DIR}/i18n)
set_source_files_properties(${SHOULI_TS} ${SHOULI_EN_TS} PROPERTIES OUTPUT_LOCATION ${I18N_DIR})
qt_add_lrelease(shouli_app_look TS_FILES ${SHOULI_TS} ${SHOULI_EN_TS} QM_FILES_OUTPUT_VARIABLE SHOULI_QM OPTIONS -silent)
qt_add_resources(shouli_app_look "shouli_i18n" PREFIX "/i18n" BASE ${I18N_DIR} FILES ${SHOULI_QM})

# Without locations, so that moving a line changes nothing in the .ts. app/gallery has its own words.
set(SHOULI_LUPDATE_OPTIONS -silent -I ${CMAKE_SOURCE_DIR} -locations none -no-obsolete -source-language en)
file(GLOB rooms LIST_DIRECTORIES true ${CMAKE_CURRENT_SOURCE_DIR}/*)
list(FILTER rooms EXCLUDE REGEX "/gallery$|\\.(txt|cmake|md)$")
add_custom_target(update_translations
    COMMAND Qt6::lupdate ${rooms} ${SHOULI_LUPDATE_OPTIONS} -target-language zh_CN -ts ${SHOULI_TS}
    COMMAND Qt6::lupdate ${rooms} ${SHOULI_LUPDATE_OPTIONS} -target-language en -pluralonly -ts ${SHOULI_EN_TS}
    COMMENT "Reading the sources for texts to translate" VERBATIM)
