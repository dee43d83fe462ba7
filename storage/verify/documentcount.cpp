#include "storage/verify/documentcount.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace storage {

void DocumentCount::Numbers::add(qint64 begin, qint64 end)
{
    begin = std::max<qint64>(begin, 0);
    if (begin >= end)
        return;
    auto next = spans.upper_bound(begin);
    if (next != spans.begin() && std::prev(next)->second >= begin)
        --next;
    while (next != spans.end() && next->first <= end) {
        begin = std::min(begin, next->first);
        end = std::max(end, next->second);
        distinct -= next->second - next->first;
        next = spans.erase(next);
    }
    spans.emplace_hint(next, begin, end);
    distinct += end - begin;
}

void DocumentCount::add(const scans::Document& document)
{
    m_afterStop += stopped() ? 1 : 0;
    if (const auto* event = std::get_if<scans::EventPtr>(&document)) {
        m_events[(*event)->descriptor->name].add((*event)->seqNum, qint64{(*event)->seqNum} + 1);
    } else if (const auto* datum = std::get_if<scans::StreamDatumPtr>(&document)) {
        add(**datum);
    } else if (const auto* resource = std::get_if<scans::StreamResourcePtr>(&document)) {
        m_files[(*resource)->uid].resource = *resource;
    } else if (const auto* stop = std::get_if<scans::RunStopPtr>(&document)) {
        m_stop = *stop;
    } else if (std::holds_alternative<scans::RunStartPtr>(document)) {
        m_started = true;
    }
}

void DocumentCount::add(const scans::StreamDatum& datum)
{
    FramesOfFile& file = m_files[datum.resource->uid];
    file.resource = datum.resource;
    file.first = file.end == 0 ? datum.indices.start : std::min(file.first, datum.indices.start);
    file.end = std::max(file.end, datum.indices.stop);
    m_frames[datum.descriptor->name][datum.resource->dataKey].add(datum.seqNums.start, datum.seqNums.stop);
}

qint64 DocumentCount::points(const QString& stream) const
{
    qint64 most = 0;
    if (const auto events = m_events.find(stream); events != m_events.end())
        most = events->second.distinct;
    if (const auto frames = m_frames.find(stream); frames != m_frames.end()) {
        for (const auto& [key, numbers] : frames->second)
            most = std::max(most, numbers.distinct);
    }
    return most;
}

QStringList DocumentCount::problems() const
{
    QStringList problems;
    if (!m_started)
        problems << QCoreApplication::translate("storage", "It has no start.");
    if (!stopped())
        problems << QCoreApplication::translate(
            "storage", "It has no end: it is still being measured, or its program died.");
    if (m_afterStop > 0)
        problems << QCoreApplication::translate("storage", "There are documents behind its end.");
    addCounts(problems);
    return problems;
}

void DocumentCount::addCounts(QStringList& problems) const
{
    for (const auto& [stream, count] : m_stop ? m_stop->numEvents : std::map<QString, int>()) {
        if (points(stream) != count)
            problems << QCoreApplication::translate("storage", "Stream \"%1\" has %2 points, but %3 were measured.")
                            .arg(stream)
                            .arg(points(stream))
                            .arg(count);
    }
    for (const auto& [stream, keys] : m_frames) {
        for (const auto& [key, frames] : keys) {
            if (frames.distinct != points(stream))
                problems << QCoreApplication::translate("storage", "%1 has frames for %2 of %3 points.")
                                .arg(key)
                                .arg(frames.distinct)
                                .arg(points(stream));
        }
    }
}

} // namespace storage
