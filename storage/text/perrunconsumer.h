#pragma once

#include "storage/text/runwriter.h"

#include <functional>
#include <map>
#include <memory>

namespace storage {

/// Gives each run a writer of its own. Runs may be open side by side.
/// Thread:  the writer's.
/// Errors:  those of the run's writer.
class PerRunConsumer : public DocumentConsumer
{
public:
    using Make = std::function<devices::Result<std::unique_ptr<RunWriter>>(const scans::RunStartPtr&)>;

    PerRunConsumer(QString name, Make make);
    ~PerRunConsumer() override;

    QString name() const override { return m_name; }
    bool essential() const override { return false; }
    devices::Result<void> consume(const scans::Document& document) override;
    devices::Result<void> ready() const override;
    devices::Result<void> flush() override;
    /// Every open run gets a stop that says so; what else comes of it is ignored.
    void abandon(const devices::Error& reason) override;

private:
    struct Run
    {
        std::unique_ptr<RunWriter> writer;
        int points = 0; ///< of the primary stream
        bool stopped = false; ///< but perhaps not flushed
    };

    devices::Result<void> handle(const scans::RunStartPtr& start);
    devices::Result<void> handle(const scans::RunStopPtr& stop);
    devices::Result<void> handle(const scans::EventPtr& event);
    template <typename T>
    devices::Result<void> handle(const T& document);

    const QString m_name;
    const Make m_make;
    std::map<QString, Run> m_runs; ///< by uid
};

} // namespace storage
