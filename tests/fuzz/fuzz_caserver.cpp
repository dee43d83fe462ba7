// libFuzzer's entry: bytes for the protocol of the Channel Access server.
#include "caserverharness.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString wrong = runCaServer({reinterpret_cast<const char*>(data), size});
    if (!wrong.isEmpty()) {
        std::fprintf(stderr, "the server %s\n", qPrintable(wrong));
        std::abort();
    }
    return 0;
}
