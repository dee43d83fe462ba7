#include "devices/ca/caerror.h"

#include <cadef.h>

#include <QCoreApplication>

namespace devices {

namespace {

ErrorCode codeOf(long status)
{
    switch (status) {
    case ECA_DISCONN:
    case ECA_CHANDESTROY:
        return ErrorCode::Disconnected;
    case ECA_TIMEOUT:
    case ECA_UNRESPTMO:
        return ErrorCode::Timeout;
    case ECA_NORDACCESS:
    case ECA_NOWTACCESS:
        return ErrorCode::NoAccess;
    case ECA_BADTYPE:
    case ECA_BADCOUNT:
    case ECA_BADSTR:
    case ECA_NOCONVERT:
        return ErrorCode::BadValue;
    case ECA_GETFAIL:
    case ECA_PUTFAIL:
    case ECA_PUTCBINPROG:
        return ErrorCode::Refused;
    default:
        return ErrorCode::Io;
    }
}

Error errorOf(const QString& text, long status, const QString& name)
{
    return {codeOf(status), text.arg(name, QString::fromUtf8(ca_message(status))), name};
}

} // namespace

Error caReadError(long status, const QString& name)
{
    return errorOf(QCoreApplication::translate("devices", "%1 was not read: %2"), status, name);
}

Error caWriteError(long status, const QString& name)
{
    if (status == ECA_DISCONN)
        return errorOf(QCoreApplication::translate("devices", "%1 went away (%2); whether it was written is unknown"),
            status, name);
    return errorOf(QCoreApplication::translate("devices", "%1 was not written: %2"), status, name);
}

} // namespace devices
