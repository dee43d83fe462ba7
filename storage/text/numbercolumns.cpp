#include "storage/text/numbercolumns.h"

#include "storage/runmetadata.h"
#include "storage/text/textformat.h"

#include <QJsonArray>

#include <algorithm>

namespace storage {

using devices::DataKey;

namespace {

bool isNumber(const DataKey& key)
{
    return key.dtype == DataKey::Dtype::Number || key.dtype == DataKey::Dtype::Integer;
}

QString number(const QJsonValue& value)
{
    return value.isDouble() ? QString::fromLatin1(numberText(value.toDouble())) : value.toString();
}

} // namespace

bool isImage(const DataKey& key)
{
    return key.dtype == DataKey::Dtype::Array && key.shape.size() > 1;
}

std::vector<std::size_t> scalarColumns(const scans::EventDescriptor& descriptor)
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < descriptor.keys.size(); ++i) {
        if (isNumber(descriptor.keys[i]))
            columns.push_back(i);
    }
    return columns;
}

std::vector<std::size_t> spectrumColumns(const scans::EventDescriptor& primary)
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < primary.keys.size(); ++i) {
        if (primary.keys[i].dtype == DataKey::Dtype::Array && primary.keys[i].shape.size() <= 1)
            columns.push_back(i);
    }
    return columns;
}

std::vector<std::size_t> numberColumns(const scans::RunStart& start, const scans::EventDescriptor& primary)
{
    const QStringList motors = RunMetadata(start).motors;
    std::vector<std::size_t> columns = scalarColumns(primary);
    const auto rank = [&](std::size_t column) {
        const qsizetype motor = motors.indexOf(primary.keys[column].objectName);
        return motor < 0 ? motors.size() : motor;
    };
    std::stable_sort(columns.begin(), columns.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    const auto isMain = [&](std::size_t column) {
        return primary.keys[column].hinted && !motors.contains(primary.keys[column].objectName);
    };
    const auto main = std::find_if(columns.begin(), columns.end(), isMain);
    if (main != columns.end())
        std::rotate(main, main + 1, columns.end());
    return columns;
}

QString specCommand(const scans::RunStart& start)
{
    const QString typed = start.metadata.value(QLatin1String("command")).toString();
    if (!typed.isEmpty())
        return typed;
    const QJsonObject arguments = start.metadata.value(QLatin1String("plan_args")).toObject();
    const QJsonArray axes = arguments.value(QLatin1String("axes")).toArray();
    const QString plan = start.metadata.value(QLatin1String("plan_name")).toString();
    QStringList words{plan.isEmpty() ? QStringLiteral("run") : plan};
    if (plan == QLatin1String("scan") || plan == QLatin1String("rel_scan")) {
        const QString letter = plan == QLatin1String("scan") ? QStringLiteral("a") : QStringLiteral("d");
        words[0] = letter + (axes.size() > 1 ? QString::number(axes.size()) : QString()) + QStringLiteral("scan");
    } else if (plan == QLatin1String("grid_scan") && axes.size() == 2) {
        words[0] = QStringLiteral("mesh");
    } else if (plan == QLatin1String("count")) {
        words[0] = QStringLiteral("loopscan");
    }
    for (const QJsonValue& axis : axes) {
        for (const char* key : {"motor", "start", "stop", "intervals"})
            words << number(axis[QLatin1String(key)]);
    }
    for (const char* key : {"intervals", "num", "points"})
        words << number(arguments.value(QLatin1String(key)));
    words << number(start.metadata.value(QLatin1String("dwell")));
    words.removeAll(QString());
    return words.join(QLatin1Char(' '));
}

} // namespace storage
