#pragma once

#include "simulator/calcrecord.h"
#include "simulator/random.h"

namespace simulator {

/// Records of every kind, ex:*, to try widgets with: what is written can be read back from the kind's input record beside it, and
/// some move by themselves.
/// Units:   V; all live signals have a period of some seconds.
/// Thread:  its host's.
class Examples
{
public:
    Examples(Host& host, const QString& prefix, quint64 seed);

    void start();
    void stop();

    void list(std::vector<Record::Listed>& rows) const;
    std::vector<Record::Kept> kept() const;

private:
    std::vector<RecordRow> stateRows();
    std::vector<RecordRow> numberRows();
    std::vector<RecordRow> textRows();
    std::vector<RecordRow> arrayRows();
    std::vector<RecordRow> liveRows();
    /// Stores, and lets the input record follow.
    FieldPut echo(const std::string& name, const std::string& input);
    FieldPut echoNumber(const std::string& name, const std::string& input);
    void showAlarm(const std::string& name);
    void putBusy(const Value& value, PutCompletion done);
    void endBusy();
    void update();

    Host& m_host;
    RecordTable m_records;
    CalcRecord m_calc;
    Random m_random;
    std::vector<PutCompletion> m_busyPuts;
    Handle m_busy;
    Handle m_ticking;
};

} // namespace simulator
