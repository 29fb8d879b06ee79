# SPDX-License-Identifier: Apache-2.0
# Flags for our own targets only; nothing here reaches a user of the library.
#
#   jianfu_warnings(<target>)   warnings, and errors from them with JIANFU_WERROR
#   jianfu_codegen(<target>)    C11, determinism, hardening, sanitizers, coverage

include(CheckCCompilerFlag)

# Appends to <list> those flags that the compiler accepts.
function(jianfu_keep_accepted list)
  set(kept ${${list}})
  foreach(flag IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "JIANFU_ACCEPTS${flag}" accepted)
    set(CMAKE_REQUIRED_FLAGS -Werror)
    check_c_compiler_flag(${flag} ${accepted})
    if(${accepted})
      list(APPEND kept ${flag})
    endif()
  endforeach()
  set(${list} ${kept} PARENT_SCOPE)
endfunction()

if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
  set(JIANFU_WARNING_FLAGS
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wvla
    -Wcast-qual -Wswitch-enum)
  # A fused multiply-add would round differently from one processor to the next.
  set(JIANFU_CODEGEN_FLAGS -ffp-contract=off)
  # No path of the building machine in what we ship; debuggers of a Debug build need the real ones.
  set(path_flag $<IF:$<CONFIG:Debug>,-fmacro-prefix-map,-ffile-prefix-map>)
  set(JIANFU_PATH_FLAGS
    ${path_flag}=${PROJECT_BINARY_DIR}=build ${path_flag}=${PROJECT_SOURCE_DIR}/=)
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    set(JIANFU_LINK_FLAGS LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack LINKER:--as-needed)
    if(NOT JIANFU_SANITIZE)
      list(APPEND JIANFU_LINK_FLAGS LINKER:-z,defs)
    endif()
  endif()
  # FORTIFY hides findings from the sanitizers and needs an optimising build.
  if(NOT JIANFU_SANITIZE AND NOT JIANFU_COVERAGE)
    set(JIANFU_HARDENING_FLAGS -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)
    jianfu_keep_accepted(JIANFU_HARDENING_FLAGS
      -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
      -fno-delete-null-pointer-checks -fno-strict-overflow -ftrivial-auto-var-init=zero)
  endif()
  if(JIANFU_SANITIZE)
    set(JIANFU_INSTRUMENT_FLAGS
      -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  elseif(JIANFU_COVERAGE)
    set(JIANFU_INSTRUMENT_FLAGS --coverage)
  endif()
endif()

function(jianfu_warnings target)
  target_compile_options(${target} PRIVATE ${JIANFU_WARNING_FLAGS})
  if(JIANFU_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

function(jianfu_codegen target)
  set_target_properties(${target} PROPERTIES
    C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF
    C_VISIBILITY_PRESET hidden)
  target_compile_options(${target} PRIVATE
    ${JIANFU_CODEGEN_FLAGS} ${JIANFU_PATH_FLAGS} ${JIANFU_INSTRUMENT_FLAGS}
    "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:${JIANFU_HARDENING_FLAGS}>")
  target_link_options(${target} PRIVATE ${JIANFU_LINK_FLAGS} ${JIANFU_INSTRUMENT_FLAGS})
endfunction()
