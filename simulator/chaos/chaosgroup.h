#pragma once

#include "simulator/chaos/chaoshost.h"

namespace simulator {

/// The PVs by which a test makes devices fail: chaos:target, action, delay, severity, on, count; a second, third and fourth
/// device at the same time by chaos:2:target and so on.
/// Thread:  its host's.
class ChaosGroup
{
public:
    /// Served by the host behind `chaos`, so that it cannot cut itself off.
    ChaosGroup(Host& host, ChaosHost& chaos, const QString& prefix);

    void list(std::vector<Record::Listed>& rows) const { m_records.list(rows); }

private:
    std::vector<RecordRow> rows(const std::string& slot);
    void update();

    ChaosHost& m_chaos;
    RecordTable m_records;
};

} // namespace simulator
