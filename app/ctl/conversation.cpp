#include "app/ctl/conversation.h"

#include "app/ctl/interrupt.h"
#include "app/session/texts.h"

namespace app {

using scans::EngineReport;
using scans::EngineState;
using std::chrono::steady_clock;

namespace {

// After that long the same question has been asked once more.
constexpr std::chrono::milliseconds SamePatience{500};

} // namespace

Conversation::Conversation(scans::RunEngine& engine, const Output& output)
    : m_engine(engine)
    , m_output(output)
{
}

void Conversation::look()
{
    obeyInterrupts();
    const EngineReport report = m_engine.report();
    tellOfSuspension(report);
    const Topic topic = topicOf(report);
    const QString about = topic == Topic::Question ? report.question : report.reason;
    const bool again = m_heard && steady_clock::now() - m_heardAt > SamePatience;
    if (topic != m_topic || about != m_about || again) {
        m_topic = topic;
        m_about = about;
        m_heard = false;
        raise(topic, report);
    }
    if (topic == Topic::None || m_heard)
        return;
    if (const std::optional<QString> line = m_terminal.line()) {
        m_heard = true;
        m_heardAt = steady_clock::now();
        hear(*line);
    } else if (m_terminal.closed() && topic != Topic::Pause) {
        m_heard = true;
        m_heardAt = steady_clock::now();
        m_engine.abort(Texts::tr("nobody is there to answer: %1").arg(about));
    }
}

void Conversation::obeyInterrupts()
{
    const int came = Interrupt::count() - m_interrupts;
    if (came == 0)
        return;
    m_interrupts += came;
    if (came > 1 || m_pausing)
        m_engine.abort(Texts::tr("aborted from the terminal"));
    else
        m_engine.pause();
    m_pausing = true;
}

void Conversation::tellOfSuspension(const EngineReport& report)
{
    const QString now = report.state == EngineState::Suspended ? report.reason : QString();
    if (now == m_suspension)
        return;
    m_output.error(now.isEmpty() ? Texts::tr("goes on") : Texts::tr("suspended: %1").arg(now));
    m_suspension = now;
}

Conversation::Topic Conversation::topicOf(const EngineReport& report)
{
    if (report.state == EngineState::Paused)
        return report.held ? Topic::Failure : Topic::Pause;
    return report.state == EngineState::Running && !report.question.isEmpty() ? Topic::Question : Topic::None;
}

void Conversation::raise(Topic topic, const EngineReport& report)
{
    if (topic == Topic::None)
        return;
    m_terminal.forget();
    if (topic == Topic::Question)
        m_output.error(report.question);
    else if (topic == Topic::Failure)
        m_output.error(Texts::tr("held: %1\nr tries again, s leaves the step out, a aborts").arg(report.reason));
    else if (m_pausing)
        m_output.error(Texts::tr("paused: Enter resumes, Ctrl-C again aborts"));
    else
        m_output.error(Texts::tr("paused: %1: Enter resumes, Ctrl-C twice aborts").arg(report.reason));
}

void Conversation::hear(const QString& line)
{
    switch (m_topic) {
    case Topic::Question:
        m_engine.answer(line);
        break;
    case Topic::Failure:
        decide(line.left(1).toLower());
        break;
    case Topic::Pause:
        m_pausing = false;
        m_engine.resume();
        break;
    case Topic::None:
        break;
    }
}

void Conversation::decide(const QString& word)
{
    if (word == QLatin1String("r"))
        m_engine.resume();
    else if (word == QLatin1String("s"))
        m_engine.skip();
    else if (word == QLatin1String("a"))
        m_engine.abort(m_about);
    else
        m_heardAt = {}; // is asked again at once
}

} // namespace app
