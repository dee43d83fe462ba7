#include "app/ctl/livetable.h"
#include "app/session/texts.h"

#include "devices/channel/format.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace app {

using namespace devices;

namespace {

constexpr int MinimumWidth = 10;

QString timeOfDay(Timestamp time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss.zzz"));
}

} // namespace

void LiveTable::consume(const scans::Document& document)
{
    if (m_output.json()) {
        QJsonObject object = scans::toJson(document);
        object[QLatin1String("document")] = scans::documentName(document);
        m_output.object(object);
    }
    if (const auto* start = std::get_if<scans::RunStartPtr>(&document)) {
        m_runUid = (*start)->uid;
        if (!m_output.json())
            m_output.line(Texts::tr("scan %1 · %2").arg((*start)->scanId).arg((*start)->uid));
    } else if (const auto* descriptor = std::get_if<scans::EventDescriptorPtr>(&document)) {
        if ((*descriptor)->name == QLatin1String("primary"))
            printHeader(**descriptor);
    } else if (const auto* event = std::get_if<scans::EventPtr>(&document)) {
        if ((*event)->descriptor->uid == m_primary && !m_output.json())
            printRow(**event);
    } else if (const auto* stop = std::get_if<scans::RunStopPtr>(&document)) {
        m_exitStatus = (*stop)->exitStatus;
        if (!m_output.json())
            m_output.line(
                (*stop)->reason.isEmpty() ? m_exitStatus : m_exitStatus + QStringLiteral(": ") + (*stop)->reason);
    }
}

void LiveTable::printHeader(const scans::EventDescriptor& descriptor)
{
    m_primary = descriptor.uid;
    m_columns.clear();
    m_widths.clear();
    QString header = QStringLiteral("%1  %2").arg(Texts::tr("#"), 5).arg(Texts::tr("time"), -12);
    for (std::size_t i = 0; i < descriptor.keys.size(); ++i) {
        const DataKey& key = descriptor.keys[i];
        if (!key.shape.empty())
            continue;
        const QString title = key.units.isEmpty() ? key.name : QStringLiteral("%1 (%2)").arg(key.name, key.units);
        m_columns.push_back(i);
        m_widths.push_back(std::max(MinimumWidth, static_cast<int>(title.size())));
        header += QStringLiteral("  %1").arg(title, m_widths.back());
    }
    if (!m_output.json())
        m_output.line(header);
}

void LiveTable::printRow(const scans::Event& event) const
{
    QString row = QStringLiteral("%1  %2").arg(event.seqNum, 5).arg(timeOfDay(event.time), -12);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const DataKey& key = event.descriptor->keys[m_columns[i]];
        ChannelInfo info;
        info.precision = key.counts ? std::optional(0) : key.precision;
        info.labels = key.choices;
        row += QStringLiteral("  %1").arg(format(event.data[m_columns[i]].value, info), m_widths[i]);
    }
    m_output.line(row);
}

} // namespace app
