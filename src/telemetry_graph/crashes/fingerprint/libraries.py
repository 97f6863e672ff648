"""The names by which code of the runtime and of libraries is recognized."""

import re

from telemetry_graph.crashes.fingerprint.word_lists import split_word_set, split_words


def _compile_any(parts: str) -> re.Pattern[str]:
    """A pattern that finds any of the parts, one per line, in one pass."""
    return re.compile("|".join(re.escape(part) for part in parts.strip().split("\n")))


RUNTIME_PATH = _compile_any("""
[c]
[builtin
[native code]
node:internal
node:events
<frozen
/rustc/
native method
./nptl/
./stdlib/
./malloc/
./string/
./elf/
./libio/
./signal/
./debug/
./csu/
../sysdeps/
../csu/
minkernel
vcstartup
vctools
sanitizer_common
/lib/asan/
libsanitizer
compiler-rt
/importlib/
[generated]
internalbytecode.js
""")
LIBRARY_PATH = _compile_any("""
node_modules
site-packages
dist-packages
/lib/python
/vendor/
/.cargo/
/cargo/registry
/pkg/mod/
/go/src/
/goroot/
/usr/include/
/usr/lib
/usr/share/lua
/share/lua/5.
/opt/homebrew/cellar/
/system/
/apex/
/gems/
.nuget
bower_components
webpack/bootstrap
.pyx
.pxi
""")
CRASH_REPORTER = _compile_any("""
getbacktrace
get_backtrace
printbacktrace
print_backtrace
printstacktrace
crashreporter
crash_reporter
crashhandler
crash_handler
signalhandler
signal_handler
sighandler
abnormalhandler
unrecoverablesignal
_seh_filter
specific_handler
filt$
""")
RUNTIME_MODULES = split_words("""
    libc.so libc- libc++ libstdc++ libpthread libsystem_ libdyld libart.so libasan ld-linux
    linux-vdso ntdll kernel32 kernelbase ucrtbase msvcrt vcruntime msvcp libobjc libswiftcore
    libdispatch libxpc linker64 libcoreclr dyld""")
RUNTIME_FUNCTIONS = split_words("""
    java.lang.reflect. java.lang.invoke. java.lang.Thread. java.util.concurrent. jdk.internal.
    sun.reflect. dalvik.system.
    com.android.internal.os. android.os.Handler. android.os.Looper. libcore.
    kotlin.coroutines. kotlinx.coroutines. kotlin.jvm.internal. System.Runtime. System.ThrowHelper
    System.Threading. System.Environment. runtime. reflect.Value. testing.tRunner
    std::panicking core::panicking std::rt:: std::sys std::panic core::ops::function rust_ __rust
    core::result:: core::option:: core::slice::index core::str::slice_error alloc::raw_vec
    sys::backtrace rt::unwind rt:: backtrace::
    std:: __gnu_cxx:: __cxa_ __cxx __GI_ __libc __pthread __asan __ubsan __interceptor_ __sanitizer
    __kernel_ __restore_rt __assert __fortify __stack_chk __chk_fail _CxxThrow
    Rtl KiUser objc_ swift_ _swift _assertionFailure _dispatch_ Swift.""")
RUNTIME_FUNCTION_NAMES = split_word_set("""
    abort raise free malloc calloc realloc memcpy memmove strlen strcmp panic _start _chkstk
    _sigtramp clone clone3 start_thread UIApplicationMain BaseThreadInitThunk
    processTicksAndRejections""") | {"operator new", "operator delete"}
LIBRARY_MODULES = split_words("""
    uikit foundation corefoundation swiftui graphicsservices attributegraph quartzcore cfnetwork
    coreautolayout libqt qt5 qt6""")
LIBRARY_FUNCTIONS = split_words("""
    java. javax. android. androidx. com.android. com.google.android. kotlin. sun. scala. okhttp3.
    retrofit2. io.reactivex. org.springframework. dagger. System. Microsoft. QObject:: QApplication
    QCore boost:: alloc:: tokio::""")
