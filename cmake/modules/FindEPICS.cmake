# Finds EPICS Base's Channel Access client library and defines EPICS::ca (libca, libCom, threads).
#
# A full EPICS Base is preferred: EPICS_BASE (cache variable or environment) with include/ and lib/<host arch>, where
# EPICS_HOST_ARCH may name the architecture. Otherwise the libraries of Debian's packages libca-dev and libcom-dev are taken,
# which come without headers, together with our own declarations in devices/ca/epics/cadef.h.
#
# Sets EPICS_FOUND, EPICS_CA_INCLUDE_DIRS, EPICS_CA_LIBRARY, EPICS_COM_LIBRARY and EPICS_IS_FULL_BASE.

set(EPICS_BASE "$ENV{EPICS_BASE}" CACHE PATH "EPICS Base to build with; empty: the system's libca with our own header")
set(EPICS_HOST_ARCH "$ENV{EPICS_HOST_ARCH}" CACHE STRING "Architecture folder below EPICS_BASE/lib; empty: found by looking")
mark_as_advanced(EPICS_HOST_ARCH)
unset(EPICS_CA_LIBRARY)
unset(EPICS_COM_LIBRARY)
set(EPICS_IS_FULL_BASE OFF)

if(EPICS_BASE)
    if(EPICS_HOST_ARCH)
        set(_epics_folders "${EPICS_BASE}/lib/${EPICS_HOST_ARCH}")
    else()
        file(GLOB _epics_folders "${EPICS_BASE}/lib/linux-${CMAKE_SYSTEM_PROCESSOR}" "${EPICS_BASE}/lib/linux-*")
    endif()
    find_library(EPICS_CA_LIBRARY ca PATHS ${_epics_folders} NO_DEFAULT_PATH NO_CACHE)
    find_library(EPICS_COM_LIBRARY Com PATHS ${_epics_folders} NO_DEFAULT_PATH NO_CACHE)
    if(EXISTS "${EPICS_BASE}/include/cadef.h" AND EPICS_CA_LIBRARY AND EPICS_COM_LIBRARY)
        set(EPICS_IS_FULL_BASE ON)
        set(EPICS_CA_INCLUDE_DIRS
            "${EPICS_BASE}/include" "${EPICS_BASE}/include/os/Linux" "${EPICS_BASE}/include/compiler/gcc")
        set(_epics_which "EPICS Base in ${EPICS_BASE}")
    else()
        message(WARNING "EPICS_BASE=${EPICS_BASE} has no include/cadef.h, or no libca and libCom in ${EPICS_BASE}/lib/<arch>; "
            "looking for the system's libca instead.")
        unset(EPICS_CA_LIBRARY)
        unset(EPICS_COM_LIBRARY)
    endif()
endif()

if(NOT EPICS_IS_FULL_BASE)
    find_library(EPICS_CA_LIBRARY ca NO_CACHE)
    find_library(EPICS_COM_LIBRARY Com NO_CACHE)
    set(EPICS_CA_INCLUDE_DIRS "${CMAKE_CURRENT_LIST_DIR}/../../devices/ca/epics")
    get_filename_component(EPICS_CA_INCLUDE_DIRS "${EPICS_CA_INCLUDE_DIRS}" ABSOLUTE)
    set(_epics_which "the system's libca (${EPICS_CA_LIBRARY}) with our own cadef.h")
endif()

find_package(Threads REQUIRED)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(EPICS
    REQUIRED_VARS EPICS_CA_LIBRARY EPICS_COM_LIBRARY EPICS_CA_INCLUDE_DIRS
    REASON_FAILURE_MESSAGE "Install Debian's packages libca-dev and libcom-dev, or set EPICS_BASE to an EPICS Base 7.")

if(EPICS_FOUND AND NOT TARGET EPICS::ca)
    message(STATUS "Channel Access: ${_epics_which}")
    add_library(EPICS::com UNKNOWN IMPORTED)
    set_target_properties(EPICS::com PROPERTIES IMPORTED_LOCATION "${EPICS_COM_LIBRARY}")
    add_library(EPICS::ca UNKNOWN IMPORTED)
    set_target_properties(EPICS::ca PROPERTIES
        IMPORTED_LOCATION "${EPICS_CA_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${EPICS_CA_INCLUDE_DIRS}"
        INTERFACE_LINK_LIBRARIES "EPICS::com;Threads::Threads")
endif()
