#include "devices/profile/profile.h"

#include "devices/kinds/devicekind.h"
#include "devices/kinds/nearmisses.h"
#include "devices/kinds/texts.h"
#include "devices/profile/suspenderreader.h"
#include "devices/profile/yamlreader.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace devices {

namespace {

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

/// Fills a Profile from the checked top level of a file.
class ProfileBuilder
{
public:
    ProfileBuilder(YamlReader& reader, Profile& profile)
        : m_reader(reader)
        , m_profile(profile)
    {
    }

    void build(const YamlReader::Fields& top)
    {
        m_profile.title = top.text(key("title"), QFileInfo(m_profile.file).completeBaseName());
        m_profile.metadata = m_reader.freeMap(top, key("metadata"));
        m_profile.ringCurrent = top.text(key("ring_current"));
        takeEpics(top);
        for (const YamlReader::Fields& fields : m_reader.list(top, key("devices")))
            takeDevice(fields, {}, 0);
        takeRoles(top);
        takeViews(top);
        for (const YamlReader::Fields& fields : m_reader.list(top, key("instruments")))
            takeInstrument(fields);
        for (const YamlReader::Fields& fields : m_reader.list(top, key("files")))
            takeFile(fields);
        for (const YamlReader::Fields& fields : m_reader.list(top, key("suspenders"))) {
            if (auto suspender = readSuspender(m_reader, fields, m_profile))
                m_profile.suspenders.push_back(std::move(*suspender));
        }
    }

private:
    void takeEpics(const YamlReader::Fields& top);
    /// The name under which it was taken; empty when it could not be.
    QString takeDevice(const YamlReader::Fields& fields, const DeviceSpec& whole, int depth);
    void takeParts(const YamlReader::Fields& fields, DeviceSpec& spec, const DeviceKindSpec& kind, int depth);
    bool pvFits(const YamlReader::Fields& fields, const DeviceKindSpec& kind);
    bool optionsFit(const YamlReader::Fields& fields, const DeviceSpec& spec, const DeviceKindSpec& kind);
    void takeRoles(const YamlReader::Fields& top);
    void takeViews(const YamlReader::Fields& top);
    void takeInstrument(const YamlReader::Fields& fields);
    void takeFile(const YamlReader::Fields& fields);
    std::optional<double> numberWithin(const YamlReader::Fields& fields, const char* name, double least, double most);
    bool nameIsFree(const YamlReader::Fields& fields, const QString& prefix);
    const DeviceSpec* findDevice(const QString& name) const;
    QStringList deviceNames() const;

