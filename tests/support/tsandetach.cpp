// Linked into tests under the thread sanitizer only: libCom lets threads detach themselves at their end, when the sanitizer has
// already forgotten them, and it stops the program then. Such calls go past it to the C library.
#include <dlfcn.h>
#include <pthread.h>

extern "C" int pthread_detach(pthread_t thread)
{
    using Detach = int (*)(pthread_t);
    static const auto real
        = reinterpret_cast<Detach>(dlsym(dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD), "pthread_detach"));
    static const auto watched = reinterpret_cast<Detach>(dlsym(RTLD_NEXT, "pthread_detach"));
    return pthread_equal(thread, pthread_self()) != 0 ? real(thread) : watched(thread);
}
