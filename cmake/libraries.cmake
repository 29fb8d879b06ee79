# SPDX-License-Identifier: Apache-2.0
# The library, compiled once and linked twice: shared (jianfu) and static (jianfu_static).

include(${PROJECT_SOURCE_DIR}/lib/sources.cmake)
list(TRANSFORM JIANFU_SOURCES PREPEND ${PROJECT_SOURCE_DIR}/lib/)

add_library(jianfu_objects OBJECT ${JIANFU_SOURCES})
set_target_properties(jianfu_objects PROPERTIES POSITION_INDEPENDENT_CODE ON)
target_compile_definitions(jianfu_objects PRIVATE JIANFU_BUILDING)
target_include_directories(jianfu_objects
  PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/lib)
jianfu_warnings(jianfu_objects)
jianfu_codegen(jianfu_objects)

add_library(jianfu SHARED $<TARGET_OBJECTS:jianfu_objects>)
add_library(jianfu_static STATIC $<TARGET_OBJECTS:jianfu_objects>)
add_library(jianfu::jianfu ALIAS jianfu)
add_library(jianfu::jianfu_static ALIAS jianfu_static)

foreach(target IN ITEMS jianfu jianfu_static)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME jianfu LINKER_LANGUAGE C)
  target_include_directories(${target} INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  if(UNIX)
    target_link_libraries(${target} PRIVATE m)
  endif()
  jianfu_codegen(${target})
endforeach()

# While the major version is 0, a minor version may change the binary interface.
set_target_properties(jianfu PROPERTIES
  VERSION ${PROJECT_VERSION}
  SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
if(PROJECT_VERSION_MAJOR GREATER 0)
  set_target_properties(jianfu PROPERTIES SOVERSION ${PROJECT_VERSION_MAJOR})
endif()

target_compile_definitions(jianfu_static INTERFACE JIANFU_STATIC)
if(JIANFU_SANITIZE OR JIANFU_COVERAGE)
  target_link_options(jianfu_static INTERFACE ${JIANFU_INSTRUMENT_FLAGS})
endif()
