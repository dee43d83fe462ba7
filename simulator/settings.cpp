#include "simulator/settings.h"

#include <algorithm>

namespace simulator {

Settings::Settings(RecordTable& records, std::function<void()> changed)
    : m_records(records)
    , m_changed(std::move(changed))
{
}

void Settings::addBoth(RecordRow row, FieldPut put)
{
    RecordRow readback = shown(row);
    readback.name += "_RBV";
    row.put = std::move(put);
    m_records.add({std::move(row), std::move(readback)});
}

void Settings::addPut(RecordRow row, FieldPut put)
{
    addBoth(std::move(row), std::move(put));
}

void Settings::add(RecordRow row, Accept accept)
{
    addBoth(row, [this, name = row.name, accept = std::move(accept)](const Value& value, PutCompletion done) {
        const double asked = devices::toDouble(value).value_or(0);
        const Result<double> taken = accept ? accept(asked) : Result<double>(asked);
        if (!taken) {
            done(taken.error());
            return;
        }
        set(name, taken.value());
        if (m_changed)
            m_changed();
        done({});
    });
}

void Settings::addText(RecordRow row, AcceptText accept)
{
    addBoth(row, [this, name = row.name, accept = std::move(accept)](const Value& value, PutCompletion done) {
        const QString asked = devices::toText(value);
        const Result<QString> taken = accept ? accept(asked) : Result<QString>(asked);
        if (!taken) {
            done(taken.error());
            return;
        }
        setText(name, taken.value());
        if (m_changed)
            m_changed();
        done({});
    });
}

void Settings::set(const std::string& name, double number)
{
    m_records.setNumber(name, number);
    m_records.setNumber(name + "_RBV", number);
}

void Settings::setText(const std::string& name, const QString& text)
{
    m_records.setText(name, text);
    m_records.setText(name + "_RBV", text);
}

Settings::Accept within(double lowest, double highest)
{
    return [lowest, highest](double asked) -> Result<double> { return std::clamp(asked, lowest, highest); };
}

Settings::Accept onlyStates(std::vector<int> states, const QString& pv, const QString& why)
{
    return [states = std::move(states), pv, why](double asked) -> Result<double> {
        if (std::find(states.begin(), states.end(), static_cast<int>(asked)) == states.end())
            return refusal(pv, ErrorCode::NotSupported, why);
        return asked;
    };
}

} // namespace simulator
