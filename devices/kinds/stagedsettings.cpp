#include "devices/kinds/stagedsettings.h"

#include "devices/kinds/readgroup.h"
#include "devices/kinds/texts.h"

namespace devices {

namespace {

bool sameSetting(const Value& a, const Value& b)
{
    const std::optional<double> x = toDouble(a);
    const std::optional<double> y = toDouble(b);
    return x && y ? *x == *y : equal(a, b);
}

/// As it can be written: an array that was empty held no text.
Value restorable(const Value& original)
{
    return isArray(original) && elementCount(original) == 0 ? Value(QString()) : original;
}

} // namespace

StagedSettings::StagedSettings(DeviceContext context)
    : m_context(std::move(context))
{
}

StatusPtr StagedSettings::apply(const QString& what, std::vector<StagedSetting> settings)
{
    if (m_applying)
        return m_applying;
    if (applied())
        return Status::done();
    std::vector<ChannelPtr> channels;
    for (StagedSetting& setting : settings) {
        channels.push_back(setting.channel);
        m_entries.push_back({std::move(setting), {}, false});
    }
    const StatusPtr status = Status::pending(what);
    m_applying = status;
    m_request = readAll(m_context.mailbox, channels, [this](Result<std::vector<Reading>> readings) {
        if (readings)
            remember(std::move(readings).value());
        else
            applyFailed(readings.error());
    });
    return status;
}

void StagedSettings::remember(std::vector<Reading> readings)
{
    for (std::size_t i = 0; i < readings.size(); ++i) {
        m_entries[i].original = readings[i].value;
        m_entries[i].touched = !m_entries[i].setting.value;
    }
    applyFrom(0);
}

void StagedSettings::applyFrom(std::size_t index)
{
    const auto differs
        = [](const Entry& entry) { return entry.setting.value && !sameSetting(*entry.setting.value, entry.original); };
    while (index < m_entries.size() && !differs(m_entries[index]))
        ++index;
    if (index == m_entries.size()) {
        std::exchange(m_applying, nullptr)->finish({});
        return;
    }
    Entry& entry = m_entries[index];
    entry.touched = true;
    const auto done = [this, index](const Result<void>& result) {
        if (result)
            applyFrom(index + 1);
        else
            applyFailed(result.error());
    };
    m_request = entry.setting.channel->put(
        m_context.mailbox, *entry.setting.value, PutMode::Complete, done, DefaultTimeout, m_context.who);
}

void StagedSettings::applyFailed(const Error& error)
{
    const StatusPtr applying = std::exchange(m_applying, nullptr);
    restore(QString())->whenDone([applying, error](const Result<void>&) { applying->finish(error); });
}

StatusPtr StagedSettings::restore(const QString& what)
{
    if (m_restoring)
        return m_restoring;
    if (const StatusPtr applying = std::exchange(m_applying, nullptr))
        applying->finish(Error{ErrorCode::Cancelled, Texts::tr("%1: given up").arg(applying->what()), {}});
    const StatusPtr status = Status::pending(what);
    m_restoring = status;
    m_firstError.reset();
    restoreNext();
    return status;
}

void StagedSettings::restoreNext()
{
    while (!m_entries.empty() && !m_entries.back().touched)
        m_entries.pop_back();
    if (m_entries.empty())
        return finishRestoring();
    const Entry entry = std::move(m_entries.back());
    m_entries.pop_back();
    const auto done = [this](const Result<void>& result) {
        if (!result && !m_firstError)
            m_firstError = result.error();
        restoreNext();
    };
    m_request = entry.setting.channel->put(
        m_context.mailbox, restorable(entry.original), entry.setting.restoreMode, done, DefaultTimeout, m_context.who);
}

void StagedSettings::finishRestoring()
{
    const StatusPtr restoring = std::exchange(m_restoring, nullptr);
    if (m_firstError)
        restoring->finish(*m_firstError);
    else
        restoring->finish({});
}

} // namespace devices
