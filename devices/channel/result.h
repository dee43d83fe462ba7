#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace devices {

enum class ErrorCode {
    Disconnected,
    Timeout,
    LimitViolation,
    NoAccess,
    ReadOnly,
    BadValue,
    Refused,
    Stopped,
    Cancelled,
    NotSupported,
    Io,
    Internal,
};

/// Machine-readable name of a code, as written into documents ("limit_violation").
QString errorCodeName(ErrorCode code);

/// An expected failure. `message` is a whole sentence for people, with numbers and units; `source` names the PV or device.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString source;
};

/// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T& value() const& { return std::get<0>(m_state); }
    T& value() & { return std::get<0>(m_state); }
    T&& value() && { return std::get<0>(std::move(m_state)); }
    const Error& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
        , m_failed(true)
    {
    }

    bool ok() const { return !m_failed; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return m_error; }

private:
    Error m_error;
    bool m_failed = false;
};

} // namespace devices
