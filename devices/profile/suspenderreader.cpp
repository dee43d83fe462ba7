#include "devices/profile/suspenderreader.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/nearmisses.h"
#include "devices/kinds/texts.h"

#include <algorithm>

namespace devices {

namespace {

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

void complain(YamlReader& reader, const YamlReader::Fields& fields, const char* name, const QString& expected)
{
    const int line = fields.has(key(name)) ? fields.lineOf(key(name)) : fields.line;
    reader.problem(line, fields.pathOf(key(name)), expected);
}

/// A name without ':' and '.' stands for a role or a device.
QString pvOf(const QString& name, const Profile& profile)
{
    if (name.contains(QLatin1Char(':')) || name.contains(QLatin1Char('.')))
        return name;
    if (name == QLatin1String("ring_current"))
        return profile.ringCurrent;
    const auto device = std::find_if(
        profile.devices.begin(), profile.devices.end(), [&name](const DeviceSpec& spec) { return spec.name == name; });
    if (device == profile.devices.end())
        return {};
    const QString readback = device->options.value(key("readback")).toString();
    return readback.isEmpty() ? findKind(device->kind)->setpointPv(*device) : readback;
}

bool takeLimits(YamlReader& reader, const YamlReader::Fields& fields, SuspenderEntry& entry)
{
    const std::optional<double> low = reader.number(fields, key("low"));
    const std::optional<double> high = reader.number(fields, key("high"));
    entry.resume = reader.number(fields, key("resume"));
    const bool floor = entry.condition == QLatin1String("floor");
    const bool ceiling = entry.condition == QLatin1String("ceiling");
    const bool outside = entry.condition == QLatin1String("outside");
    const auto lacks = [&](const char* name) {
        complain(reader, fields, name, Texts::tr("a number; %1 needs it").arg(entry.condition));
        return false;
    };
    if ((floor || outside) && !low)
        return lacks("low");
    if ((ceiling || outside) && !high)
        return lacks("high");
    entry.low = low.value_or(0);
    entry.high = high.value_or(0);
    if (outside && entry.low >= entry.high)
        complain(reader, fields, "high", Texts::tr("a number above low"));
    else if (floor && entry.resume && *entry.resume < entry.low)
        complain(reader, fields, "resume", Texts::tr("a number of at least low"));
    else if (ceiling && entry.resume && *entry.resume > entry.high)
        complain(reader, fields, "resume", Texts::tr("a number of at most high"));
    else
        return true;
    return false;
}

} // namespace

const QStringList& suspenderConditions()
{
    static const QStringList all{key("floor"), key("ceiling"), key("outside"), key("high"), key("low"), key("changed")};
    return all;
}

std::optional<SuspenderEntry> readSuspender(
    YamlReader& reader, const YamlReader::Fields& fields, const Profile& profile)
{
    SuspenderEntry entry;
    entry.name = fields.text(key("name"));
    entry.condition = fields.text(key("condition"));
    entry.expected = fields.text(key("expected"));
    entry.message = fields.text(key("message"));
    entry.settleSeconds = reader.number(fields, key("settle")).value_or(0);
    const QString named = fields.text(key("pv"));
    entry.pv = pvOf(named, profile);
    if (entry.pv.isEmpty()) {
        complain(reader, fields, "pv",
            Texts::tr("a PV, the name of a device that can be set, or ring_current where that is given, not \"%1\"")
                .arg(named));
        return std::nullopt;
    }
    if (!suspenderConditions().contains(entry.condition)) {
        complain(reader, fields, "condition",
            Texts::tr("one of %1, not \"%2\"%3")
                .arg(suspenderConditions().join(QStringLiteral(", ")), entry.condition,
                    didYouMean(entry.condition, suspenderConditions())));
        return std::nullopt;
    }
    if (entry.settleSeconds < 0) {
        complain(reader, fields, "settle", Texts::tr("a number of seconds, 0 or more"));
        return std::nullopt;
    }
    if (!takeLimits(reader, fields, entry))
        return std::nullopt;
    return entry;
}

} // namespace devices
