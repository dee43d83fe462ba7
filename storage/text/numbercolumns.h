#pragma once

#include "scans/documents/documents.h"

#include <vector>

namespace storage {

/// Which columns of the primary stream a table of numbers has, by their places in Event::data: those of the motors that were
/// scanned first, the hinted detector last. Texts, lists and images are none.
std::vector<std::size_t> numberColumns(const scans::RunStart& start, const scans::EventDescriptor& primary);
/// Lists of numbers: spectra.
std::vector<std::size_t> spectrumColumns(const scans::EventDescriptor& primary);
/// An array of two dimensions or more.
bool isImage(const devices::DataKey& key);
/// Scalar numbers in their own order.
std::vector<std::size_t> scalarColumns(const scans::EventDescriptor& descriptor);

/// The run as a SPEC command: its own, else made from the plan's arguments.
QString specCommand(const scans::RunStart& start);

} // namespace storage
