"""Distinguishes frames of the app, of libraries and of the runtime.

Errors have little effect: frames of libraries count when no app frame is near, and only frames of
the runtime never count.
"""

import re

from telemetry_graph.crashes.fingerprint.v2.frame import Call, Origin
from telemetry_graph.crashes.fingerprint.v2.word_lists import split_word_set, split_words


def _compile_any(parts: str) -> re.Pattern[str]:
    """A pattern that finds any of the parts, one per line, in one pass."""
    return re.compile("|".join(re.escape(part) for part in parts.strip().split("\n")))


_RUNTIME_PATH = _compile_any("""
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
_LIBRARY_PATH = _compile_any("""
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
_CRASH_REPORTER = _compile_any("""
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
_RUNTIME_MODULES = split_words("""
    libc.so libc- libc++ libstdc++ libpthread libsystem_ libdyld libart.so libasan ld-linux
    linux-vdso ntdll kernel32 kernelbase ucrtbase msvcrt vcruntime msvcp libobjc libswiftcore
    libdispatch libxpc linker64 libcoreclr dyld""")
_RUNTIME_FUNCTIONS = split_words("""
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
_RUNTIME_FUNCTION_NAMES = split_word_set("""
    abort raise free malloc calloc realloc memcpy memmove strlen strcmp panic _start _chkstk
    _sigtramp clone clone3 start_thread UIApplicationMain BaseThreadInitThunk
    processTicksAndRejections""") | {"operator new", "operator delete"}
_LIBRARY_MODULES = split_words("""
    uikit foundation corefoundation swiftui graphicsservices attributegraph quartzcore cfnetwork
    coreautolayout libqt qt5 qt6""")
_LIBRARY_FUNCTIONS = split_words("""
    java. javax. android. androidx. com.android. com.google.android. kotlin. sun. scala. okhttp3.
    retrofit2. io.reactivex. org.springframework. dagger. System. Microsoft. QObject:: QApplication
    QCore boost:: alloc:: tokio::""")
_SCRIPTS = (".lua", ".py", ".js", ".ts", ".nse")


def classify_origin(call: Call) -> Origin:
    """The origin of a call, by the prefix of its function and by its path."""
    path = call.path.lower()
    if "\\" in path:
        path = path.replace("\\", "/")
    if _is_runtime(call.function, path):
        return Origin.RUNTIME
    if call.function.startswith(_LIBRARY_FUNCTIONS) or _LIBRARY_PATH.search(path):
        return Origin.LIBRARY
    if path.startswith(_LIBRARY_MODULES):
        return Origin.LIBRARY
    return Origin.APP


def _is_runtime(function: str, path: str) -> bool:
    if path and (_RUNTIME_PATH.search(path) or path.startswith("internal/")):
        return True
    if path[path.rfind("/") + 1 :].startswith(_RUNTIME_MODULES):
        return True
    if function in _RUNTIME_FUNCTION_NAMES:
        return True
    if function.startswith(_RUNTIME_FUNCTIONS):
        return not path.endswith(_SCRIPTS)
    return _CRASH_REPORTER.search(function.lower()) is not None