    YamlReader& m_reader;
    Profile& m_profile;
    int m_devicesLeft = 10000; // aliases can multiply a small file
};

void ProfileBuilder::takeEpics(const YamlReader::Fields& top)
{
    const QMap<QString, QString> given = m_reader.textMap(top, key("epics"));
    for (auto each = given.constBegin(); each != given.constEnd(); ++each) {
        if (each.key().startsWith(QLatin1String("EPICS_CA_")))
            m_profile.epics.insert(each.key(), each.value());
        else
            m_reader.problem(top.lineOf(key("epics")), top.pathOf(key("epics")) + QLatin1Char('.') + each.key(),
                Texts::tr("the name of a variable that begins with EPICS_CA_"));
    }
}

const DeviceSpec* ProfileBuilder::findDevice(const QString& name) const
{
    const auto& all = m_profile.devices;
    const auto found
        = std::find_if(all.cbegin(), all.cend(), [&name](const DeviceSpec& spec) { return spec.name == name; });
    return found == all.cend() ? nullptr : &*found;
}

QStringList ProfileBuilder::deviceNames() const
{
    QStringList names;
    for (const DeviceSpec& spec : m_profile.devices)
        names << spec.name;
    return names;
}

bool ProfileBuilder::nameIsFree(const YamlReader::Fields& fields, const QString& prefix)
{
    static const QRegularExpression allowed(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    const QString name = fields.text(key("name"));
    const int line = fields.lineOf(key("name"));
    if (!allowed.match(name).hasMatch()) {
        m_reader.problem(line, fields.pathOf(key("name")),
            Texts::tr("a name of letters, digits and _ that begins with a letter, not \"%1\"").arg(name));
        return false;
    }
    if (const DeviceSpec* other = findDevice(prefix + name)) {
        m_reader.problem(line, fields.pathOf(key("name")),
            Texts::tr("a name of its own; %1 is the device of line %2").arg(other->name).arg(other->line));
        return false;
    }
    return true;
}

bool ProfileBuilder::pvFits(const YamlReader::Fields& fields, const DeviceKindSpec& kind)
{
    if (fields.text(key("pv")).isEmpty() == kind.pvHelp.isEmpty())
        return true;
    m_reader.problem(fields.lineOf(key("pv")), fields.pathOf(key("pv")),
        kind.pvHelp.isEmpty() ? Texts::tr("no PV: a %1 has none of its own").arg(kind.id)
                              : Texts::tr("%1; it is required").arg(profileTypeName(ProfileKey::Type::Text)));
    return kind.pvHelp.isEmpty();
}

/// Whether what is required is there, and the devices that are named stand above.
bool ProfileBuilder::optionsFit(const YamlReader::Fields& fields, const DeviceSpec& spec, const DeviceKindSpec& kind)
{
    bool fit = true;
    const auto problem = [&](const QString& option, const QString& expected) {
        const QString path = fields.pathOf(key("options"));
        m_reader.problem(
            fields.lineOf(key("options")), option.isEmpty() ? path : path + QLatin1Char('.') + option, expected);
        fit = false;
    };
    for (const DeviceOption& option : kind.options) {
        if (option.required && !spec.options.contains(option.key))
            problem(option.key, Texts::tr("%1; it is required").arg(optionTypeName(option)));
    }
    const QStringList names = partNames(spec, kind);
    for (const QString& name : names) {
        if (!findDevice(name))
            problem({},
                Texts::tr("names of devices that stand above; \"%1\" is none%2")
                    .arg(name, didYouMean(name, deviceNames())));
    }
    return fit;
}

void ProfileBuilder::takeParts(
    const YamlReader::Fields& fields, DeviceSpec& spec, const DeviceKindSpec& kind, int depth)
{
    constexpr int deepest = 8;
    if (!fields.has(key("parts")) || --m_devicesLeft < 0)
        return;
    const auto holdsParts = [](const DeviceOption& option) { return option.key == QLatin1String("parts"); };
    if (depth == deepest || std::none_of(kind.options.cbegin(), kind.options.cend(), holdsParts)) {
        m_reader.problem(fields.lineOf(key("parts")), fields.pathOf(key("parts")),
            depth == deepest ? Texts::tr("fewer and less deeply nested values")
                             : Texts::tr("no parts: a %1 has none").arg(kind.id));
        return;
    }
    QJsonArray parts = spec.options.value(key("parts")).toArray();
    for (const YamlReader::Fields& part : m_reader.list(fields, key("parts"), key("devices[]"))) {
        if (const QString name = takeDevice(part, spec, depth + 1); !name.isEmpty())
            parts.append(name);
    }
    spec.options.insert(key("parts"), parts);
}

QString ProfileBuilder::takeDevice(const YamlReader::Fields& fields, const DeviceSpec& whole, int depth)
{
    --m_devicesLeft;
    const QString prefix = whole.name.isEmpty() ? QString() : whole.name + QLatin1Char('_');
    DeviceSpec spec;
    spec.kind = fields.text(key("kind"));
    spec.name = prefix + fields.text(key("name"));
    spec.pv = fields.text(key("pv"));
    spec.description = fields.text(key("description"));
    spec.group = fields.text(key("group"), whole.group);
    spec.line = fields.line;
    const bool named = nameIsFree(fields, prefix);
    const DeviceKindSpec* kind = findKind(spec.kind);
    if (!kind) {
        m_reader.problem(fields.lineOf(key("kind")), fields.pathOf(key("kind")),
            Texts::tr("one of %1, not \"%2\"%3")
                .arg(kindIds().join(QStringLiteral(", ")), spec.kind, didYouMean(spec.kind, kindIds())));
        return {};
    }
    const bool placed = pvFits(fields, *kind);
    spec.options = m_reader.options(fields, key("options"), *kind);
    if (named)
        takeParts(fields, spec, *kind, depth);
    if (!placed || !optionsFit(fields, spec, *kind) || !named)
        return {};
    m_profile.devices.push_back(spec);
    return spec.name;
}

void ProfileBuilder::takeRoles(const YamlReader::Fields& top)
{
    const auto known = [this, &top](const QString& name, const char* role) {
        if (findDevice(name))
            return true;
        m_reader.problem(top.lineOf(key(role)), key(role),
            Texts::tr("the name of a device; \"%1\" is none%2").arg(name, didYouMean(name, deviceNames())));
        return false;
    };
    if (const QString name = top.text(key("shutter")); !name.isEmpty() && known(name, "shutter"))
        m_profile.shutter = name;
    const auto names = [this, &top, &known](const char* role) {
        QStringList found;
        const QStringList asked = m_reader.texts(top, key(role));
        std::copy_if(asked.begin(), asked.end(), std::back_inserter(found),
            [&known, role](const QString& name) { return known(name, role); });
        return found;
    };
    m_profile.detectors = names("detectors");
    m_profile.monitors = names("monitors");
    if (top.has(key("baseline")))
        m_profile.baseline = names("baseline");
}

void ProfileBuilder::takeViews(const YamlReader::Fields& top)
{
    for (const YamlReader::Fields& fields : m_reader.list(top, key("pv_groups")))
        m_profile.pvGroups.push_back({fields.text(key("name")), m_reader.pvs(fields, key("pvs"))});
    for (const YamlReader::Fields& fields : m_reader.list(top, key("stripcharts"))) {
        StripPreset preset{fields.text(key("name")), m_reader.pvs(fields, key("pvs")), 300};
        if (const std::optional<double> span = m_reader.number(fields, key("span"))) {
            if (*span > 0)
                preset.spanSeconds = *span;
            else
                m_reader.problem(
                    fields.lineOf(key("span")), fields.pathOf(key("span")), Texts::tr("a number of seconds above 0"));
        }
        m_profile.stripcharts.push_back(std::move(preset));
    }
    for (const YamlReader::Fields& fields : m_reader.list(top, key("images"))) {
        const QString prefix = fields.text(key("prefix"));
        const QString stats = fields.text(key("stats"), QStringLiteral("Stats1:"));
        m_profile.images.push_back({fields.text(key("name")), prefix + fields.text(key("cam"), QStringLiteral("cam1:")),
            prefix + fields.text(key("array"), QStringLiteral("image1:")),
            stats.isEmpty() ? QString() : prefix + stats});
    }
}

std::optional<double> ProfileBuilder::numberWithin(
    const YamlReader::Fields& fields, const char* name, double least, double most)
{
    const std::optional<double> number = m_reader.number(fields, key(name));
    if (!number || (*number >= least && *number <= most))
        return number;
    m_reader.problem(fields.lineOf(key(name)), fields.pathOf(key(name)),
        Texts::tr("a number from %1 to %2, not \"%3\"").arg(least).arg(most).arg(*number));
    return std::nullopt;
}

void ProfileBuilder::takeFile(const YamlReader::Fields& fields)
{
    FileEntry entry;
    entry.format = fields.text(key("format"));
    entry.nameTemplate = fields.text(key("name"));
    entry.compression = fields.text(key("compression"));
    entry.level = m_reader.number(fields, key("level"));
    entry.flushSeconds = numberWithin(fields, "flush_seconds", 0, 3600);
    entry.flushPoints = numberWithin(fields, "flush_points", 1, 1e6);
    entry.line = fields.line;
    if (entry.format != QLatin1String("nexus")) {
        for (const char* option : {"compression", "level", "flush_seconds", "flush_points"}) {
            if (fields.has(key(option)))
                m_reader.problem(fields.lineOf(key(option)), fields.pathOf(key(option)),
                    Texts::tr("this key with the format nexus alone"));
        }
    }
    m_profile.files.push_back(std::move(entry));
}

/// A name without ':' and '.' stands for a device: for the PV that moves it.
void ProfileBuilder::takeInstrument(const YamlReader::Fields& fields)
{
    InstrumentSpec instrument{fields.text(key("name")), fields.text(key("description")), {}};
    for (PvEntry& entry : m_reader.pvs(fields, key("pvs"))) {
        if (entry.pv.contains(QLatin1Char(':')) || entry.pv.contains(QLatin1Char('.'))) {
            instrument.pvs.push_back(std::move(entry));
            continue;
        }
        const DeviceSpec* device = findDevice(entry.pv);
        const QString setpoint = device ? findKind(device->kind)->setpointPv(*device) : QString();
        if (!setpoint.isEmpty())
            instrument.pvs.push_back({setpoint, entry.label});
        else
            m_reader.problem(fields.lineOf(key("pvs")), fields.pathOf(key("pvs")),
                Texts::tr("PVs and names of devices that can be set; \"%1\" is neither%2")
                    .arg(entry.pv, device ? QString() : didYouMean(entry.pv, deviceNames())));
    }
    m_profile.instruments.push_back(std::move(instrument));
}

} // namespace

QString ProfileProblem::toText() const
{
    QString place = QFileInfo(file).fileName();
    if (line > 0)
        place += QStringLiteral(":%1").arg(line);
    if (!key.isEmpty())
        place += QStringLiteral(": ") + key;
    return Texts::tr("%1: expected %2").arg(place, expected);
}

ProfileLoad parseProfile(const QByteArray& yaml, const QString& file)
{
    ProfileLoad load;
    load.profile.file = file;
    try {
        const YAML::Node root = YAML::Load(std::string(yaml.constData(), static_cast<std::size_t>(yaml.size())));
        if (!root.IsMap()) {
            load.problems.push_back({file, 1, {}, Texts::tr("a map with keys such as title and devices")});
            return load;
        }
        YamlReader reader(file, load.problems);
        ProfileBuilder(reader, load.profile).build(reader.fields(root, {}, {}));
        load.usable = true;
    } catch (const YAML::Exception& e) {
        const QString message = QString::fromStdString(e.msg);
        load.problems.push_back({file, e.mark.line + 1, {}, Texts::tr("YAML; its reader says: %1").arg(message)});
    } catch (const std::exception& e) {
        load.problems.push_back(
            {file, 0, {}, Texts::tr("YAML; its reader says: %1").arg(QString::fromLocal8Bit(e.what()))});
    }
    return load;
}

ProfileLoad loadProfile(const QString& path)
{
    constexpr qint64 largest = 1 << 20;
    ProfileLoad load;
    load.profile.file = path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        load.problems.push_back({path, 0, {}, Texts::tr("a readable file: %1").arg(file.errorString())});
        return load;
    }
    const QByteArray yaml = file.read(largest + 1);
    if (yaml.size() > largest) {
        load.problems.push_back({path, 0, {}, Texts::tr("a file of at most 1 MiB")});
        return load;
    }
    return parseProfile(yaml, path);
}

} // namespace devices
