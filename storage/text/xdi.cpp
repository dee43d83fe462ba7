#include "storage/text/xdi.h"

#include "storage/runmetadata.h"
#include "storage/text/numbercolumns.h"
#include "storage/text/perrunconsumer.h"
#include "storage/text/textformat.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace storage {

using devices::DataKey;
using devices::Result;

namespace {

constexpr qsizetype cellWidth = 16;

QByteArray stamp(devices::Timestamp time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1();
}

QByteArray pvOf(const DataKey& key)
{
    const qsizetype scheme = key.source.indexOf(QLatin1String("://"));
    return oneLine(scheme < 0 ? key.source : key.source.mid(scheme + 3));
}

QByteArray comment(const char* name, const QString& value)
{
    return value.isEmpty() ? QByteArray() : "# " + QByteArray(name) + ": " + oneLine(value) + '\n';
}

class XdiFile : public RunWriter
{
public:
    XdiFile(std::unique_ptr<TextFile> file, scans::RunStartPtr start)
        : m_file(std::move(file))
        , m_start(std::move(start))
    {
    }

    using RunWriter::take;
    Result<void> take(const scans::EventDescriptorPtr& descriptor) override;
    Result<void> take(const scans::EventPtr& event) override;
    Result<void> take(const scans::RunStopPtr& stop) override;
    Result<void> flush() override { return m_file->flush(); }
    Result<void> ready() const override { return m_file->ready(); }

private:
    Result<void> begin();
    QByteArray legend() const;
    QByteArray positions(const scans::Event& baseline) const;
    QByteArray parameters() const;
    QByteArray labels() const;
    QByteArray row(const scans::Event& event) const;

    const std::unique_ptr<TextFile> m_file;
    const scans::RunStartPtr m_start;
    scans::EventDescriptorPtr m_primary;
    std::vector<std::size_t> m_columns;
    scans::EventPtr m_before;
    scans::EventPtr m_after;
    bool m_begun = false;
};

Result<void> XdiFile::take(const scans::EventDescriptorPtr& descriptor)
{
    if (descriptor->name == QLatin1String("primary") && !m_primary) {
        m_primary = descriptor;
        m_columns = numberColumns(*m_start, *descriptor);
    }
    return {};
}

Result<void> XdiFile::take(const scans::EventPtr& event)
{
    if (event->descriptor->name == QLatin1String("baseline"))
        (m_before ? m_after : m_before) = event;
    if (!m_primary || event->descriptor->name != m_primary->name)
        return {};
    if (auto begun = begin(); !begun)
        return begun;
    return m_file->putRow(event->seqNum, row(*event));
}

/// With the first point, when the positions are known.
Result<void> XdiFile::begin()
{
    if (m_begun)
        return {};
    const RunMetadata about(*m_start);
    QByteArray text = "#XDI/1.1    Epics StepScan File / 2.0\n# Scan.start_time: " + stamp(m_start->time) + '\n';
    text += legend();
    if (m_before)
        text += positions(*m_before);
    text += parameters();
    text += "# ///  Users Comments  ///\n";
    text += about.title.isEmpty() ? QByteArray() : "# " + oneLine(about.title) + '\n';
    text += "#-----------------------------\n" + labels();
    auto begun = m_file->append(text);
    m_begun = begun.ok();
    return begun;
}

QByteArray XdiFile::legend() const
{
    QByteArray text = "# Legend.Start: Column.N: Name  units || EpicsPV\n";
    int number = 0;
    for (const std::size_t column : m_columns) {
        const DataKey& key = m_primary->keys[column];
        text += "# Column." + QByteArray::number(++number) + ": " + columnWord(key.name).toUtf8()
            + (key.units.isEmpty() ? QByteArray() : ' ' + oneLine(key.units)) + " || " + pvOf(key) + '\n';
    }
    return text + "# Legend.End: here\n";
}

QByteArray XdiFile::positions(const scans::Event& baseline) const
{
    QByteArray text = "# ExtraPVs.Start: Family.Member: Value || PV\n";
    const auto& keys = baseline.descriptor->keys;
    for (std::size_t i = 0; i < std::min(keys.size(), baseline.data.size()); ++i) {
        if (keys[i].dtype == DataKey::Dtype::Array)
            continue;
        const QString family = keys[i].objectName.isEmpty() ? QStringLiteral("Extra") : columnWord(keys[i].objectName);
        const QString name = family + QLatin1Char('.') + columnWord(keys[i].name);
        text += "# " + name.toUtf8() + ": " + oneLine(cellText(keys[i], baseline.data[i].value)) + "  ||  "
            + pvOf(keys[i]) + '\n';
    }
    return text + "# ExtraPVs.End: here\n";
}

QByteArray XdiFile::parameters() const
{
    const RunMetadata about(*m_start);
    const QJsonObject arguments = m_start->metadata.value(QLatin1String("plan_args")).toObject();
    QByteArray text = "# ScanParameters.Start: ScanType: " + oneLine(about.planName) + '\n';
    text += comment("ScanParameters.command", specCommand(*m_start));
    text += comment("ScanParameters.scan_id", QString::number(m_start->scanId));
    text += comment("ScanParameters.uid", m_start->uid);
    text += comment("ScanParameters.user", about.user);
    text += comment("ScanParameters.sample", about.sample);
    for (const char* key : {"element", "edge", "e0"}) {
        const QJsonValue value = arguments.value(QLatin1String(key));
        text += comment(qPrintable(QStringLiteral("ScanParameters.") + QLatin1String(key)),
            value.isDouble() ? QString::fromLatin1(numberText(value.toDouble())) : value.toString());
    }
    return text + "# ScanParameters.End: here\n";
}

QByteArray XdiFile::labels() const
{
    QStringList names;
    for (const std::size_t column : m_columns)
        names << columnWord(m_primary->keys[column].name);
    return "# " + names.join(QLatin1Char('\t')).toUtf8() + '\n';
}

QByteArray XdiFile::row(const scans::Event& event) const
{
    QByteArray line;
    for (const std::size_t column : m_columns) {
        const QByteArray cell
            = column < event.data.size() ? numberText(event.data[column].value) : QByteArrayLiteral("nan");
        line += ' ' + cell.rightJustified(cellWidth);
    }
    return line + '\n';
}

Result<void> XdiFile::take(const scans::RunStopPtr& stop)
{
    if (auto begun = begin(); !begun)
        return begun;
    QByteArray text = "# Scan.end_time: " + stamp(stop->time) + '\n';
    text += comment("Scan.exit_status", stop->exitStatus) + comment("Scan.reason", stop->reason);
    if (m_after)
        text += positions(*m_after);
    return m_file->append(text);
}

std::unique_ptr<DocumentConsumer> make(FilePlacer placer)
{
    const auto files = std::make_shared<FilePlacer>(std::move(placer));
    return std::make_unique<PerRunConsumer>(
        QStringLiteral("xdi"), [files](const scans::RunStartPtr& start) -> Result<std::unique_ptr<RunWriter>> {
            auto file = newTextFile(*files, {start.get(), nullptr, nullptr, {}, 0});
            if (!file)
                return file.error();
            return std::unique_ptr<RunWriter>(std::make_unique<XdiFile>(std::move(file).value(), start));
        });
}

} // namespace

FileFormat xdiFormat()
{
    return {QStringLiteral("xdi"),
        QCoreApplication::translate("storage", "XDI: text in columns, as stepscan writes it"),
        QStringLiteral("{date}/{plan_name}.{scan_id:03d}"), NameLevel::Run, make};
}

} // namespace storage
