#include "simulator/areadetector/filenaming.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace simulator {

namespace {

constexpr int LongestPath = 255;
constexpr int WidestNumber = 32;

QString padded(const QString& digits, const QRegularExpressionMatch& spec)
{
    const int precision = std::min(spec.captured(3).toInt(), WidestNumber);
    const int width = std::min(spec.captured(2).toInt(), WidestNumber);
    const QString flags = spec.captured(1);
    const bool zeros = flags.contains(u'0') && spec.captured(3).isEmpty();
    const QString number = digits.rightJustified(precision, u'0');
    return flags.contains(u'-') ? number.leftJustified(width) : number.rightJustified(width, zeros ? u'0' : u' ');
}

} // namespace

Result<QString> expandFileTemplate(const QString& format, const QString& path, const QString& name, qint64 number)
{
    static const QRegularExpression conversion(QStringLiteral("%([-0]*)(\\d*)(?:\\.(\\d*))?([sd%])"));
    QString result;
    QStringList texts{path, name};
    bool numbered = false;
    qsizetype position = 0;
    while (true) {
        const qsizetype percent = format.indexOf(u'%', position);
        result += format.mid(position, percent < 0 ? -1 : percent - position);
        if (percent < 0)
            return result;
        const QRegularExpressionMatch spec = conversion.match(
            format, percent, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        const QString kind = spec.captured(4);
        if (kind == QStringLiteral("%"))
            result += u'%';
        else if (kind == QStringLiteral("s") && !texts.isEmpty())
            result += texts.takeFirst();
        else if (kind == QStringLiteral("d") && texts.isEmpty() && !std::exchange(numbered, true))
            result += padded(QString::number(number), spec);
        else
            return Error{ErrorCode::BadValue,
                QCoreApplication::translate("simulator",
                    "the file template \"%1\" needs %s for the path, %s for the name and at most one %d for the "
                    "number, "
                    "in this order")
                    .replace(QStringLiteral("%1"), format),
                {}};
        position = spec.capturedEnd();
    }
}

bool makePath(const QString& path, int most)
{
    QString existing = QDir::cleanPath(path);
    int missing = 0;
    while (!QFileInfo::exists(existing)) {
        const QString parent = QFileInfo(existing).path();
        if (parent == existing || ++missing > most)
            return false;
        existing = parent;
    }
    return QDir().mkpath(path);
}

FileNaming::FileNaming(RecordTable& records, Settings& settings, const QString& fileTemplate)
    : m_records(records)
    , m_settings(settings)
{
    records.add({
        shown(menuRow("FilePathExists_RBV", 0, NoYes, "Whether the directory is there")),
        shown(longTextRow("FullFileName_RBV", {}, "Path of the file that was begun last")),
    });
    settings.addText(longTextRow("FilePath", {}, "Directory of the files"),
        [this](const QString& asked) { return takePath(asked); });
    settings.addText(longTextRow("FileName", QStringLiteral("image"), "Name of the files"));
    settings.addText(longTextRow("FileTemplate", fileTemplate, "Format of path, name and number"),
        [prefix = records.prefix()](const QString& asked) -> Result<QString> {
            const Result<QString> tried = expandFileTemplate(asked, {}, {}, 0);
            return tried ? Result<QString>(asked)
                         : refusal(prefix + QStringLiteral("FileTemplate"), tried.error().code, tried.error().message);
        });
    settings.add(wholeRow("FileNumber", 1, "Number of the next file"), within(0, 1e9));
    settings.add(menuRow("AutoIncrement", 1, NoYes, "Count the file number up"));
    settings.add(wholeRow("CreateDirectory", 0, "Directories that may be made, as a negative number"), within(-100, 0));
}

Result<QString> FileNaming::takePath(const QString& asked)
{
    QString path = asked;
    if (!path.isEmpty() && !path.endsWith(u'/'))
        path += u'/';
    m_records.setNumber("FilePathExists_RBV", findDirectory(path));
    return path;
}

bool FileNaming::findDirectory(const QString& path)
{
    const int mayMake = -static_cast<int>(m_records.integer("CreateDirectory"));
    return !path.isEmpty() && (QFileInfo(path).isDir() || (mayMake > 0 && makePath(path, mayMake)));
}

Result<QString> FileNaming::next()
{
    const QString path = m_records.at("FilePath").text("VAL");
    const bool there = findDirectory(path);
    m_records.setNumber("FilePathExists_RBV", there);
    if (!there)
        return Error{ErrorCode::Io,
            QCoreApplication::translate("simulator", "the directory \"%1\" does not exist").arg(path), {}};
    const qint64 number = m_records.integer("FileNumber");
    Result<QString> file = expandFileTemplate(
        m_records.at("FileTemplate").text("VAL"), path, m_records.at("FileName").text("VAL"), number);
    if (!file)
        return file;
    if (file.value().toUtf8().size() > LongestPath)
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("simulator", "\"%1\" is longer than %2 bytes")
                .arg(file.value())
                .arg(LongestPath),
            {}};
    m_records.setText("FullFileName_RBV", file.value());
    if (m_records.flag("AutoIncrement"))
        m_settings.set("FileNumber", double(number + 1));
    return file;
}

} // namespace simulator
