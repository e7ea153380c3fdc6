# Builds for Debian 13 against a tree of unpacked packages, on Debian 12 or 13:
#   cmake --toolchain tests/device/cross.cmake -DPRAATJE_TREE=FOLDER -DPRAATJE_TRIPLET=aarch64-linux-gnu
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES PRAATJE_TREE PRAATJE_TRIPLET)
set(CMAKE_SYSTEM_NAME Linux)
string(REGEX REPLACE "-.*" "" CMAKE_SYSTEM_PROCESSOR ${PRAATJE_TRIPLET})
set(CMAKE_SYSROOT ${PRAATJE_TREE})
set(CMAKE_C_COMPILER ${PRAATJE_TRIPLET}-gcc)

set(libraries ${PRAATJE_TREE}/usr/lib/${PRAATJE_TRIPLET})
set(headers ${PRAATJE_TREE}/usr/include)
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${PRAATJE_TREE})
set(ENV{PKG_CONFIG_LIBDIR} ${libraries}/pkgconfig:${PRAATJE_TREE}/usr/share/pkgconfig)
# The compiler knows its own Debian's folders, which lie elsewhere for a foreign architecture.
set(CMAKE_C_FLAGS_INIT "-isystem ${headers}/${PRAATJE_TRIPLET} -isystem ${headers} -B${libraries}")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-L${libraries} -Wl,-rpath-link,${libraries}:${libraries}/pulseaudio")

set(CMAKE_FIND_ROOT_PATH ${PRAATJE_TREE})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
