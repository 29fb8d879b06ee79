# SPDX-License-Identifier: Apache-2.0
# Install tree: libraries, headers, find_package(jianfu) and a relocatable pkg-config file.

set(JIANFU_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/jianfu)

install(TARGETS jianfu jianfu_static EXPORT jianfu-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT devel
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT devel
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
install(FILES ${PROJECT_SOURCE_DIR}/include/jianfu.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT devel)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/jianfu
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT devel FILES_MATCHING PATTERN "*.h")
install(EXPORT jianfu-targets NAMESPACE jianfu::
  DESTINATION ${JIANFU_CMAKE_DIR} COMPONENT devel)

configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/cmake/jianfu-config.cmake.in
  ${PROJECT_BINARY_DIR}/jianfu-config.cmake
  INSTALL_DESTINATION ${JIANFU_CMAKE_DIR})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/jianfu-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/jianfu-config.cmake
  ${PROJECT_BINARY_DIR}/jianfu-config-version.cmake
  DESTINATION ${JIANFU_CMAKE_DIR} COMPONENT devel)

# The way from the .pc file back to the prefix, so that the tree can be moved.
set(pc_dir ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY ${pc_dir} OUTPUT_VARIABLE pc_prefix)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBDIR
  BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX} OUTPUT_VARIABLE pc_libdir)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_INCLUDEDIR
  BASE_DIRECTORY ${CMAKE_INSTALL_PREFIX} OUTPUT_VARIABLE pc_includedir)
configure_file(
  ${PROJECT_SOURCE_DIR}/cmake/jianfu.pc.in ${PROJECT_BINARY_DIR}/jianfu.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/jianfu.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT devel)
