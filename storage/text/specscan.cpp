#include "storage/runmetadata.h"
#include "storage/text/numbercolumns.h"
#include "storage/text/perrunconsumer.h"
#include "storage/text/specfile.h"
#include "storage/text/textformat.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

#include <map>
#include <utility>

namespace storage {

using devices::Result;

namespace {

constexpr std::size_t motorsInLine = 8;
constexpr int channelsInLine = 16;

/// Which files a run writes to now, and the scans of other runs that have to stand behind it.
struct SpecTurns
{
    FilePlacer placer;
    QSet<QString> busy;
    std::map<QString, QByteArray> waiting;
    std::map<QString, SpecTail> tails; ///< as they will be when all is written
    QSet<QString> begun; ///< not to be emptied any more
};

QByteArray namesInLines(const char* letter, const QStringList& names, const QString& gap)
{
    QByteArray text;
    for (qsizetype i = 0; i < names.size(); i += static_cast<qsizetype>(motorsInLine)) {
        text += letter + QByteArray::number(i / static_cast<qsizetype>(motorsInLine)) + ' '
            + names.mid(i, motorsInLine).join(gap).toUtf8() + '\n';
    }
    return text;
}

/// One scan of a SPEC file. It begins with the first point, when the positions are known.
class SpecScan : public RunWriter
{
public:
    SpecScan(std::shared_ptr<SpecTurns> turns, scans::RunStartPtr start, QString path)
        : m_turns(std::move(turns))
        , m_start(std::move(start))
        , m_path(std::move(path))
        , m_motors(static_cast<std::size_t>(RunMetadata(*m_start).motors.size()))
    {
    }
    ~SpecScan() override;

    using RunWriter::take;
    Result<void> take(const scans::EventDescriptorPtr& descriptor) override;
    Result<void> take(const scans::EventPtr& event) override;
    Result<void> take(const scans::RunStopPtr& stop) override;
    Result<void> flush() override;
    Result<void> ready() const override { return m_file ? m_file->ready() : Result<void>(); }

private:
    Result<void> begin();
    Result<void> open(TextFile::Mode mode);
    Result<void> writeWaiting();
    QByteArray head(const SpecTail& tail);
    QByteArray fileHeader() const;
    QByteArray scanHeader() const;
    QByteArray spectrumHeader() const;
    QByteArray positions() const;
    QByteArray row(const scans::Event& event) const;
    QByteArray ending(const scans::RunStop& stop) const;
    QStringList motorNames() const;

