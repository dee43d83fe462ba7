#pragma once

#include "devices/kinds/device.h"

namespace devices {

/// A device that is made of others. Its columns are theirs under nested names: part `pitch` of `mirror` gives mirror_pitch.
///
/// Thread:  that of its parts.
/// Owns:    its parts, together with whoever else uses them.
/// Errors:  those of its parts. A part that cannot be staged lets the others be unstaged.
class CompositeDevice : public Device
{
public:
    const std::vector<DevicePtr>& parts() const { return m_parts; }

    StatusPtr connect(std::chrono::milliseconds timeout) override;
    QStringList missing() const override;
    std::vector<DataKey> describe() const override;
    Handle read(ReadDone done) override;
    std::vector<DataKey> describeConfiguration() const override;
    Handle readConfiguration(ReadDone done) override;
    Result<Handle> monitor(ReadingsChanged changed) override;
    void stop() override;
    StatusPtr stage() override;
    StatusPtr unstage() override;
    bool pause() override;
    void resume() override;

protected:
    CompositeDevice(QString name, QString kind, std::vector<DevicePtr> parts);

    /// The status of the same verb of all parts.
    StatusPtr all(const QString& what, const std::function<StatusPtr(Device&)>& verb) const;
    /// Under the names that they have here.
    std::vector<DataKey> nested(std::vector<DataKey> keys) const;

private:
    const std::vector<DevicePtr> m_parts;
};

} // namespace devices
