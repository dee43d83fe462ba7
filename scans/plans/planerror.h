#pragma once

#include "devices/channel/result.h"

#include <QByteArray>

#include <exception>

namespace scans {

/// A command failed; thrown at the co_yield that asked for it.
class PlanError : public std::exception
{
public:
    explicit PlanError(devices::Error error)
        : m_error(std::move(error))
        , m_text(m_error.message.toUtf8())
    {
    }

    const devices::Error& error() const { return m_error; }
    const char* what() const noexcept override { return m_text.constData(); }

private:
    devices::Error m_error;
    QByteArray m_text;
};

/// Somebody wants the plan to end. A plan may catch it to send some last messages, and then ends.
class PlanRequest : public std::exception
{
};

/// End now; the run counts as a success.
class RequestStop : public PlanRequest
{
public:
    const char* what() const noexcept override { return "stop requested"; }
};

class RequestAbort : public PlanRequest
{
public:
    const char* what() const noexcept override { return "abort requested"; }
};

} // namespace scans
