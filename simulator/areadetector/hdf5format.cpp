#include "simulator/areadetector/hdf5format.h"

#include "simulator/areadetector/hdf5file.h"

#include <QCoreApplication>

namespace simulator {

namespace {

constexpr int Uncompressed = 0;
constexpr int Zlib = 3;
constexpr int DefaultLevel = 6;

} // namespace

void Hdf5Format::addSettings(RecordTable& records, Settings& settings) const
{
    const QStringList compressions{
        QStringLiteral("None"), QStringLiteral("N-bit"), QStringLiteral("szip"), QStringLiteral("zlib")};
    settings.add(menuRow("Compression", Uncompressed, compressions, "Compression"),
        onlyStates({Uncompressed, Zlib}, records.prefix() + QStringLiteral("Compression"),
            QCoreApplication::translate("simulator", "files are compressed by zlib or not at all")));
    settings.add(wholeRow("ZLevel", DefaultLevel, "How hard zlib tries"), within(1, 9));
    settings.add(
        menuRow("SWMRMode", 0, {QStringLiteral("Off"), QStringLiteral("On")}, "Others may read while it grows"));
    records.add({shown(menuRow("SWMRSupported_RBV", 1, {QStringLiteral("Not Supported"), QStringLiteral("Supported")},
        "Whether others may read while it grows"))});
}

std::unique_ptr<FrameFile> Hdf5Format::make(const RecordTable& records) const
{
    const bool compressed = records.integer("Compression") == Zlib;
    return std::make_unique<Hdf5File>(
        Hdf5File::Options{compressed ? static_cast<int>(records.integer("ZLevel")) : 0, records.flag("SWMRMode")});
}

} // namespace simulator
