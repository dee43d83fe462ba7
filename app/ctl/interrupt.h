#pragma once

namespace app {

/// Counts Ctrl-C and SIGTERM (which counts as many). The handler only counts; loops look.
class Interrupt
{
public:
    static void install();
    static int count();
};

} // namespace app
