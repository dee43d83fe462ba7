#pragma once

#include "simulator/calcrecord.h"
#include "simulator/scalerrecord.h"

namespace simulator {

/// The calculations over a scaler's counts as synApps serves them: NAME_calc1…8, of which A is the first channel, B the second
/// and so on, and NAME_calcEnable.
/// They are computed when a count ends.
/// Thread:  the scaler's, which must outlive it.
class ScalerCalcs
{
public:
    ScalerCalcs(Host& host, ScalerRecord& scaler, const QStringList& expressions);

    void list(std::vector<Record::Listed>& rows) const;
    std::vector<Record::Kept> kept() const;

private:
    void update();

    ScalerRecord& m_scaler;
    RecordTable m_switches;
    std::vector<std::unique_ptr<CalcRecord>> m_calcs;
};

} // namespace simulator
