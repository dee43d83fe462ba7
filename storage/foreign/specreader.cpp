#include "storage/foreign/specreader.h"

#include "storage/foreign/columnlist.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace storage {

using devices::Result;

namespace {

struct Header
{
    qint64 epoch = 0;
    QStringList motors;
    bool inMotors = false;
};

QStringList names(const QByteArray& line)
{
    static const QRegularExpression gap(QStringLiteral("\\s{2,}|\\t"));
    return QString::fromUtf8(line.mid(line.indexOf(' ') + 1)).trimmed().split(gap, Qt::SkipEmptyParts);
}

QDateTime dateOf(const QByteArray& text)
{
    const QString plain = QString::fromLatin1(text).simplified();
    return QLocale::c().toDateTime(plain, QStringLiteral("ddd MMM d HH:mm:ss yyyy"));
}

class SpecParser
{
public:
    SpecParser(QString path, const QByteArray& bytes)
        : m_path(std::move(path))
        , m_bytes(bytes)
        , m_columns(bytes.size())
    {
    }

    std::vector<RunData> parse();

private:
    void takeLine(const QByteArray& line);
    void takeHeader(const QByteArray& line);
    void beginScan(const QByteArray& line);
    void identify(const QByteArray& line);
    void takeScanLine(const QByteArray& line);
    void takeLabels(const QByteArray& line);
    void takePositions(const QByteArray& line);
    void takeRow(const QByteArray& line);
    void takeSpectrum(const QByteArray& line);
    void endScan();
    void makeAxes(RunData& run);
    void makeMesh(RunData& run, const QStringList& words);
    void bad(const QString& what);

