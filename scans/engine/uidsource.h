#pragma once

#include <QString>

#include <random>

namespace scans {

/// Random (version 4) UUIDs as documents have them: lower case, no braces.
/// Thread:  one.   Seeded by the system; cheap afterwards.
class UidSource
{
public:
    UidSource();
    QString next();

private:
    std::mt19937_64 m_random;
};

} // namespace scans
