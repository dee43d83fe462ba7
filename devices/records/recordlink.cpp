#include "devices/records/recordlink.h"

#include "devices/caserver/serverpvaccess.h"

#include <QCoreApplication>

namespace devices {

namespace {

Value asType(const ServerPv& pv, double number)
{
    switch (pv.type()) {
    case NativeType::String:
        return QString::number(number);
    case NativeType::Enum:
        return EnumIndex{static_cast<quint16>(number)};
    case NativeType::Double:
    case NativeType::Float:
        return number;
    case NativeType::Short:
    case NativeType::Char:
    case NativeType::Long:
        break;
    }
    return static_cast<qint64>(number);
}

} // namespace

Result<void> writeLink(RecordHost& host, const QString& link, double number)
{
    const QString name = link.simplified().section(QLatin1Char(' '), 0, 0);
    if (name.isEmpty())
        return {};
    const ServerPvPtr pv = host.find(name);
    if (!pv)
        return Error{ErrorCode::Disconnected,
            QCoreApplication::translate("devices", "there is no PV %1 to write to").arg(name), name};
    const ClientIdentity record{QStringLiteral("record"), QStringLiteral("localhost")};
    ServerPvAccess::put(*pv, asType(*pv, number), record, [](const Result<void>&) {});
    return {};
}

} // namespace devices
