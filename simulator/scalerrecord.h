#pragma once

#include "simulator/random.h"
#include "simulator/records.h"

#include <vector>

namespace simulator {

/// A simulated counter behind the fields of the EPICS scaler record. Channel 1 counts the clock, the others Poisson noise
/// around the rates that its source tells.
/// Units:   counts, seconds.   Thread: its host's.
/// Numbers depend on the seed, the number of counts before, and what was counted, not on the time of day or the machine;
/// AutoCount draws from a stream of its own.
/// Source:  scalerRecord of EPICS std R3-6. COUT and COUTP write CNT to PVs of the same host.
class ScalerRecord
{
public:
    /// Counts per second of each channel as things stand now; the clock's entry is not used.
    using Rates = std::function<std::vector<double>()>;

    ScalerRecord(Host& host, const QString& name, const QString& description, const QStringList& channels, Rates rates,
        quint64 seed);

    Record& record() { return m_record; }
    const Record& record() const { return m_record; }
    std::size_t channels() const { return m_channels.size(); }
    std::vector<double> counts() const;
    /// Called when a count has ended, before puts that wait for it complete.
    void setObserver(std::function<void()> observer) { m_observer = std::move(observer); }

private:
    enum class State { Idle, Delaying, Counting };
    struct Channel
    {
        std::string direction; ///< Dn
        std::string preset; ///< PRn
        std::string gate; ///< Gn
        std::string counts; ///< Sn
        double luck = 0.5; ///< the uniform number behind the noise of this count
        double expected = 0; ///< up to m_since
    };

    std::vector<Field> countFields();
    std::vector<Field> timeFields();
    std::vector<Field> linkFields();
    void addChannels(const QStringList& channels);
    void putContinuous(const Value& value, PutCompletion done);
    void setGate(std::size_t channel, bool on);
    void follow(const char* linkField, bool counting);
    FieldPut presetPut(std::size_t channel);
    FieldPut gatePut(std::size_t channel);
    void setPresetTime(double seconds);
    void putCount(bool count, PutCompletion done);
    void startAfter(double delay, bool autoCount);
    void start();
    void update();
    void finish(double elapsed);
    void rest();
    void showCounts(double elapsed);
    double countsAfter(std::size_t channel, double elapsed) const;
    double endTime() const;
    double whenReached(std::size_t channel, double preset) const;
    void scheduleEnd();

    Host& m_host;
    Record m_record;
    const Rates m_rates;
    Random m_random;
    Random m_autoRandom;
    std::vector<Channel> m_channels;

    State m_state = State::Idle;
    bool m_autoCounting = false;
    std::vector<double> m_current; // rates since m_since
    double m_since = 0; // seconds into this count
    double m_started = 0;
    std::vector<PutCompletion> m_waiting;
    std::function<void()> m_observer;
    Handle m_ticking;
    Handle m_ending;
};

} // namespace simulator
