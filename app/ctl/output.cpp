#include "app/ctl/output.h"

#include <QJsonDocument>

#include <cstdio>

namespace app {

using namespace devices;

void Output::line(const QString& text) const
{
    std::fprintf(stdout, "%s\n", text.toUtf8().constData());
    std::fflush(stdout);
}

void Output::object(const QJsonObject& object) const
{
    line(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

void Output::error(const Error& error) const
{
    if (m_json) {
        object({{QStringLiteral("error"), error.message}, {QStringLiteral("code"), errorCodeName(error.code)},
            {QStringLiteral("source"), error.source}});
    }
    std::fprintf(stderr, "beamdeckctl: %s\n", error.message.toUtf8().constData());
}

void Output::error(const QString& message) const
{
    error(Error{ErrorCode::BadValue, message, {}});
}

QJsonObject readingObject(const QString& pv, const Reading& reading, const ChannelInfo& info)
{
    QJsonObject object{{QStringLiteral("pv"), pv}, {QStringLiteral("value"), toJson(reading.value)},
        {QStringLiteral("severity"), severityName(reading.severity)},
        {QStringLiteral("status"), statusName(reading.status)}, {QStringLiteral("time"), toIso(reading.time)},
        {QStringLiteral("units"), info.units}, {QStringLiteral("type"), nativeTypeName(info.type)},
        {QStringLiteral("count"), static_cast<qint64>(elementCount(reading.value))}};
    object[QLatin1String("precision")] = info.precision ? QJsonValue(*info.precision) : QJsonValue();
    if (const auto* state = std::get_if<EnumIndex>(&reading.value))
        object[QLatin1String("label")] = info.labels.value(state->index);
    if (info.type == NativeType::Char && info.count > 1)
        object[QLatin1String("text")] = toText(reading.value);
    return object;
}

} // namespace app
