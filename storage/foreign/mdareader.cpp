#include "storage/foreign/mdareader.h"

#include "storage/foreign/columnlist.h"
#include "storage/foreign/xdrreader.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

constexpr int deepest = 4;
constexpr int mostColumns = 1000; // of one scan: the record has 4 positioners and 70 detectors

/// Types of extra PVs: of Channel Access, as saveData writes them.
enum ExtraType { Text = 0, Short = 29, Float = 30, Char = 32, Long = 33, Double = 34 };

struct MdaColumn
{
    QString name;
    QString label;
    QString units;
    std::vector<double> values; ///< of one scan
};

/// One scan of one dimension, as it stands in the file.
struct MdaScan
{
    int points = 0; ///< done
    std::vector<qint64> inner; ///< where the scans within stand; 0 = not there
    QString name;
    QString time;
    std::vector<MdaColumn> positioners;
    std::vector<MdaColumn> detectors;
};

class MdaParser
{
public:
    MdaParser(QString path, const QByteArray& bytes)
        : m_path(std::move(path))
        , m_bytes(bytes)
        , m_in(bytes)
    {
    }

    Result<RunData> parse();

private:
    /// What the rows of an inner scan have from the scans around it.
    struct Outer
    {
        std::vector<int> index;
        std::vector<double> positions;
        std::vector<double> detections;
    };

    bool readScan(qint64 offset, int rank, MdaScan& scan);
    bool walk(qint64 offset, const Outer& outer);
    void declare(const MdaScan& scan, std::size_t depth);
    bool addRow(const MdaScan& scan, const Outer& outer, std::size_t row);
    bool readExtra(qint64 offset);
    void finish();
    Error broken(const QString& what) const;

    const QString m_path;
    const QByteArray& m_bytes;
    XdrReader m_in;
    RunData m_run;
    std::vector<int> m_shape;
    std::vector<std::vector<MdaColumn>> m_positioners; ///< by depth, outermost first
    std::vector<std::vector<MdaColumn>> m_detectors;
    std::vector<std::vector<double>> m_rows;
    ColumnList m_columns;
    QString m_problem;
    qint64 m_visited = 0; ///< bytes of scans; a broken file could name the same one again and again
};

Error MdaParser::broken(const QString& what) const
{
    return {ErrorCode::BadValue,
        QCoreApplication::translate("storage", "%1 is no complete MDA file, at byte %2: %3.")
            .arg(m_path)
            .arg(m_in.position())
            .arg(what),
        m_path};
}

Result<RunData> MdaParser::parse()
{
    const QString cut = QCoreApplication::translate("storage", "it ends too early, or a length is wrong");
    m_in.real32(); // version; the kind has looked at it
    const qint32 number = m_in.integer();
    const qint32 rank = m_in.integer();
    if (!m_in.ok() || rank < 1 || rank > deepest)
        return broken(QCoreApplication::translate("storage", "%1 dimensions").arg(rank));
    for (int i = 0; i < rank; ++i)
        m_shape.push_back(m_in.integer());
    m_in.integer(); // regular
    const qint64 extra = m_in.integer();
    m_run = foreignRun("mda " + m_bytes.left(4096) + QByteArray::number(m_bytes.size()), number,
        QStringLiteral("sscan"), QStringLiteral("saveData"));
    m_positioners.resize(m_shape.size());
    m_detectors.resize(m_shape.size());
    if (!walk(m_in.position(), {}))
        return broken(m_problem.isEmpty() ? cut : m_problem);
    if (extra > 0 && !readExtra(extra))
        return broken(cut);
    finish();
    return std::move(m_run);
}

