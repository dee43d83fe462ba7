#pragma once

#include "app/ctl/output.h"
#include "app/ctl/terminal.h"
#include "scans/engine/runengine.h"

#include <chrono>

namespace app {

/// What passes between a person at the terminal and a plan that runs: Ctrl-C pauses it and then aborts it, its questions are asked,
/// what holds it up is told, and what to do about a failure is decided.
class Conversation
{
public:
    Conversation(scans::RunEngine& engine, const Output& output);

    /// To be called again and again while the plan runs.
    void look();

private:
    enum class Topic : quint8 {
        None,
        Pause, ///< Enter resumes
        Question,
        Failure, ///< the plan is held
    };

    void obeyInterrupts();
    void tellOfSuspension(const scans::EngineReport& report);
    static Topic topicOf(const scans::EngineReport& report);
    void raise(Topic topic, const scans::EngineReport& report);
    void hear(const QString& line);
    void decide(const QString& word);

    scans::RunEngine& m_engine;
    const Output& m_output;
    Terminal m_terminal;
    Topic m_topic = Topic::None;
    QString m_about; ///< what was asked last
    bool m_heard = false; ///< it was answered, and the plan has not gone on yet
    std::chrono::steady_clock::time_point m_heardAt;
    QString m_suspension;
    int m_interrupts = 0;
    bool m_pausing = false; ///< by Ctrl-C
};

} // namespace app