    const QString m_path;
    const QByteArray& m_bytes;
    ColumnList m_columns;
    std::vector<RunData> m_runs;
    QHash<qint64, int> m_orders;
    Header m_header;
    bool m_inScan = false;
    bool m_continued = false; ///< within the lines of a spectrum
    int m_line = 0;
    int m_count = 0; ///< #N
    qsizetype m_position = 0;
    qint64 m_channels = 0;
    /// What makes the scan another one than those of the same number in other files: its lines up to the first point. It stays
    /// the same when points are added.
    QByteArray m_identity; ///< empty = the file says it
    bool m_identified = false; ///< no line changes it any more
};

std::vector<RunData> SpecParser::parse()
{
    qsizetype begin = 0;
    while (begin < m_bytes.size()) {
        qsizetype end = m_bytes.indexOf('\n', begin);
        end = end < 0 ? m_bytes.size() : end;
        ++m_line;
        takeLine(m_bytes.mid(begin, end - begin).trimmed());
        begin = end + 1;
    }
    endScan();
    return std::move(m_runs);
}

void SpecParser::takeLine(const QByteArray& line)
{
    if (line.startsWith("#S ")) {
        endScan();
        beginScan(line);
    } else if (line.startsWith("#F ") || line.startsWith("#E ")) {
        endScan();
        takeHeader(line);
    } else if (m_inScan) {
        takeScanLine(line);
    } else {
        takeHeader(line);
    }
}

void SpecParser::takeHeader(const QByteArray& line)
{
    const bool isMotors = line.startsWith("#O");
    if (isMotors && !m_header.inMotors)
        m_header.motors.clear();
    m_header.inMotors = isMotors;
    if (isMotors)
        m_header.motors += names(line);
    if (line.startsWith("#E "))
        m_header.epoch = line.mid(3).trimmed().toLongLong();
}

void SpecParser::beginScan(const QByteArray& line)
{
    const QByteArray rest = line.mid(3).trimmed();
    const qsizetype space = rest.indexOf(' ');
    const qint64 number = rest.left(space < 0 ? rest.size() : space).toLongLong();
    const QString command = space < 0 ? QString() : QString::fromUtf8(rest.mid(space + 1)).trimmed();
    const int order = ++m_orders[number];
    m_identity = "spec " + QByteArray::number(m_header.epoch) + ' ' + QByteArray::number(order) + line;
    m_identified = false;
    m_runs.push_back(foreignRun(m_identity, number, command, QStringLiteral("SPEC")));
    m_runs.back().path = QStringLiteral("%1#%2.%3").arg(m_path).arg(number).arg(order);
    m_columns.begin();
    m_inScan = true;
    m_continued = false;
    m_count = 0;
    m_position = 0;
    m_channels = 0;
}

/// Comments and spectra may come before or behind the first point.
void SpecParser::identify(const QByteArray& line)
{
    if (m_identified || m_continued || line.isEmpty() || line.startsWith("@A") || line.startsWith("#C "))
        return;
    m_identity += '\n' + line;
    m_identified = !line.startsWith('#');
}

void SpecParser::takeScanLine(const QByteArray& line)
{
    identify(line);
    RunData& run = m_runs.back();
    if (line.startsWith("@A") || m_continued)
        return takeSpectrum(line);
    if (line.isEmpty())
        return;
    if (!line.startsWith('#'))
        return takeRow(line);
    if (line.startsWith("#D ") && run.startTime.isEmpty())
        setStarted(run, dateOf(line.mid(3)));
    else if (line.startsWith("#N "))
        m_count = line.mid(3).trimmed().split(' ').first().toInt();
    else if (line.startsWith("#L "))
        takeLabels(line);
    else if (line.startsWith("#P"))
        takePositions(line);
    else if (line.startsWith("#C ") && (line.contains("aborted") || line.contains("ended with"))) {
        run.exitStatus = QStringLiteral("abort");
        run.reason = QString::fromUtf8(line.mid(3));
    } else if (line.startsWith("#C uid = ")) {
        run.uid = QString::fromUtf8(line.mid(9)).trimmed(); // of ours: it is the same run
        m_identity.clear();
        m_identified = true;
    } else if (line.startsWith("#T ")) {
        run.start.insert(QStringLiteral("dwell"), line.mid(3).trimmed().split(' ').first().toDouble());
    }
}

void SpecParser::takeLabels(const QByteArray& line)
{
    RunData& run = m_runs.back();
    if (!run.columns.empty())
        return bad(QCoreApplication::translate("storage", "a second line of labels"));
    QStringList labels = names(line);
    if (m_count > 0 && labels.size() != m_count) { // some programs write one blank between them
        const QStringList single = QString::fromUtf8(line.mid(3)).simplified().split(QLatin1Char(' '));
        if (single.size() == m_count)
            labels = single;
    }
    if (const auto problem = ColumnList::tooMany(static_cast<std::size_t>(labels.size())))
        return bad(*problem);
    for (const QString& label : labels)
        m_columns.add(run, label);
}

void SpecParser::takePositions(const QByteArray& line)
{
    const QList<QByteArray> values = line.simplified().split(' ').mid(1);
    for (const QByteArray& value : values) {
        RunPosition position;
        position.name = m_header.motors.value(m_position++);
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        if (isNumber && !std::isnan(number))
            position.before = number;
        if (!position.name.isEmpty())
            m_runs.back().positions.push_back(std::move(position));
    }
}

void SpecParser::takeRow(const QByteArray& line)
{
    RunData& run = m_runs.back();
    const QList<QByteArray> cells = line.simplified().split(' ');
    std::vector<double> row;
    for (const QByteArray& cell : cells) {
        bool isNumber = false;
        row.push_back(cell.toDouble(&isNumber));
        if (!isNumber)
            return bad(
                QCoreApplication::translate("storage", "\"%1\" is no number").arg(QString::fromUtf8(cell.left(40))));
    }
    if (run.columns.empty()) { // no #L
        if (const auto problem = ColumnList::tooMany(row.size()))
            return bad(*problem);
        for (std::size_t i = 0; i < row.size(); ++i)
            m_columns.add(run, QStringLiteral("column%1").arg(i + 1));
    }
    if (const auto problem = m_columns.addRow(run, std::move(row)))
        bad(*problem);
}

void SpecParser::takeSpectrum(const QByteArray& line)
{
    QByteArray text = m_continued ? line : line.mid(2);
    m_channels = m_continued ? m_channels : 0;
    m_continued = text.endsWith('\\');
    if (m_continued)
        text.chop(1);
    text = text.simplified();
    m_channels += text.isEmpty() ? 0 : text.count(' ') + 1;
}

void SpecParser::bad(const QString& what)
{
    RunData& run = m_runs.back();
    if (run.exitStatus == QLatin1String("fail"))
        return; // the first says it
    run.exitStatus = QStringLiteral("fail");
    run.reason = QCoreApplication::translate("storage", "line %1: %2").arg(m_line).arg(what);
}

void SpecParser::endScan()
{
    if (!m_inScan)
        return;
    m_inScan = false;
    RunData& run = m_runs.back();
    if (!m_identity.isEmpty())
        run.uid = uidFrom(m_identity);
    if (m_count > 0 && !run.columns.empty() && static_cast<std::size_t>(m_count) != run.columns.size())
        bad(QCoreApplication::translate("storage", "%1 columns announced, %2 named")
                .arg(m_count)
                .arg(run.columns.size()));
    const std::size_t points = run.columns.empty() ? 0 : run.columns.front().values.size();
    run.times.assign(points, std::numeric_limits<double>::quiet_NaN());
    const double offset = static_cast<double>(m_header.epoch) - devices::toEpochSeconds(run.started);
    if (const RunColumn* epoch = run.column(QStringLiteral("Epoch"))) {
        for (std::size_t i = 0; i < points; ++i)
            run.times[i] = epoch->values[i] + (run.startTime.isEmpty() ? 0 : offset);
    } else if (const RunColumn* time = run.column(QStringLiteral("Time"))) {
        run.times = time->values;
    }
    makeAxes(run);
    if (m_channels > 0)
        m_columns.add(run, QStringLiteral("mca")).shape = {m_channels};
}

void SpecParser::makeAxes(RunData& run)
{
    if (run.columns.empty())
        return;
    run.columns.back().hinted = true;
    run.signal = run.columns.back().name;
    const QStringList words = run.title.simplified().split(QLatin1Char(' '));
    if (words.first() == QLatin1String("mesh") && words.size() >= 9)
        makeMesh(run, words);
    if (run.axes.empty() && run.columns.size() > 1)
        run.axes.push_back({run.columns.front().name, run.columns.front().label, {}, {}});
}

/// "mesh fast start stop intervals slow start stop intervals time", row after row.
void SpecParser::makeMesh(RunData& run, const QStringList& words)
{
    constexpr double largest = 1e7;
    const double fast = words.at(4).toDouble() + 1;
    const double slow = words.at(8).toDouble() + 1;
    const bool fits = fast >= 1 && slow >= 1 && fast * slow <= largest;
    if (!fits || !run.column(words.at(1)) || !run.column(words.at(5)))
        return;
    if (!m_columns.spare(static_cast<std::size_t>(fast + slow)))
        return;
    run.gridShape = {static_cast<int>(slow), static_cast<int>(fast)};
    for (const qsizetype at : {qsizetype{5}, qsizetype{1}}) {
        RunAxis axis{words.at(at), words.at(at), {}, {}};
        const double begin = words.at(at + 1).toDouble();
        const double step
            = words.at(at + 3).toDouble() > 0 ? (words.at(at + 2).toDouble() - begin) / words.at(at + 3).toDouble() : 0;
        for (int i = 0; i < run.gridShape[run.axes.size()]; ++i)
            axis.targets.push_back(begin + i * step);
        run.axes.push_back(std::move(axis));
    }
    for (std::size_t row = 0; row < run.times.size(); ++row) {
        const auto columns = static_cast<std::size_t>(run.gridShape[1]);
        run.gridIndex.push_back({static_cast<int>(row / columns), static_cast<int>(row % columns)});
    }
}

} // namespace

RunFileKind specKind()
{
    return {QStringLiteral("spec"), {QStringLiteral("spec"), QStringLiteral("spc"), QStringLiteral("dat")},
        [](const QByteArray& beginning) {
            return beginning.startsWith("#F ") || beginning.startsWith("#S ") || beginning.startsWith("#E ")
                || beginning.contains("\n#S ");
        },
        [](const QString& path) -> Result<std::vector<RunData>> {
            const auto bytes = readWholeFile(path);
            if (!bytes)
                return bytes.error();
            return SpecParser(path, bytes.value()).parse();
        }};
}

} // namespace storage