bool MdaParser::readScan(qint64 offset, int rank, MdaScan& scan)
{
    m_in.seek(offset);
    const qint32 itsRank = m_in.integer();
    const qint32 wanted = m_in.integer();
    scan.points = std::min(m_in.integer(), wanted);
    if (!m_in.ok() || itsRank != rank || wanted < 0 || scan.points < 0)
        return false;
    if (rank > 1) {
        if (wanted > m_in.left() / 4)
            return false;
        for (int i = 0; i < wanted; ++i)
            scan.inner.push_back(m_in.integer());
    }
    scan.name = m_in.countedText();
    scan.time = m_in.countedText();
    const qint32 positioners = m_in.integer();
    const qint32 detectors = m_in.integer();
    const qint32 triggers = m_in.integer();
    for (const qint32 count : {positioners, detectors, triggers}) {
        if (count < 0 || count > mostColumns)
            return false;
    }
    for (int i = 0; m_in.ok() && i < positioners; ++i) {
        m_in.integer(); // number
        MdaColumn column{m_in.countedText(), m_in.countedText(), {}, {}};
        m_in.countedText(); // step mode
        column.units = m_in.countedText();
        for (int text = 0; text < 3; ++text)
            m_in.countedText(); // readback: name, description, units
        scan.positioners.push_back(std::move(column));
    }
    for (int i = 0; m_in.ok() && i < detectors; ++i) {
        m_in.integer();
        scan.detectors.push_back({m_in.countedText(), m_in.countedText(), m_in.countedText(), {}});
    }
    for (int i = 0; m_in.ok() && i < triggers; ++i) {
        m_in.integer();
        m_in.countedText();
        m_in.real32();
    }
    for (MdaColumn& column : scan.positioners)
        column.values = m_in.reals64(wanted);
    for (MdaColumn& column : scan.detectors)
        column.values = m_in.reals32(wanted);
    m_visited += m_in.position() - offset;
    return m_in.ok() && m_visited <= 2 * m_bytes.size();
}

void MdaParser::declare(const MdaScan& scan, std::size_t depth)
{
    if (!m_positioners[depth].empty() || !m_detectors[depth].empty())
        return;
    m_positioners[depth] = scan.positioners;
    m_detectors[depth] = scan.detectors;
    if (depth == 0)
        m_run.title = scan.name;
    if (depth == 0) {
        const QDateTime time = QLocale::c().toDateTime(
            scan.time.section(QLatin1Char('.'), 0, 0), QStringLiteral("MMM dd, yyyy HH:mm:ss"));
        setStarted(m_run, time);
    }
}

bool MdaParser::walk(qint64 offset, const Outer& outer)
{
    const std::size_t depth = outer.index.size();
    MdaScan scan;
    if (!readScan(offset, static_cast<int>(m_shape.size() - depth), scan))
        return false;
    declare(scan, depth);
    if (scan.positioners.size() != m_positioners[depth].size() || scan.detectors.size() != m_detectors[depth].size()) {
        m_problem = QCoreApplication::translate("storage", "scans of one dimension have different columns");
        return false;
    }
    if (depth + 1 == m_shape.size()) {
        const bool hasColumns = !scan.positioners.empty() || !scan.detectors.empty();
        bool fits = true;
        for (int i = 0; hasColumns && fits && i < scan.points; ++i)
            fits = addRow(scan, outer, static_cast<std::size_t>(i));
        return fits;
    }
    for (std::size_t i = 0; i < scan.inner.size(); ++i) {
        if (scan.inner[i] == 0)
            continue; // not reached
        Outer within = outer;
        within.index.push_back(static_cast<int>(i));
        const bool done = i < static_cast<std::size_t>(scan.points);
        for (const MdaColumn& column : scan.positioners)
            within.positions.push_back(column.values[i]);
        for (const MdaColumn& column : scan.detectors) // read after the inner scan
            within.detections.push_back(done ? column.values[i] : std::numeric_limits<double>::quiet_NaN());
        if (!walk(scan.inner[i], within))
            return false;
    }
    return true;
}

