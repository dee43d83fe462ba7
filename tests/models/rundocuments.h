#pragma once

#include "scans/documents/documents.h"

#include <QJsonArray>

/// Documents of a made-up run, as the engine would emit them.
struct RunDocuments
{
    std::shared_ptr<scans::RunStart> start = std::make_shared<scans::RunStart>();
    std::shared_ptr<scans::EventDescriptor> descriptor = std::make_shared<scans::EventDescriptor>();

    explicit RunDocuments(const QStringList& motors)
    {
        start->uid = QStringLiteral("run-1");
        start->scanId = 7;
        start->metadata = {{QStringLiteral("plan_name"), QStringLiteral("scan")},
            {QStringLiteral("motors"), QJsonArray::fromStringList(motors)}};
        descriptor->uid = QStringLiteral("descriptor-1");
        descriptor->runStart = start->uid;
        descriptor->name = QStringLiteral("primary");
        for (const QString& motor : motors)
            addColumn(motor, motor, true);
        addColumn(QStringLiteral("sc_I0"), QStringLiteral("sc"), false);
        addColumn(QStringLiteral("sc_I1"), QStringLiteral("sc"), true);
    }

    void addColumn(const QString& name, const QString& object, bool hinted)
    {
        devices::DataKey key;
        key.name = name;
        key.objectName = object;
        key.units = object.startsWith(QLatin1Char('s')) && name == object ? QStringLiteral("mm") : QString();
        key.hinted = hinted;
        key.counts = name.startsWith(QLatin1String("sc_"));
        descriptor->keys.push_back(key);
    }

    scans::Document event(int seqNum, const std::vector<double>& values, std::vector<int> grid = {}) const
    {
        auto made = std::make_shared<scans::Event>();
        made->descriptor = descriptor;
        made->seqNum = seqNum;
        made->time = devices::fromEpochSeconds(1000 + seqNum);
        for (const double value : values)
            made->data.push_back({devices::Value(value), made->time, devices::Severity::None, 0});
        made->gridIndex = std::move(grid);
        return scans::EventPtr(made);
    }

    scans::Document stop(const QString& exitStatus) const
    {
        auto made = std::make_shared<scans::RunStop>();
        made->runStart = start->uid;
        made->exitStatus = exitStatus;
        return scans::RunStopPtr(made);
    }
};
