#include "devices/calc/calcchannel.h"

#include "devices/kinds/texts.h"

#include <algorithm>
#include <cmath>

namespace devices {

namespace {

constexpr quint16 CalcAlarm = 12; // EPICS's CALC

} // namespace

/// A get under way: the inputs' answers as they come.
struct CalcChannel::Collection
{
    std::vector<Reading> readings;
    std::vector<Handle> gets;
    std::size_t missing = 0;
    RawGetDone done; // called once, then empty
};

CalcChannel::CalcChannel(const QString& name, std::shared_ptr<ChannelPolicy> policy, CalcDefinition definition,
    std::vector<ChannelPtr> inputs, std::shared_ptr<Mailbox> mailbox)
    : Channel(name, std::move(policy))
    , m_definition(std::move(definition))
    , m_mailbox(std::move(mailbox))
    , m_inputs(inputs.size())
{
    for (std::size_t i = 0; i < inputs.size(); ++i)
        m_inputs[i].channel = std::move(inputs[i]);
}

/// Calls `step(self, arguments…)` if this channel still lives then.
template <typename Step>
auto CalcChannel::safely(Step step)
{
    return [weak = weak_from_this(), step = std::move(step)](const auto&... arguments) {
        if (const auto self = std::static_pointer_cast<CalcChannel>(weak.lock()))
            step(*self, arguments...);
    };
}

void CalcChannel::open()
{
    m_mailbox->post(safely([](CalcChannel& self) { self.listenToConnections(); }));
}

void CalcChannel::listenToConnections()
{
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        const auto changed
            = safely([i](CalcChannel& self, ConnectionState state) { self.connectionChanged(i, state); });
        m_inputs[i].connection = m_inputs[i].channel->subscribe(*m_mailbox, Delivery::Latest, {{}, changed, {}});
    }
    if (m_inputs.empty())
        connectionChanged(0, ConnectionState::Connected);
}

void CalcChannel::connectionChanged(std::size_t input, ConnectionState newState)
{
    if (input < m_inputs.size()) {
        m_inputs[input].state = newState;
        m_inputs[input].reading = {};
    }
    const bool all = std::all_of(
        m_inputs.cbegin(), m_inputs.cend(), [](const Input& each) { return each.state == ConnectionState::Connected; });
    if (!all) {
        setDisconnected();
        return;
    }
    if (state() == ConnectionState::Connected)
        return;
    ChannelInfo info;
    info.name = name();
    info.units = m_definition.units;
    info.precision = m_definition.precision;
    info.canRead = true;
    setConnected(std::make_shared<const ChannelInfo>(std::move(info)));
    if (m_inputs.empty())
        publishResult();
}

void CalcChannel::startMonitor()
{
    m_mailbox->post(safely([](CalcChannel& self) { self.listenToValues(); }));
}

void CalcChannel::stopMonitor()
{
    m_mailbox->post(safely([](CalcChannel& self) { self.stopListeningToValues(); }));
}

void CalcChannel::listenToValues()
{
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        const auto changed = safely([i](CalcChannel& self, const Reading& reading) { self.valueChanged(i, reading); });
        m_inputs[i].values = m_inputs[i].channel->subscribe(*m_mailbox, Delivery::Latest, {changed, {}, {}});
    }
    if (m_inputs.empty())
        publishResult();
}

void CalcChannel::stopListeningToValues()
{
    for (Input& input : m_inputs) {
        input.values.reset();
        input.reading = {};
    }
}

void CalcChannel::valueChanged(std::size_t input, const Reading& reading)
{
    m_inputs[input].reading = reading;
    // What else changed at the same moment is taken along.
    if (!std::exchange(m_resultDue, true))
        m_mailbox->post(safely([](CalcChannel& self) { self.publishResult(); }));
}

void CalcChannel::publishResult()
{
    m_resultDue = false;
    std::vector<Reading> readings;
    for (const Input& input : m_inputs) {
        if (isNull(input.reading.value))
            return;
        readings.push_back(input.reading);
    }
    publish(compute(readings));
}

Reading CalcChannel::compute(const std::vector<Reading>& readings) const
{
    Reading result;
    std::vector<double> numbers;
    for (const Reading& each : readings) {
        numbers.push_back(toDouble(each.value).value_or(std::numeric_limits<double>::quiet_NaN()));
        result.time = std::max(result.time, each.time);
        if (each.severity > result.severity) {
            result.severity = each.severity;
            result.status = each.status;
        }
    }
    if (readings.empty())
        result.time = now();
    const double number = m_definition.expression.evaluate(numbers);
    result.value = number;
    if (std::isnan(number) && result.severity < Severity::Invalid) {
        result.severity = Severity::Invalid;
        result.status = CalcAlarm;
    }
    return result;
}

void CalcChannel::doGet(RawGetDone done)
{
    m_mailbox->post([weak = weak_from_this(), done = std::move(done), name = name()] {
        if (const auto self = std::static_pointer_cast<CalcChannel>(weak.lock()))
            self->collect(done);
        else
            done(Error{ErrorCode::Cancelled, Texts::tr("%1 is no longer wanted").arg(name), name});
    });
}

void CalcChannel::collect(const RawGetDone& done)
{
    if (m_inputs.empty()) {
        done(compute({}));
        return;
    }
    const auto collection = std::make_shared<Collection>();
    collection->readings.resize(m_inputs.size());
    collection->missing = m_inputs.size();
    collection->done = done;
    m_collections.push_back(collection);
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        const auto answered = [weak = std::weak_ptr(collection), i](CalcChannel& self, const Result<Reading>& result) {
            const auto answeredFor = weak.lock();
            if (!answeredFor || !answeredFor->done)
                return;
            if (result)
                answeredFor->readings[i] = result.value();
            if (!result || --answeredFor->missing == 0)
                self.collected(answeredFor, result);
        };
        collection->gets.push_back(m_inputs[i].channel->get(*m_mailbox, safely(answered)));
    }
}

void CalcChannel::collected(const std::shared_ptr<Collection>& collection, const Result<Reading>& last)
{
    std::erase(m_collections, collection);
    std::exchange(collection->done, {})(last ? Result<Reading>(compute(collection->readings)) : last);
}

void CalcChannel::doPut(const Value&, PutMode, RawPutDone done)
{
    done(Error{ErrorCode::NoAccess, Texts::tr("%1 is computed and cannot be written").arg(name()), name()});
}

void CalcChannel::doRefreshInfo(std::function<void()> done)
{
    done();
}

} // namespace devices
