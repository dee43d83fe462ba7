#include "storage/nexus/plotchoice.h"

#include <algorithm>

namespace storage {

using devices::DataKey;

namespace {

bool isNumber(const DataKey& key)
{
    return key.dtype == DataKey::Dtype::Number || key.dtype == DataKey::Dtype::Integer;
}

/// A motor's readback: the column of its name, else its first hinted, else its first.
QString columnOf(const QString& motor, const std::vector<DataKey>& keys)
{
    const DataKey* best = nullptr;
    for (const DataKey& key : keys) {
        if (!isNumber(key))
            continue;
        if (key.name == motor)
            return motor;
        if (key.objectName == motor && (best == nullptr || (key.hinted && !best->hinted)))
            best = &key;
    }
    return best == nullptr ? QString() : best->name;
}

} // namespace

PlotChoice choosePlot(const RunMetadata& about, const std::vector<DataKey>& keys)
{
    PlotChoice choice;
    for (const QString& motor : about.motors)
        choice.motorColumns << columnOf(motor, keys);
    const bool grid
        = !about.gridShape.empty() && about.gridShape.size() == static_cast<std::size_t>(about.motors.size());
    for (const QString& column : std::as_const(choice.motorColumns)) {
        if (column.isEmpty())
            continue;
        (grid || choice.axes.isEmpty() ? choice.axes : choice.parallelAxes) << column;
    }
    if (choice.axes.isEmpty())
        choice.axes << QStringLiteral("time");

    std::vector<const DataKey*> measured;
    for (const DataKey& key : keys) {
        if (isNumber(key) && !about.motors.contains(key.objectName) && !choice.motorColumns.contains(key.name))
            measured.push_back(&key);
    }
    const auto rank = [](const DataKey* key) { return key->hinted ? 0 : key->counts ? 1 : 2; };
    const auto best = std::min_element(
        measured.cbegin(), measured.cend(), [rank](const DataKey* a, const DataKey* b) { return rank(a) < rank(b); });
    if (best == measured.cend())
        return choice;
    choice.signal = (*best)->name;
    for (const DataKey* key : measured) {
        if (key != *best)
            (rank(key) == rank(*best) ? choice.auxiliaries : choice.others) << key->name;
    }
    return choice;
}

} // namespace storage
