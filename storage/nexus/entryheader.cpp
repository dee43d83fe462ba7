#include "storage/nexus/entryheader.h"

#include "storage/hdf5/fixedattribute.h"
#include "storage/hdf5/h5.h"
#include "storage/nexus/jsontree.h"
#include "storage/nexus/positionsgroups.h"

namespace storage {

namespace {

void writeStart(hid_t entry, const scans::RunStart& start, const QString& title)
{
    h5::makeText(entry, QStringLiteral("title"), title);
    h5::makeText(entry, QStringLiteral("start_time"), devices::toIso(start.time));
    h5::makeText(entry, QStringLiteral("entry_identifier"), start.uid);
    const h5::Handle scanId = makeItem(entry, QStringLiteral("scan_id"), ItemType::integer());
    writeItem(scanId.id(), ItemType::integer(), start.scanId);
    const h5::Handle program = h5::makeText(entry, QStringLiteral("program_name"), QStringLiteral("Beamdeck"));
    h5::writeAttribute(program.id(), "version", QStringLiteral(BEAMDECK_VERSION));
    h5::makeText(
        entry, QStringLiteral("metadata"), jsonText(scans::toJson(std::make_shared<const scans::RunStart>(start))));
}

void writePlan(hid_t entry, const scans::RunStart& start, const QString& name)
{
    const h5::Handle plan = h5::makeGroup(entry, QStringLiteral("plan"), "NXcollection");
    h5::makeText(plan.id(), QStringLiteral("name"), name);
    const QJsonObject arguments = start.metadata.value(QLatin1String("plan_args")).toObject();
    h5::makeText(plan.id(), QStringLiteral("arguments"), jsonText(arguments));
    writeTree(h5::makeGroup(plan.id(), QStringLiteral("parameters"), "NXcollection").id(), arguments);
    const QString command = start.metadata.value(QLatin1String("command")).toString();
    if (!command.isEmpty())
        h5::makeText(plan.id(), QStringLiteral("command"), command);
}

/// A person or a sample: its name, and what else the metadata have below that key.
void writeNamed(hid_t entry, const QString& what, const char* nxClass, const QString& name, const QJsonValue& more)
{
    const h5::Handle group = h5::makeGroup(entry, what, nxClass);
    h5::makeText(group.id(), QStringLiteral("name"), name);
    writeTree(group.id(), more.toObject());
}

/// What only the end of the run knows: room for it is made now, as nothing can be added while others may read.
void makeStopTexts(hid_t entry)
{
    h5::makeFixedText(entry, QStringLiteral("end_time"), 40);
    h5::makeFixedText(entry, QStringLiteral("exit_status"), 16);
    h5::makeFixedText(entry, QStringLiteral("reason"), 1024);
    h5::makeFixedText(entry, QStringLiteral("reason_code"), 64);
    h5::makeFixedText(entry, QStringLiteral("reason_device"), 128);
}

} // namespace

h5::Handle writeEntryHeader(hid_t file, const scans::RunStart& start, const RunMetadata& about)
{
    h5::writeAttribute(file, "NX_class", QStringLiteral("NXroot"));
    h5::writeAttribute(file, "default", QStringLiteral("entry"));
    h5::writeFixedAttribute(file, "creator", QStringLiteral("Beamdeck " BEAMDECK_VERSION));
    h5::writeAttribute(file, "file_time", devices::toIso(devices::now()));
    h5::Handle entry = h5::makeGroup(file, QStringLiteral("entry"), "NXentry");
    writeStart(entry.id(), start, about.title);
    writePlan(entry.id(), start, about.planName);
    const auto more = [&start](const char* key) { return start.metadata.value(QLatin1String(key)); };
    writeNamed(entry.id(), QStringLiteral("user"), "NXuser", about.user, more("user"));
    writeNamed(entry.id(), QStringLiteral("sample"), "NXsample", about.sample, more("sample"));
    makeStopTexts(entry.id());
    return entry;
}

} // namespace storage
