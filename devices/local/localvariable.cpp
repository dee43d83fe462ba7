#include "devices/local/localvariable.h"

#include "devices/channel/format.h"

#include <QCoreApplication>

namespace devices {

namespace {

Result<Value> converted(const Value& value, const ChannelInfo& info)
{
    Result<Value> suited = suitedTo(value, info);
    if (!suited || std::holds_alternative<QString>(suited.value()))
        return suited;
    const Value& given = suited.value();
    if (info.type == NativeType::String)
        return Value(toText(given));
    if (info.count > 1)
        return Value(makeArray(toDoubles(given)));
    const std::optional<double> number = toDouble(given);
    if (!number || isArray(given))
        return Error{ErrorCode::BadValue, QCoreApplication::translate("devices", "%1 takes one number").arg(info.name),
            info.name};
    if (info.type == NativeType::Double)
        return Value(*number);
    return parse(exactNumber(*number), info); // whole numbers and states: the same rules as for typed text
}

} // namespace

LocalVariable::LocalVariable(ChannelInfo info, Value initial)
    : m_info(std::make_shared<const ChannelInfo>(std::move(info)))
    , m_reading{std::move(initial), now(), Severity::None, 0}
{
}

Reading LocalVariable::reading() const
{
    const std::scoped_lock lock(m_mutex);
    return m_reading;
}

Result<void> LocalVariable::write(const Value& value)
{
    Result<Value> taken = converted(value, *m_info);
    if (!taken)
        return taken.error();
    const std::scoped_lock lock(m_mutex);
    m_reading = {std::move(taken).value(), now(), Severity::None, 0};
    for (const auto& [key, listener] : m_listeners)
        listener(m_reading);
    return {};
}

void LocalVariable::listen(const void* key, Listener listener)
{
    const std::scoped_lock lock(m_mutex);
    listener(m_reading);
    m_listeners.emplace_back(key, std::move(listener));
}

void LocalVariable::unlisten(const void* key)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_listeners, [key](const auto& entry) { return entry.first == key; });
}

} // namespace devices
