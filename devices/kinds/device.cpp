#include "devices/kinds/device.h"

#include <QCoreApplication>

namespace devices {

namespace {

Error notSupported(const Device& device, const char* what)
{
    return {ErrorCode::NotSupported, QCoreApplication::translate("devices", what).arg(device.name()), device.name()};
}

} // namespace

Device::Device(QString name, QString kind)
    : m_name(std::move(name))
    , m_kind(std::move(kind))
{
}

Device::~Device() = default;

StatusPtr Device::connect(std::chrono::milliseconds)
{
    return Status::done();
}

Handle Device::readConfiguration(ReadDone done)
{
    done(std::vector<Reading>());
    return {};
}

Result<void> Device::check(double) const
{
    return notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot be moved"));
}

StatusPtr Device::set(double)
{
    return Status::failed(notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot be moved")));
}

std::optional<std::chrono::duration<double>> Device::moveTime(double, double) const
{
    return std::nullopt;
}

Result<void> Device::checkDwell(std::chrono::duration<double>) const
{
    return {};
}

StatusPtr Device::setDwell(std::chrono::duration<double>)
{
    return Status::done();
}

StatusPtr Device::trigger()
{
    return Status::done();
}

std::chrono::duration<double> Device::triggerTime(std::chrono::duration<double>) const
{
    return {};
}

StatusPtr Device::stage()
{
    return Status::done();
}

StatusPtr Device::unstage()
{
    return Status::done();
}

StatusPtr Device::prepareFor(const QJsonObject&)
{
    return Status::failed(notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot be prepared")));
}

StatusPtr Device::configure(const QJsonObject&)
{
    return Status::failed(notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot be configured")));
}

Handle Device::locate(LocateDone done)
{
    done(notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 has no position")));
    return {};
}

Result<Handle> Device::monitor(ReadingsChanged)
{
    return notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot be monitored"));
}

StatusPtr Device::kickoff()
{
    return Status::failed(notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot take points by itself")));
}

StatusPtr Device::complete()
{
    return Status::failed(notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot take points by itself")));
}

Handle Device::collect(CollectDone done)
{
    done(notSupported(*this, QT_TRANSLATE_NOOP("devices", "%1 cannot take points by itself")));
    return {};
}

} // namespace devices
