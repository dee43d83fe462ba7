#include "storage/text/perrunconsumer.h"

#include "storage/catalogue/cataloguewriter.h"

#include <algorithm>
#include <utility>

namespace storage {

using devices::Result;

PerRunConsumer::PerRunConsumer(QString name, Make make)
    : m_name(std::move(name))
    , m_make(std::move(make))
{
}

PerRunConsumer::~PerRunConsumer() = default;

Result<void> PerRunConsumer::consume(const scans::Document& document)
{
    return std::visit([this](const auto& pointer) { return handle(pointer); }, document);
}

Result<void> PerRunConsumer::handle(const scans::RunStartPtr& start)
{
    auto made = m_make(start);
    if (!made)
        return made.error();
    m_runs[start->uid] = {std::move(made).value(), 0, false};
    return {};
}

Result<void> PerRunConsumer::handle(const scans::RunStopPtr& stop)
{
    const auto run = m_runs.find(stop->runStart);
    if (run == m_runs.end())
        return {};
    if (!run->second.stopped) {
        if (auto taken = run->second.writer->take(stop); !taken)
            return taken;
    }
    run->second.stopped = true; // though the disk may be full, and the stop come again
    if (auto flushed = run->second.writer->flush(); !flushed)
        return flushed;
    m_runs.erase(run);
    return {};
}

Result<void> PerRunConsumer::handle(const scans::EventPtr& event)
{
    const auto run = m_runs.find(event->descriptor->runStart);
    if (run == m_runs.end())
        return {};
    auto taken = run->second.writer->take(event);
    if (taken && event->descriptor->name == QLatin1String("primary"))
        run->second.points = std::max(run->second.points, event->seqNum);
    return taken;
}

template <typename T>
Result<void> PerRunConsumer::handle(const T& document)
{
    const auto run = m_runs.find(scans::runUid(document));
    return run == m_runs.end() ? Result<void>() : run->second.writer->take(document);
}

Result<void> PerRunConsumer::ready() const
{
    for (const auto& [uid, run] : m_runs) {
        if (auto able = run.writer->ready(); !able)
            return able;
    }
    return {};
}

Result<void> PerRunConsumer::flush()
{
    for (auto& [uid, run] : m_runs) {
        if (auto flushed = run.writer->flush(); !flushed)
            return flushed;
    }
    return {};
}

void PerRunConsumer::abandon(const devices::Error& reason)
{
    while (!m_runs.empty()) {
        const auto node = m_runs.extract(m_runs.begin()); // gone before the next one ends, which may wait for its file
        Run& run = node.mapped();
        const auto stop = std::make_shared<scans::RunStop>(abandonedStop(node.key(), run.points, reason));
        auto ended = run.stopped ? Result<void>() : run.writer->take(stop);
        if (ended)
            ended = run.writer->flush();
        if (!ended)
            qWarning("%s", qPrintable(ended.error().message));
    }
}

} // namespace storage
