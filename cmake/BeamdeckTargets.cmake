# The few CMake functions that every folder uses: a library per layer, a program, a test.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE_PROGRAM}")
endif()

add_library(beamdeck_options INTERFACE)
target_include_directories(beamdeck_options INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
target_compile_options(beamdeck_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Woverloaded-virtual
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
target_compile_definitions(beamdeck_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_URL_CAST_FROM_STRING
    BEAMDECK_VERSION="${PROJECT_VERSION}")
if(BEAMDECK_WERROR)
    target_compile_options(beamdeck_options INTERFACE -Werror)
endif()
if(BEAMDECK_SANITIZE)
    target_compile_options(beamdeck_options INTERFACE -fsanitize=${BEAMDECK_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(beamdeck_options INTERFACE -fsanitize=${BEAMDECK_SANITIZE})
endif()

# beamdeck_library(NAME [LINK targets...] [PCH headers...]): the static library beamdeck_NAME of all sources below this folder.
function(beamdeck_library name)
    cmake_parse_arguments(ARG "" "" "LINK;PCH" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp *.h)
    list(FILTER sources EXCLUDE REGEX "main[a-z]*\\.cpp$")
    add_library(beamdeck_${name} STATIC ${sources})
    target_link_libraries(beamdeck_${name} PUBLIC beamdeck_options ${ARG_LINK})
    if(ARG_PCH)
        target_precompile_headers(beamdeck_${name} PRIVATE ${ARG_PCH})
    endif()
endfunction()

# beamdeck_program(NAME SOURCES... LINK targets...)
function(beamdeck_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE beamdeck_options ${ARG_LINK})
endfunction()

# beamdeck_test(tst_name LINK targets... [LABELS ...] [SOURCES ...] [TIMEOUT s]): one Qt Test executable from tst_name.cpp.
function(beamdeck_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "LINK;LABELS;SOURCES" ${ARGN})
    if(BEAMDECK_SANITIZE MATCHES thread)
        list(APPEND ARG_SOURCES "${CMAKE_SOURCE_DIR}/tests/support/tsandetach.cpp")
    endif()
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE beamdeck_options Qt6::Test ${ARG_LINK})
    add_test(NAME ${name} COMMAND ${name})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8" TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()

# add_catalog(TARGET KIND NAMES...): compiles nothing itself (the library globs its sources); it generates
# generated/<folder>/<kind>catalog.cpp, the list of every NAME's spec(), so that nothing has to register itself.
# Each NAME is a file <kind>/<name>.cpp that defines `<Spec> <folder>::<kind>::<name>Spec()`.
function(add_catalog folder kind spec header)
    set(declarations "")
    set(entries "")
    foreach(name IN LISTS ARGN)
        string(APPEND declarations "${spec} ${name}Spec();\n")
        string(APPEND entries "        ${name}Spec(),\n")
    endforeach()
    set(CATALOG_HEADER "${header}")
    set(CATALOG_NAMESPACE "${folder}")
    set(CATALOG_SPEC "${spec}")
    set(CATALOG_KIND "${kind}")
    set(CATALOG_DECLARATIONS "${declarations}")
    set(CATALOG_ENTRIES "${entries}")
    set(output "${CMAKE_BINARY_DIR}/generated/${folder}/${kind}catalog.cpp")
    configure_file("${CMAKE_SOURCE_DIR}/cmake/catalog.cpp.in" "${output}" @ONLY)
    target_sources(beamdeck_${folder} PRIVATE "${output}")
endfunction()
