#include "scans/engine/runexit.h"

#include "scans/plans/planerror.h"

#include <QCoreApplication>

namespace scans {

RunExit exitFor(const devices::Error& error)
{
    return {QStringLiteral("fail"), error.message, devices::errorCodeName(error.code), error.source};
}

RunExit exitFor(const std::exception_ptr& failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const PlanRequest&) {
        return {QStringLiteral("abort"), QCoreApplication::translate("scans", "The plan gave up"),
            QStringLiteral("aborted_by_plan"), {}};
    } catch (const PlanError& error) {
        return exitFor(error.error());
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
