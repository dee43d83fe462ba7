#pragma once

#include "devices/profile/profile.h"
#include "devices/profile/yamlreader.h"

#include <optional>

namespace devices {

/// "floor", "ceiling", "outside", "high", "low", "changed".
const QStringList& suspenderConditions();

/// One entry of "suspenders". The profile must have its devices already. What is wrong is noted with the reader.
std::optional<SuspenderEntry> readSuspender(
    YamlReader& reader, const YamlReader::Fields& fields, const Profile& profile);

} // namespace devices
