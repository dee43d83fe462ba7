#include "app/ctl/interrupt.h"

#include <atomic>
#include <csignal>

namespace app {

namespace {

constexpr int Terminate = 100;
std::atomic<int> interrupts = 0;
static_assert(std::atomic<int>::is_always_lock_free);

void onSignal(int signal)
{
    interrupts += signal == SIGINT ? 1 : Terminate;
}

} // namespace

void Interrupt::install()
{
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

int Interrupt::count()
{
    return interrupts;
}

} // namespace app
