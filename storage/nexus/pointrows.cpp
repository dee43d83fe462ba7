#include "storage/nexus/pointrows.h"

#include "storage/hdf5/h5.h"

#include <map>

namespace storage {

std::vector<std::size_t> rowsOfPoints(hid_t measurement, hid_t transfer)
{
    const std::vector<double> numbers
        = h5::readNumbers(h5::open(measurement, QStringLiteral("seq_num")).id(), transfer);
    std::map<double, std::size_t> last;
    bool plain = true;
    for (std::size_t row = 0; row < numbers.size() && plain; ++row)
        plain = numbers[row] == static_cast<double>(row + 1);
    for (std::size_t row = 0; row < numbers.size() && !plain; ++row)
        last[numbers[row]] = row;
    std::vector<std::size_t> rows;
    for (const auto& [number, row] : last)
        rows.push_back(row);
    return rows;
}

} // namespace storage
