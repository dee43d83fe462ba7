#include "simulator/statefields.h"

namespace simulator {

namespace {

constexpr quint16 StateStatus = 7;

struct StateNames
{
    std::string label;
    std::string severity;
};

std::vector<StateNames> stateNames(const Record& record)
{
    const QString type = record.text("RTYP");
    if (type == QLatin1String("bo") || type == QLatin1String("bi") || type == QLatin1String("busy"))
        return {{"ZNAM", "ZSV"}, {"ONAM", "OSV"}};
    std::vector<StateNames> names;
    for (const char* state :
        {"ZR", "ON", "TW", "TH", "FR", "FV", "SX", "SV", "EI", "NI", "TE", "EL", "TV", "TT", "FT", "FF"})
        names.push_back({std::string(state) + "ST", std::string(state) + "SV"});
    return names;
}

void rename(Record& record, const std::vector<StateNames>& names)
{
    QStringList labels;
    for (const StateNames& state : names)
        labels << record.text(state.label);
    while (!labels.isEmpty() && labels.last().isEmpty())
        labels.removeLast();
    record.setLabels("VAL", labels);
}

} // namespace

void addStateFields(Record& record)
{
    const QStringList severities{
        QStringLiteral("NO_ALARM"), QStringLiteral("MINOR"), QStringLiteral("MAJOR"), QStringLiteral("INVALID")};
    const std::vector<StateNames> names = stateNames(record);
    const QStringList labels = record.labels("VAL");
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto renamed = [&record, names] { rename(record, names); };
        record.add({
            textField(names[i].label, labels.value(static_cast<qsizetype>(i)), "Name of the state",
                record.store(names[i].label, renamed)),
            menuField(names[i].severity, 0, severities, "Severity of the state",
                record.store(names[i].severity, [&record] { showStateAlarm(record); })),
        });
    }
}

void showStateAlarm(Record& record)
{
    const std::vector<StateNames> names = stateNames(record);
    const auto state = static_cast<std::size_t>(record.integer("VAL"));
    const Severity severity
        = state < names.size() ? static_cast<Severity>(record.integer(names[state].severity)) : Severity::None;
    record.setAlarm({severity, severity == Severity::None ? quint16{0} : StateStatus});
}

} // namespace simulator
