#include "devices/kinds/devicegroup.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/texts.h"

#include <algorithm>

namespace devices {

DeviceGroup::DeviceGroup(QString name, std::vector<DevicePtr> parts)
    : CompositeDevice(std::move(name), QStringLiteral("group"), std::move(parts))
{
}

Result<void> DeviceGroup::checkDwell(std::chrono::duration<double> dwell) const
{
    for (const DevicePtr& part : parts()) {
        if (Result<void> possible = part->checkDwell(dwell); !possible)
            return possible;
    }
    return {};
}

StatusPtr DeviceGroup::setDwell(std::chrono::duration<double> dwell)
{
    return all(Texts::tr("%1 to accept %2 s per point").arg(name()).arg(dwell.count()),
        [dwell](Device& part) { return part.setDwell(dwell); });
}

StatusPtr DeviceGroup::trigger()
{
    return all(Texts::tr("%1 to acquire").arg(name()), [](Device& part) { return part.trigger(); });
}

std::chrono::duration<double> DeviceGroup::triggerTime(std::chrono::duration<double> dwell) const
{
    std::chrono::duration<double> longest{0};
    for (const DevicePtr& part : parts())
        longest = std::max(longest, part->triggerTime(dwell));
    return longest;
}

std::vector<DataKey> DeviceGroup::describeFrames() const
{
    std::vector<DataKey> keys;
    for (const DevicePtr& part : parts()) {
        for (DataKey& key : part->describeFrames())
            keys.push_back(std::move(key));
    }
    return nested(std::move(keys));
}

std::vector<FrameFile> DeviceGroup::frameFiles() const
{
    std::vector<FrameFile> files;
    for (const DevicePtr& part : parts()) {
        for (FrameFile& file : part->frameFiles()) {
            DataKey key;
            key.name = file.key;
            file.key = nested({key}).front().name;
            files.push_back(std::move(file));
        }
    }
    return files;
}

DeviceKindSpec groupSpec()
{
    DeviceKindSpec kind;
    kind.id = QStringLiteral("group");
    kind.title = Texts::tr("Group");
    kind.options = {{.key = QStringLiteral("parts"),
        .type = DeviceOption::Type::DeviceList,
        .help = Texts::tr("devices that stand above; those below `parts` of the device itself come on top")}};
    kind.compose = [](const DeviceSpec& spec, const std::vector<DevicePtr>& parts) -> Result<DevicePtr> {
        if (parts.empty())
            return Error{ErrorCode::BadValue, Texts::tr("%1 has no parts").arg(spec.name), spec.name};
        return DevicePtr(std::make_shared<DeviceGroup>(spec.name, parts));
    };
    kind.setpointPv = [](const DeviceSpec&) { return QString(); };
    return kind;
}

} // namespace devices
