#pragma once

#include "scans/engine/commandtable.h"
#include "scans/plans/plan.h"

#include <QStringList>

#include <exception>
#include <vector>

namespace enginetests {

using namespace scans;

/// Answers what a plan asks, and writes down what it was, one word for each message.
class Recorder
{
public:
    explicit Recorder(Plan plan)
        : m_runner(std::move(plan))
    {
    }

    /// Fails the message with this word when it comes for the first time.
    void failAt(const QString& word, std::exception_ptr failure)
    {
        m_failAt = word;
        m_failure = std::move(failure);
    }
    QString run()
    {
        Reply reply;
        Msg* next = m_runner.resume({});
        while (next) {
            const Msg message = std::move(*next);
            const QString word = describe(message);
            m_words << word;
            if (word == m_failAt) {
                m_failAt.clear();
                next = m_runner.resumeWith(m_failure);
                continue;
            }
            if (const auto* enter = std::get_if<msg::EnterScope>(&message))
                m_scopes.push_back(enter->cleanup);
            if (std::holds_alternative<msg::LeaveScope>(message)) {
                const PlanFactory cleanup = m_scopes.back();
                m_scopes.pop_back();
                Recorder inner(cleanup());
                m_words << QStringLiteral("(") + inner.run() + QStringLiteral(")");
            }
            next = m_runner.resume(answer(message));
        }
        return m_words.join(QLatin1Char(' '));
    }
    std::exception_ptr failure() const { return m_runner.failure(); }
    QString failureText() const
    {
        try {
            if (m_runner.failure())
                std::rethrow_exception(m_runner.failure());
        } catch (const std::exception& exception) {
            return QString::fromUtf8(exception.what());
        }
        return {};
    }

private:
    static QString describe(const Msg& message)
    {
        QString word = QString::fromLatin1(commandFor(message).name);
        if (const auto* set = std::get_if<msg::Set>(&message))
            word += QStringLiteral(":%1=%2").arg(set->device->name()).arg(set->target);
        if (const auto* sleep = std::get_if<msg::Sleep>(&message))
            word += QStringLiteral(":%1").arg(sleep->time.count());
        if (const auto* create = std::get_if<msg::Create>(&message);
            create && create->stream != QLatin1String("primary"))
            word += QLatin1Char(':') + create->stream;
        if (const auto* unstage = std::get_if<msg::Unstage>(&message)) {
            for (const devices::DevicePtr& device : *unstage->devices)
                word += QLatin1Char(':') + device->name();
        }
        if (const auto* close = std::get_if<msg::CloseRun>(&message); close && close->exit)
            word += QStringLiteral(":") + close->exit->status;
        std::visit(
            [&word](const auto& each) {
                if constexpr (requires { each.run == 0; }) {
                    if (each.run != DefaultRun)
                        word += QStringLiteral("@%1").arg(each.run);
                }
            },
            message);
        return word;
    }
    static Reply answer(const Msg& message)
    {
        if (const auto* locate = std::get_if<msg::Locate>(&message)) {
            std::vector<devices::Location> found;
            for (const devices::DevicePtr& device : *locate->devices)
                found.push_back({device->position().value_or(0), device->position().value_or(0)});
            return Reply(found);
        }
        if (std::holds_alternative<msg::Rewindable>(message))
            return Reply(true);
        if (std::holds_alternative<msg::Subscribe>(message))
            return Reply(qint64{7});
        if (std::holds_alternative<msg::Null>(message))
            return Reply(QStringLiteral("null's"));
        return {};
    }

    PlanRunner m_runner;
    QStringList m_words;
    QString m_failAt;
    std::exception_ptr m_failure;
    std::vector<PlanFactory> m_scopes;
};

inline QString recorded(Plan plan)
{
    Recorder recorder(std::move(plan));
    const QString words = recorder.run();
    return recorder.failure() ? words + QStringLiteral(" !") + recorder.failureText() : words;
}

} // namespace enginetests
