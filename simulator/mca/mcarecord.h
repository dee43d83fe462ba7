#pragma once

#include "simulator/mca/mcarois.h"
#include "simulator/mca/spectrum.h"

namespace simulator {

/// A simulated multichannel analyser behind the fields of the EPICS mca record, and the records beside it that start and stop it
/// ("BD:mca1.VAL", "BD:mca1EraseStart").
/// Units:   counts, seconds, keV.   Thread: its host's.
/// A put-callback on STRT or ERST completes when the acquisition ends. While it runs the spectrum is shown twice a second, the
/// times ten times. Numbers depend on the seed, the number of erasures before, and what was counted.
/// Source:  mcaRecord of the synApps module mca R7.
class McaRecord
{
public:
    struct Arriving
    {
        std::vector<double> rates; ///< photons per second in each channel
        double liveFraction = 1;
    };
    /// What arrives now, if it is not what arrived when it was last asked.
    using Source = std::function<std::optional<Arriving>()>;

    McaRecord(Host& host, const QString& name, const QString& description, int channels, Source source, quint64 seed);

    McaRois& rois() { return m_rois; }
    void list(std::vector<Record::Listed>& rows) const;

private:
    void addSpectrum(int channels);
    void addCommands();
    void addPresets(int channels);
    void addTimes();
    void addCalibration();
    FieldPut command(void (McaRecord::*act)(), bool waits = false);
    FieldPut preset(const std::string& field);

    void start();
    void eraseStart();
    void stop();
    void erase();
    void read() { show(pending()); }
    void tick();
    void finish();
    double pending() const; ///< seconds since the spectrum was last added to
    void follow(); ///< takes new rates
    void scheduleEnd();
    double presetEnd() const; ///< seconds from now at the present rates; infinite for none
    bool countsReached() const;
    void show(double pending);
    void showTimes(double pending);

    Host& m_host;
    Record m_record;
    RecordTable m_commands;
    const Source m_source;
    Spectrum m_spectrum;
    McaRois m_rois;
    bool m_acquiring = false;
    double m_since = 0;
    int m_ticks = 0;
    std::vector<PutCompletion> m_waiting;
    Handle m_ticking;
    Handle m_ending;
};

} // namespace simulator
