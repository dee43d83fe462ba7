#include "scans/engine/commandtable.h"
#include "scans/engine/refusal.h"

namespace scans {

namespace {

using std::chrono::steady_clock;

SteadyTime deadlineOf(std::chrono::milliseconds timeout)
{
    return timeout.count() > 0 ? steady_clock::now() + timeout : SteadyTime::max();
}

devices::Error tooLate(std::chrono::milliseconds timeout, const QString& what)
{
    const QString seconds = QString::number(std::chrono::duration<double>(timeout).count(), 'f', 1);
    return {devices::ErrorCode::Timeout,
        QCoreApplication::translate("scans", "Waited %1 s in vain for %2").arg(seconds, what), {}};
}

class InputWait : public Pending
{
public:
    InputWait(Question& question, const msg::Input& message)
        : m_question(question)
        , m_message(message)
        , m_deadline(deadlineOf(message.timeout))
    {
        m_question = {message.prompt, {}};
    }
    ~InputWait() override { m_question = {}; }

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override
    {
        if (m_question.answer)
            return Reply(*m_question.answer);
        if (now < m_deadline)
            return std::nullopt;
        return tooLate(m_message.timeout, what());
    }
    SteadyTime deadline() const override { return m_deadline; }
    QString what() const override
    {
        return QCoreApplication::translate("scans", "an answer to \"%1\"").arg(m_message.prompt);
    }

private:
    Question& m_question;
    const msg::Input m_message;
    const SteadyTime m_deadline;
};

class ConditionWait : public Pending
{
public:
    explicit ConditionWait(const msg::WaitFor& message)
        : m_message(message)
        , m_deadline(deadlineOf(message.timeout))
    {
    }

    std::optional<devices::Result<Reply>> poll(SteadyTime now) override
    {
        if (m_message.condition())
            return Reply(true);
        if (now < m_deadline)
            return std::nullopt;
        return tooLate(m_message.timeout, what());
    }
    SteadyTime deadline() const override { return m_deadline; }
    QString what() const override
    {
        return m_message.what.isEmpty() ? QCoreApplication::translate("scans", "a condition") : m_message.what;
    }

private:
    const msg::WaitFor m_message;
    const SteadyTime m_deadline;
};

} // namespace

Answer runInput(RunContext& context, const msg::Input& message)
{
    if (message.prompt.isEmpty())
        return refusal(QT_TRANSLATE_NOOP("scans", "A plan asked the user nothing"));
    return PendingPtr(std::make_unique<InputWait>(context.question, message));
}

Answer runWaitFor(RunContext&, const msg::WaitFor& message)
{
    if (!message.condition)
        return refusal(QT_TRANSLATE_NOOP("scans", "A plan wanted to wait for no condition"));
    return toAnswer(PendingPtr(std::make_unique<ConditionWait>(message)));
}

Answer runUser(RunContext& context, const msg::User& message)
{
    const auto found = context.settings.commands.find(message.name);
    if (found == context.settings.commands.end())
        return devices::Error{devices::ErrorCode::NotSupported,
            QCoreApplication::translate("scans", "There is no command %1").arg(message.name), {}};
    if (message.devices) {
        for (const devices::DevicePtr& device : *message.devices)
            context.ledger.use(device);
    }
    return found->second(message);
}

} // namespace scans