    const std::shared_ptr<SpecTurns> m_turns;
    const scans::RunStartPtr m_start;
    const QString m_path;
    std::size_t m_motors; ///< that were scanned; their columns come first
    scans::EventDescriptorPtr m_primary;
    scans::EventPtr m_baseline;
    std::vector<std::size_t> m_columns;
    std::vector<std::size_t> m_spectra;
    bool m_begun = false;
    qint64 m_epoch = 0;
    int m_points = 0;
    std::unique_ptr<TextFile> m_file; ///< while it is this scan's turn
    bool m_ended = false; ///< nothing more comes of this scan, so others may stand behind it
    QByteArray m_head; ///< otherwise all waits in memory
    std::map<int, QByteArray> m_rows;
};

SpecScan::~SpecScan()
{
    if (!m_file)
        return;
    m_file.reset();
    m_turns->busy.remove(m_path);
    if (m_turns->waiting[m_path].isEmpty())
        return;
    auto written = open(TextFile::Mode::Append); // anew, for something may have happened to the file of this scan
    if (written)
        written = writeWaiting();
    if (!written)
        qWarning("%s", qPrintable(written.error().message));
    m_turns->busy.remove(m_path);
}

Result<void> SpecScan::open(TextFile::Mode mode)
{
    auto file = TextFile::open(m_path, m_turns->placer.dry() ? TextFile::Mode::Discard : mode);
    if (!file)
        return file.error();
    m_file = std::move(file).value();
    m_turns->busy.insert(m_path);
    return {};
}

Result<void> SpecScan::flush()
{
    auto flushed = m_file ? m_file->flush() : Result<void>();
    return flushed && m_file && m_ended ? writeWaiting() : flushed;
}

/// What other scans left for when this one has ended.
Result<void> SpecScan::writeWaiting()
{
    QByteArray& waiting = m_turns->waiting[m_path];
    if (auto appended = m_file->append(waiting); !appended)
        return appended;
    waiting.clear();
    return m_file->flush();
}

Result<void> SpecScan::take(const scans::EventDescriptorPtr& descriptor)
{
    if (descriptor->name != QLatin1String("primary") || m_primary)
        return {};
    m_primary = descriptor;
    m_columns = numberColumns(*m_start, *descriptor);
    m_spectra = spectrumColumns(*descriptor);
    m_motors = m_columns.empty() ? 0 : m_motors;
    return {};
}

Result<void> SpecScan::take(const scans::EventPtr& event)
{
    if (event->descriptor->name == QLatin1String("baseline") && !m_baseline)
        m_baseline = event;
    if (!m_primary || event->descriptor->name != m_primary->name)
        return {};
    if (auto begun = begin(); !begun)
        return begun;
    if (m_file) {
        if (auto put = m_file->putRow(event->seqNum, row(*event)); !put)
            return put;
    } else {
        m_rows[event->seqNum] = row(*event);
    }
    m_points = std::max(m_points, event->seqNum);
    return {};
}

Result<void> SpecScan::begin()
{
    if (m_begun)
        return {};
    const bool busy = m_turns->busy.contains(m_path);
    const bool anew = m_turns->placer.overwrites() && !m_turns->begun.contains(m_path);
    const bool unread = busy || anew || m_turns->placer.dry();
    const Result<SpecTail> tail = unread ? (busy ? m_turns->tails[m_path] : SpecTail()) : SpecTail::read(m_path);
    if (!tail)
        return tail.error();
    const QByteArray text = head(tail.value());
    if (busy) {
        m_head = text;
    } else {
        if (auto opened = open(anew ? TextFile::Mode::Overwrite : TextFile::Mode::Append); !opened)
            return opened;
        m_turns->begun.insert(m_path);
        if (auto appended = m_file->append(text); !appended)
            return appended;
    }
    m_begun = true;
    return {};
}

QByteArray SpecScan::head(const SpecTail& tail)
{
    QByteArray text = tail.endsLine ? QByteArray() : QByteArrayLiteral("\n");
    m_epoch = tail.epoch;
    const bool fresh = tail.empty || (m_baseline && tail.motors != motorNames());
    if (fresh) {
        m_epoch = std::chrono::duration_cast<std::chrono::seconds>(m_start->time.time_since_epoch()).count();
        // Each header needs its #F, or readers take the motors of the first one.
        text += (tail.empty ? "#F " : "\n#F ") + oneLine(QFileInfo(m_path).fileName()) + '\n';
        text += fileHeader();
    }
    m_turns->tails[m_path] = {false, true, m_epoch, fresh ? motorNames() : tail.motors};
    return text + scanHeader();
}

QStringList SpecScan::motorNames() const
{
    QStringList names;
    if (!m_baseline)
        return names;
    for (const std::size_t column : scalarColumns(*m_baseline->descriptor))
        names << columnLabel(m_baseline->descriptor->keys[column].name);
    return names;
}

QByteArray SpecScan::fileHeader() const
{
    QByteArray text = "#E " + QByteArray::number(m_epoch) + "\n#D " + specDate(m_start->time)
        + "\n#C Beamdeck  User = " + oneLine(RunMetadata(*m_start).user) + '\n';
    const QStringList motors = motorNames();
    QStringList mnemonics;
    for (const QString& motor : motors)
        mnemonics << columnWord(motor);
    return text + namesInLines("#O", motors, QStringLiteral("  ")) + namesInLines("#o", mnemonics, QStringLiteral(" "));
}

QByteArray SpecScan::positions() const
{
    QByteArray text;
    if (!m_baseline)
        return text;
    const std::vector<std::size_t> columns = scalarColumns(*m_baseline->descriptor);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (i % motorsInLine == 0)
            text += (i == 0 ? "#P" : "\n#P") + QByteArray::number(static_cast<qint64>(i / motorsInLine));
        const bool read = columns[i] < m_baseline->data.size();
        text += ' ' + (read ? numberText(m_baseline->data[columns[i]].value) : QByteArrayLiteral("nan"));
    }
    return columns.empty() ? text : text + '\n';
}

QByteArray SpecScan::spectrumHeader() const
{
    QByteArray text;
    for (const std::size_t column : m_spectra) {
        const auto& shape = m_primary->keys[column].shape;
        if (text.isEmpty())
            text = "#@MCA %" + QByteArray::number(channelsInLine) + "C\n";
        if (!shape.empty() && shape.front() > 0)
            text += "#@CHANN " + QByteArray::number(shape.front()) + " 0 " + QByteArray::number(shape.front() - 1)
                + " 1\n";
    }
    return text;
}

QByteArray SpecScan::scanHeader() const
{
    const RunMetadata about(*m_start);
    QByteArray text = "\n#S " + QByteArray::number(m_start->scanId) + ' ' + oneLine(specCommand(*m_start)) + "\n#D "
        + specDate(m_start->time) + '\n';
    if (const QJsonValue dwell = m_start->metadata.value(QLatin1String("dwell")); dwell.isDouble())
        text += "#T " + numberText(dwell.toDouble()) + "  (Seconds)\n";
    text += "#C uid = " + oneLine(m_start->uid) + '\n';
    if (!about.sample.isEmpty())
        text += "#C sample = " + oneLine(about.sample) + '\n';
    text += positions();
    if (!m_primary)
        return text;
    text += spectrumHeader();
    QStringList labels;
    if (m_motors == 0)
        labels << QStringLiteral("Time") << QStringLiteral("Epoch");
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_motors > 0 && i == std::min(m_columns.size() - 1, m_motors))
            labels << QStringLiteral("Epoch");
        labels << columnLabel(m_primary->keys[m_columns[i]].name);
    }
    return text + "#N " + QByteArray::number(labels.size()) + "\n#L " + labels.join(QStringLiteral("  ")).toUtf8()
        + '\n';
}

