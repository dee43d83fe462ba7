#pragma once

#include <QString>

#include <optional>

namespace scans {

/// What a plan asks the user, and the answer.
struct Question
{
    QString prompt; ///< empty = nothing is asked
    std::optional<QString> answer;
};

} // namespace scans
