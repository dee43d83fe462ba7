#pragma once

#include "devices/channel/result.h"

#include <QString>

namespace scans {

/// Where an absorption edge, K or L3, of an element lies. Case does not matter.
/// Units:   eV.
/// Source:  W. T. Elam, B. D. Ravel, J. R. Sieber, Radiation Physics and Chemistry 63 (2002) 121; edges below 50 eV left out.
devices::Result<double> edgeEnergy(const QString& element, const QString& edge);

} // namespace scans
