#include "app/ctl/terminal.h"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace app {

void Terminal::forget()
{
    if (isatty(STDIN_FILENO) && tcflush(STDIN_FILENO, TCIFLUSH) == 0)
        m_bytes.clear();
}

std::optional<QString> Terminal::line()
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    char buffer[4096];
    while (!m_closed && !m_bytes.contains('\n') && poll(&input, 1, 0) > 0) {
        const ssize_t count = read(STDIN_FILENO, buffer, sizeof buffer);
        m_closed = count <= 0;
        m_bytes.append(buffer, std::max<qsizetype>(0, count));
    }
    const qsizetype end = m_bytes.indexOf('\n');
    if (end < 0 && (!m_closed || m_bytes.isEmpty()))
        return std::nullopt;
    const QString text = QString::fromLocal8Bit(end < 0 ? m_bytes : m_bytes.left(end));
    m_bytes.remove(0, end < 0 ? m_bytes.size() : end + 1);
    return text.trimmed();
}

} // namespace app
