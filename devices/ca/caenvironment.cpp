#include "devices/ca/caenvironment.h"

#include <QByteArray>

#include <filesystem>

namespace devices {

void caEnvironmentForLoopback(quint16 port)
{
    qputenv("EPICS_CA_ADDR_LIST", "127.0.0.1:" + QByteArray::number(port));
    qputenv("EPICS_CA_AUTO_ADDR_LIST", "NO");
    qunsetenv("EPICS_CA_NAME_SERVERS");
    qputenv("EPICS_CA_AUTO_ARRAY_BYTES", "YES");
}

void caRepeaterFromProgramFolder()
{
    // Not QCoreApplication's path: there may be no application object yet.
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error)
        return;
    const QByteArray folder = QByteArray::fromStdString(program.parent_path().string());
    const QByteArray path = qgetenv("PATH");
    if (path != folder && !path.startsWith(folder + ':'))
        qputenv("PATH", path.isEmpty() ? folder : folder + ':' + path);
}

} // namespace devices