QByteArray SpecScan::row(const scans::Event& event) const
{
    QByteArray text;
    for (const std::size_t column : m_spectra) {
        const std::vector<double> channels
            = column < event.data.size() ? devices::toDoubles(event.data[column].value) : std::vector<double>();
        text += "@A";
        for (std::size_t i = 0; i < channels.size(); ++i)
            text += (i > 0 && i % channelsInLine == 0 ? "\\\n " : " ") + numberText(channels[i]);
        text += '\n';
    }
    const QByteArray epoch
        = QByteArray::number(devices::toEpochSeconds(event.time) - static_cast<double>(m_epoch), 'f', 6);
    QByteArrayList cells;
    if (m_motors == 0)
        cells << QByteArray::number(std::chrono::duration<double>(event.time - m_start->time).count(), 'f', 6) << epoch;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_motors > 0 && i == std::min(m_columns.size() - 1, m_motors))
            cells << epoch;
        cells << (m_columns[i] < event.data.size() ? numberText(event.data[m_columns[i]].value)
                                                   : QByteArrayLiteral("nan"));
    }
    return text + cells.join(' ') + '\n';
}

QByteArray SpecScan::ending(const scans::RunStop& stop) const
{
    if (stop.exitStatus == QLatin1String("success"))
        return {};
    return "#C " + specDate(stop.time) + ".  Scan ended with \"" + oneLine(stop.exitStatus) + "\" after "
        + QByteArray::number(m_points) + " points.  " + oneLine(stop.reason) + '\n';
}

Result<void> SpecScan::take(const scans::RunStopPtr& stop)
{
    if (auto begun = begin(); !begun)
        return begun;
    QByteArray text = m_head;
    for (const auto& [number, row] : m_rows)
        text += row;
    text += ending(*stop);
    if (!m_file && m_turns->busy.contains(m_path)) {
        m_turns->waiting[m_path] += text;
        return {};
    }
    if (!m_file) { // its turn has come in the meantime
        if (auto opened = open(TextFile::Mode::Append); !opened)
            return opened;
    }
    auto appended = m_file->append(text);
    m_ended = appended.ok();
    return appended;
}

std::unique_ptr<DocumentConsumer> make(FilePlacer placer)
{
    const auto turns = std::make_shared<SpecTurns>(SpecTurns{std::move(placer), {}, {}, {}, {}});
    return std::make_unique<PerRunConsumer>(
        QStringLiteral("spec"), [turns](const scans::RunStartPtr& start) -> Result<std::unique_ptr<RunWriter>> {
            const auto path = turns->placer.placeShared({start.get(), nullptr, nullptr, {}, 0});
            if (!path)
                return path.error();
            if (const auto tail = SpecTail::read(path.value()); !tail && !turns->placer.overwrites())
                return tail.error(); // before anything moves
            return std::unique_ptr<RunWriter>(std::make_unique<SpecScan>(turns, start, path.value()));
        });
}

} // namespace

FileFormat specFormat()
{
    return {QStringLiteral("spec"),
        QCoreApplication::translate("storage", "SPEC: a scan is appended to a file for each run"),
        QStringLiteral("{date}.spec"), NameLevel::Run, make};
}

} // namespace storage