bool MdaParser::addRow(const MdaScan& scan, const Outer& outer, std::size_t row)
{
    const std::size_t columns
        = outer.positions.size() + outer.detections.size() + scan.positioners.size() + scan.detectors.size();
    if (const auto problem = m_columns.takeCells(columns)) {
        m_problem = *problem;
        return false;
    }
    std::vector<double> values = outer.positions;
    for (const MdaColumn& column : scan.positioners)
        values.push_back(column.values[row]);
    values.insert(values.end(), outer.detections.cbegin(), outer.detections.cend());
    for (const MdaColumn& column : scan.detectors)
        values.push_back(column.values[row]);
    m_rows.push_back(std::move(values));
    if (m_shape.size() > 1) {
        m_run.gridIndex.push_back(outer.index);
        m_run.gridIndex.back().push_back(static_cast<int>(row));
    }
    return true;
}

bool MdaParser::readExtra(qint64 offset)
{
    m_in.seek(offset);
    const qint32 count = m_in.integer();
    for (int i = 0; m_in.ok() && i < count; ++i) {
        RunPosition position;
        position.name = m_in.countedText();
        m_in.countedText(); // description
        const qint32 type = m_in.integer();
        if (type == Text) {
            position.textBefore = m_in.countedText();
            m_run.positions.push_back(std::move(position));
            continue;
        }
        const qint32 elements = m_in.integer();
        position.units = m_in.countedText();
        std::vector<double> values;
        if (type == Double)
            values = m_in.reals64(elements);
        else if (type == Float)
            values = m_in.reals32(elements);
        else if (type != Short && type != Long && type != Char)
            return false;
        for (qint64 k = 0; (type == Short || type == Long || type == Char) && m_in.ok() && k < elements; ++k)
            values.push_back(m_in.integer());
        if (type == Char) { // a text, up to its end
            for (auto letter = values.cbegin(); letter != values.cend() && *letter > 0 && *letter < 256; ++letter)
                position.textBefore += QLatin1Char(static_cast<char>(*letter));
        } else if (values.size() == 1) {
            position.before = values.front();
        }
        m_run.positions.push_back(std::move(position));
    }
    return m_in.ok();
}

void MdaParser::finish()
{
    for (const auto* group : {&m_positioners, &m_detectors}) {
        for (const auto& columns : *group) {
            for (const MdaColumn& column : columns)
                m_columns.add(m_run, column.name, column.units, column.label).hinted = group == &m_detectors;
        }
    }
    for (std::size_t i = 0; i < m_run.columns.size(); ++i) {
        for (const std::vector<double>& row : m_rows)
            m_run.columns[i].values.push_back(row[i]);
    }
    m_run.times.assign(m_rows.size(), std::numeric_limits<double>::quiet_NaN());
    std::size_t first = 0;
    std::size_t positioners = 0;
    for (const auto& columns : m_positioners) {
        if (!columns.empty()) {
            const RunColumn& column = m_run.columns[first];
            m_run.axes.push_back({column.name, column.label, column.units, {}});
        }
        first += columns.size();
        positioners += columns.size();
    }
    // What the innermost scan detects is what is shown.
    const std::size_t shown = m_run.columns.size() - m_detectors.back().size();
    if (shown < m_run.columns.size() && shown >= positioners)
        m_run.signal = m_run.columns[shown].name;
    double cells = 1;
    for (const int length : m_shape)
        cells *= length;
    if (m_shape.size() > 1 && m_run.axes.size() == m_shape.size() && cells >= 1 && cells <= 1e7) {
        m_run.gridShape = m_shape;
        m_run.start.insert(QStringLiteral("num_points"), static_cast<qint64>(cells));
    }
}

bool isMda(const QByteArray& beginning)
{
    XdrReader in(beginning);
    const double version = in.real32();
    in.integer();
    const qint32 rank = in.integer();
    return in.ok() && version > 1.15 && version < 1.45 && rank >= 1 && rank <= deepest;
}

} // namespace

RunFileKind mdaKind()
{
    return {
        QStringLiteral("mda"), {QStringLiteral("mda")}, isMda, [](const QString& path) -> Result<std::vector<RunData>> {
            const auto bytes = readWholeFile(path);
            if (!bytes)
                return bytes.error();
            auto run = MdaParser(path, bytes.value()).parse();
            if (!run)
                return run.error();
            return std::vector<RunData>{std::move(run).value()};
        }};
}

} // namespace storage
