#pragma once

#include "devices/kinds/triggereddevice.h"

#include <QMap>
#include <QStringList>

namespace devices {

/// Counts with one EPICS scaler record: trigger() counts for the dwell time.
///
/// Columns: <name>_<channel> for each channel that has a name (NMn, or the profile's), read from Sn.
/// Staging switches off automatic counting.
/// Errors:  those of TriggeredDevice; Refused without a named channel.
/// Source:  scalerRecord R7-2, fields CNT CONT TP FREQ NMn Sn. S1 counts the clock.
class Scaler : public TriggeredDevice
{
public:
    struct Options
    {
        int channels = 8; ///< 1…64
        QStringList hinted{QStringLiteral("I0"), QStringLiteral("I1")};
        bool early = false; ///< counting may end by a preset of another channel
        QMap<int, QString> names; ///< by channel from 1, instead of NMn
    };

    Scaler(QString name, const QString& record, DeviceContext context, Options options);

protected:
    StatusPtr prepare() override;
    std::vector<StagedSetting> stagedSettings() const override;
    std::optional<Index> elapsedSignal() const override;

private:
    enum Field : Index { Cnt, Cont, Tp, Freq, Elapsed, FirstChannel };

    static std::vector<SignalSpec> table(const QString& record, const Options& options);
    Index countSignal(int channel) const { return FirstChannel + static_cast<Index>(channel - 1); }
    Index nameSignal(int channel) const { return countSignal(channel + m_options.channels); }
    Result<void> nameColumns(const std::vector<Reading>& names);

    const Options m_options;
    Handle m_names;
};

} // namespace devices
