#include "scans/engine/runexit.h"

#include "scans/plans/planerror.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

namespace {

/// "BD:m1" of "ca://BD:m1.RBV" and "BD:m1.VAL".
QString recordOf(const QString& pv)
{
    const qsizetype scheme = pv.indexOf(QLatin1String("://"));
    const QString name = scheme < 0 ? pv : pv.mid(scheme + 3);
    return name.section(QLatin1Char('.'), 0, 0);
}

bool hasPv(const devices::Device& device, const QString& record)
{
    for (const std::vector<devices::DataKey>& keys : {device.describe(), device.describeConfiguration()}) {
        for (const devices::DataKey& key : keys) {
            if (recordOf(key.source) == record)
                return true;
        }
    }
    for (const QString& missing : device.missing()) {
        if (recordOf(missing) == record)
            return true;
    }
    return false;
}

} // namespace

RunExit withDevice(RunExit exit, const std::vector<devices::DevicePtr>& used)
{
    // As long as it is not known, what is to blame stands in its place.
    const QString source = exit.device;
    const bool known = std::any_of(
        used.begin(), used.end(), [&source](const devices::DevicePtr& device) { return device->name() == source; });
    if (known || source.isEmpty() || !exit.pv.isEmpty())
        return exit;
    for (const devices::DevicePtr& device : used) {
        if (!hasPv(*device, recordOf(source)))
            continue;
        exit.pv = source;
        exit.device = device->name();
        break;
    }
    return exit;
}

RunExit exitFor(const devices::Error& error, const std::vector<devices::DevicePtr>& used)
{
    return withDevice({QStringLiteral("fail"), error.message, devices::errorCodeName(error.code), error.source}, used);
}

RunExit exitFor(const std::exception_ptr& failure, const std::vector<devices::DevicePtr>& used)
{
    try {
        std::rethrow_exception(failure);
    } catch (const PlanRequest&) {
        return {QStringLiteral("abort"), QCoreApplication::translate("scans", "The plan gave up"),
            QStringLiteral("aborted_by_plan"), {}};
    } catch (const PlanError& error) {
        return exitFor(error.error(), used);
    } catch (const std::exception& exception) {
        return exitFor({devices::ErrorCode::Internal, QString::fromUtf8(exception.what()), {}});
    } catch (...) {
        return exitFor({devices::ErrorCode::Internal,
            QCoreApplication::translate("scans", "The plan failed for no known reason"), {}});
    }
}

bool isRequest(const std::exception_ptr& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const PlanRequest&) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace scans
