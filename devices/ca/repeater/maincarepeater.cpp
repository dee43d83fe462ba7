// Distributes the beacons of Channel Access servers to all clients of this host. libca starts the program by its name.
#include <fcntl.h>
#include <unistd.h>

void ca_repeater(); // C++ linkage in libca; not in cadef.h

namespace {

/// Whoever reads the output of the program that started this one would else wait for this one's end too.
void leaveParentsTerminal()
{
    setsid();
    const int null = open("/dev/null", O_RDWR);
    for (int descriptor = STDIN_FILENO; null >= 0 && descriptor <= STDERR_FILENO; ++descriptor)
        dup2(null, descriptor);
    if (null > STDERR_FILENO)
        close(null);
}

} // namespace

int main()
{
    leaveParentsTerminal();
    ca_repeater();
    return 0;
}
