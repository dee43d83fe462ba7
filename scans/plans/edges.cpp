#include "scans/plans/edges.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace scans {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

struct Element
{
    const char* symbol;
    double k; ///< eV; 0 = no edge that a beamline could reach
    double l3;
};

// clang-format off
constexpr Element Elements[] = {
    {"H", 0, 0},
    {"He", 0, 0},
    {"Li", 54.7, 0},
    {"Be", 111.5, 0},
    {"B", 188, 0},
    {"C", 284.2, 0},
    {"N", 409.9, 0},
    {"O", 543.1, 0},
    {"F", 696.7, 0},
    {"Ne", 870.2, 0},
    {"Na", 1070.8, 0},
    {"Mg", 1303, 0},
    {"Al", 1559, 72.5},
    {"Si", 1839, 99.2},
    {"P", 2145.5, 135},
    {"S", 2472, 162.5},
    {"Cl", 2822, 200},
    {"Ar", 3205.9, 248.4},
    {"K", 3608.4, 294.6},
    {"Ca", 4038.5, 346.2},
    {"Sc", 4492, 398.7},
    {"Ti", 4966, 453.8},
    {"V", 5465, 512.1},
    {"Cr", 5989, 574.1},
    {"Mn", 6539, 638.7},
    {"Fe", 7112, 706.8},
    {"Co", 7709, 778.1},
    {"Ni", 8333, 852.7},
    {"Cu", 8979, 932.7},
    {"Zn", 9659, 1021.8},
    {"Ga", 10367, 1116.4},
    {"Ge", 11103, 1217},
    {"As", 11867, 1323.6},
    {"Se", 12658, 1433.9},
    {"Br", 13474, 1550},
    {"Kr", 14326, 1678.4},
    {"Rb", 15200, 1804},
    {"Sr", 16105, 1940},
    {"Y", 17038, 2080},
    {"Zr", 17998, 2223},
    {"Nb", 18986, 2371},
    {"Mo", 20000, 2520},
    {"Tc", 21044, 2677},
    {"Ru", 22117, 2838},
    {"Rh", 23220, 3004},
    {"Pd", 24350, 3173},
    {"Ag", 25514, 3351},
    {"Cd", 26711, 3538},
    {"In", 27940, 3730},
    {"Sn", 29200, 3929},
    {"Sb", 30491, 4132},
    {"Te", 31814, 4341},
    {"I", 33169, 4557},
    {"Xe", 34561, 4786},
    {"Cs", 35985, 5012},
    {"Ba", 37441, 5247},
    {"La", 38925, 5483},
    {"Ce", 40443, 5723},
    {"Pr", 41991, 5964},
    {"Nd", 43569, 6208},
    {"Pm", 45184, 6459},
    {"Sm", 46834, 6716},
    {"Eu", 48519, 6977},
    {"Gd", 50239, 7243},
    {"Tb", 51996, 7514},
    {"Dy", 53789, 7790},
    {"Ho", 55618, 8071},
    {"Er", 57486, 8358},
    {"Tm", 59390, 8648},
    {"Yb", 61332, 8944},
    {"Lu", 63314, 9244},
    {"Hf", 65351, 9561},
    {"Ta", 67416, 9881},
    {"W", 69525, 10207},
    {"Re", 71676, 10535},
    {"Os", 73871, 10871},
    {"Ir", 76111, 11215},
    {"Pt", 78395, 11564},
    {"Au", 80725, 11919},
    {"Hg", 83102, 12284},
    {"Tl", 85530, 12658},
    {"Pb", 88005, 13035},
    {"Bi", 90526, 13419},
    {"Po", 93105, 13814},
    {"At", 95730, 14214},
    {"Rn", 98404, 14619},
    {"Fr", 101137, 15031},
    {"Ra", 103922, 15444},
    {"Ac", 106755, 15871},
    {"Th", 109651, 16300},
    {"Pa", 112601, 16733},
    {"U", 115606, 17166},
    {"Np", 118669, 17610},
    {"Pu", 121791, 18057},
    {"Am", 124982, 18510},
    {"Cm", 128241, 18970},
    {"Bk", 131556, 19435},
    {"Cf", 134939, 19907},
};
// clang-format on

} // namespace

Result<double> edgeEnergy(const QString& element, const QString& edge)
{
    const auto found = std::find_if(std::begin(Elements), std::end(Elements), [&element](const Element& known) {
        return element.compare(QLatin1String(known.symbol), Qt::CaseInsensitive) == 0;
    });
    if (found == std::end(Elements))
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "element: expected a symbol from H to Cf, got \"%1\"").arg(element),
            QStringLiteral("element")};
    const bool k = edge.compare(QLatin1String("K"), Qt::CaseInsensitive) == 0;
    const bool l3 = edge.compare(QLatin1String("L3"), Qt::CaseInsensitive) == 0;
    if (!k && !l3)
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "edge: expected K or L3, got \"%1\"").arg(edge),
            QStringLiteral("edge")};
    const double energy = k ? found->k : found->l3;
    if (energy <= 0)
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("scans", "edge: %1 has no %2 edge above 50 eV")
                .arg(QLatin1String(found->symbol), k ? QStringLiteral("K") : QStringLiteral("L3")),
            QStringLiteral("edge")};
    return energy;
}

} // namespace scans
