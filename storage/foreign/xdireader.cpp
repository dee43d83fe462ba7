#include "storage/foreign/xdireader.h"

#include "storage/foreign/columnlist.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace storage {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

class XdiParser
{
public:
    XdiParser(QString path, const QByteArray& bytes)
        : m_path(std::move(path))
        , m_bytes(bytes)
        , m_columns(bytes.size())
    {
    }

    Result<RunData> parse();

private:
    Result<void> takeLine(const QByteArray& line);
    void takeComment(const QString& text);
    void takeField(const QString& name, const QString& value);
    void takePosition(const QString& name, const QString& value);
    void makeColumns(std::size_t count);
    Result<void> takeRow(const QByteArray& line);
    void finish();
    Error bad(const QString& what) const;

    const QString m_path;
    const QByteArray& m_bytes;
    ColumnList m_columns;
    RunData m_run;
    QMap<int, QStringList> m_legend; ///< name, units
    QStringList m_labels;
    int m_positionBlocks = 0;
    bool m_inPositions = false;
    int m_line = 0;
};

Result<RunData> XdiParser::parse()
{
    static const QRegularExpression numbered(QStringLiteral("(\\d+)(?:\\.[A-Za-z]\\w*)?$"));
    const QString name = QFileInfo(m_path).fileName();
    m_run = foreignRun("xdi " + m_bytes.left(4096), numbered.match(name).captured(1).toLongLong(),
        QFileInfo(m_path).completeBaseName(), QStringLiteral("stepscan"));
    qsizetype begin = 0;
    while (begin < m_bytes.size()) {
        qsizetype end = m_bytes.indexOf('\n', begin);
        end = end < 0 ? m_bytes.size() : end;
        ++m_line;
        if (auto taken = takeLine(m_bytes.mid(begin, end - begin).trimmed()); !taken)
            return taken.error();
        begin = end + 1;
    }
    finish();
    return std::move(m_run);
}

Result<void> XdiParser::takeLine(const QByteArray& line)
{
    if (line.startsWith('#'))
        takeComment(QString::fromUtf8(line));
    else if (!line.isEmpty())
        return takeRow(line);
    return {};
}

void XdiParser::takeComment(const QString& line)
{
    static const QRegularExpression field(QStringLiteral("^#\\s*([A-Za-z][\\w ]*\\.[\\w.:$-]+):\\s*(.*)$"));
    const auto match = field.match(line);
    if (match.hasMatch())
        return takeField(match.captured(1), match.captured(2).trimmed());
    if (line.contains(QLatin1Char('\t')) && m_run.columns.empty())
        m_labels = line.mid(1).trimmed().split(QLatin1Char('\t'), Qt::SkipEmptyParts);
}

void XdiParser::takeField(const QString& name, const QString& value)
{
    static const QRegularExpression columnName(QStringLiteral("^Column\\.(\\d{1,4})$"));
    const auto column = columnName.match(name);
    if (column.hasMatch()) {
        const QString described = value.section(QStringLiteral("||"), 0, 0).simplified();
        m_legend[column.captured(1).toInt()]
            = {described.section(QLatin1Char(' '), 0, 0), described.section(QLatin1Char(' '), 1)};
    } else if (name == QLatin1String("ScanParameters.uid") && !value.isEmpty()) {
        m_run.uid = value; // of ours: it is the same run
    } else if (name == QLatin1String("Scan.start_time")) {
        QDateTime time = QDateTime::fromString(value, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        setStarted(m_run, time.isValid() ? time : QDateTime::fromString(value, Qt::ISODate));
    } else if (name == QLatin1String("Scan.end_time")) {
        m_run.endTime = value;
    } else if (name == QLatin1String("Scan.exit_status")) {
        m_run.exitStatus = value;
    } else if (name == QLatin1String("ExtraPVs.Start")) {
        m_inPositions = true;
        ++m_positionBlocks;
    } else if (name == QLatin1String("ExtraPVs.End")) {
        m_inPositions = false;
    } else if (m_inPositions) {
        takePosition(name.section(QLatin1Char('.'), 1), value.section(QStringLiteral("||"), 0, 0).trimmed());
    } else if (!name.startsWith(QLatin1String("Legend"))) {
        m_run.start.insert(QString(name).replace(QLatin1Char('.'), QLatin1Char('_')), value);
    }
}

void XdiParser::takePosition(const QString& name, const QString& value)
{
    auto found = std::find_if(m_run.positions.begin(), m_run.positions.end(),
        [&name](const RunPosition& position) { return position.name == name; });
    if (found == m_run.positions.end()) {
        m_run.positions.push_back({name, {}, {}, {}, {}, {}});
        found = m_run.positions.end() - 1;
    }
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    const bool first = m_positionBlocks <= 1;
    if (isNumber)
        (first ? found->before : found->after) = number;
    else
        (first ? found->textBefore : found->textAfter) = value;
}

void XdiParser::makeColumns(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        const QStringList described = m_legend.value(static_cast<int>(i) + 1);
        const QString label = m_labels.value(static_cast<qsizetype>(i)).trimmed();
        const QString fallback = label.isEmpty() ? QStringLiteral("column%1").arg(i + 1) : label;
        m_columns.add(m_run, described.value(0).isEmpty() ? fallback : described.value(0), described.value(1));
    }
}

Result<void> XdiParser::takeRow(const QByteArray& line)
{
    const QList<QByteArray> cells = line.simplified().split(' ');
    std::vector<double> row;
    for (const QByteArray& cell : cells) {
        bool isNumber = false;
        row.push_back(cell.toDouble(&isNumber));
        if (!isNumber) {
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("storage", "%1, line %2: \"%3\" is no number.")
                    .arg(m_path)
                    .arg(m_line)
                    .arg(QString::fromUtf8(cell.left(40))),
                m_path};
        }
    }
    if (m_run.columns.empty()) {
        if (const auto problem = ColumnList::tooMany(row.size()))
            return bad(*problem);
        makeColumns(row.size());
    }
    if (const auto problem = m_columns.addRow(m_run, std::move(row))) // the last line may be incomplete
        return bad(*problem);
    return {};
}

Error XdiParser::bad(const QString& what) const
{
    const QString where = QCoreApplication::translate("storage", "line %1: %2").arg(m_line).arg(what);
    return {ErrorCode::BadValue, QStringLiteral("%1: %2").arg(m_path, where), m_path};
}

void XdiParser::finish()
{
    if (m_run.columns.empty() && !m_legend.isEmpty())
        makeColumns(static_cast<std::size_t>(m_legend.size()));
    if (m_run.columns.empty())
        return;
    m_run.times.assign(m_run.columns.front().values.size(), std::numeric_limits<double>::quiet_NaN());
    m_run.columns.back().hinted = true;
    m_run.signal = m_run.columns.back().name;
    m_run.axes.push_back({m_run.columns.front().name, m_run.columns.front().label, m_run.columns.front().units, {}});
}

} // namespace

RunFileKind xdiKind()
{
    return {QStringLiteral("xdi"), {QStringLiteral("xdi")},
        [](const QByteArray& beginning) {
            const QByteArray first = beginning.left(beginning.indexOf('\n'));
            return first.contains("XDI/1") || first.contains("Epics StepScan File");
        },
        [](const QString& path) -> Result<std::vector<RunData>> {
            const auto bytes = readWholeFile(path);
            if (!bytes)
                return bytes.error();
            auto run = XdiParser(path, bytes.value()).parse();
            if (!run)
                return run.error();
            return std::vector<RunData>{std::move(run).value()};
        }};
}

} // namespace storage
