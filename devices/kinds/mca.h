#pragma once

#include "devices/kinds/triggereddevice.h"

#include <QStringList>

namespace devices {

/// Counts with one EPICS mca record: trigger() erases and counts for the dwell time, real or live.
///
/// Columns: <name>_total (all counts), _real_time, _live_time, _dead_time, <name>_<region> for each region that has a name and limits;
///          with `spectrum` also <name>_spectrum.
/// Units:   seconds, percent. The calibration, energy = offset + slope·i + quadratic·i², is configuration.
/// Staging ends an acquisition under way and the presets that are not ours.
/// Errors:  those of TriggeredDevice.
/// Source:  mcaRecord of the synApps module mca R7: VAL NUSE ERST STOP ACQG PRTM PLTM PCT ERTM ELTM DTIM CALO CALS CALQ TTH RnNM RnLO
///          RnHI Rn RnN.
class Mca : public TriggeredDevice
{
public:
    struct Options
    {
        int regions = 8; ///< 0…32
        QStringList hinted; ///< names of regions; empty = all, and the total when there is none
        bool net = false; ///< regions count above their background
        bool live = false; ///< the dwell time is live time
        bool spectrum = false;
    };

    Mca(QString name, const QString& record, DeviceContext context, Options options);

    std::vector<DataKey> describe() const override;

protected:
    /// Staging leaves no other preset that could end it.
    std::optional<Index> elapsedSignal() const override { return m_options.live ? Live : Real; }
    std::vector<Index> rawColumns() const override;
    Result<std::vector<Reading>> refined(std::vector<Reading> readings) const override;
    StatusPtr prepare() override;
    std::vector<StagedSetting> stagedSettings() const override;
    Command stopCommand() const override { return {Stop, Value(EnumIndex{1})}; }

private:
    // clang-format off
    enum Field : Index {
        Start, Preset, OtherPreset, CountsPreset, Acquiring, Stop, Used, Spectrum, Real, Live, Dead, Offset, Slope, Quadratic, Angle,
        FirstRegion,
    };
    enum RegionField : Index { Counts, Name, Low, High, RegionFields };
    // clang-format on

    static std::vector<SignalSpec> table(const QString& record, const Options& options);
    Index region(int number, RegionField field) const
    {
        return FirstRegion + static_cast<Index>(number) * RegionFields + field;
    }
    Result<void> nameRegions(const std::vector<Reading>& settings);
    std::size_t channels() const;

    const Options m_options;
    bool m_totalHinted = false;
    Handle m_names;
};

} // namespace devices
