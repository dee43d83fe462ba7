#pragma once

#include <QString>

#include <optional>

namespace app {

/// Lines that somebody types, as they come. Never waits.
class Terminal
{
public:
    /// What was typed at a terminal before is no answer to what is asked now; what a pipe brings is.
    void forget();
    std::optional<QString> line();
    /// Nothing more can come.
    bool closed() const { return m_closed && m_bytes.isEmpty(); }

private:
    QByteArray m_bytes;
    bool m_closed = false;
};

} // namespace app
