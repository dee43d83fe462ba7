#pragma once

#include <QStringView>

namespace devices {

/// Whether the text is what the pattern says: "*" stands for any characters, "?" for one. Upper and lower case differ.
bool matchesWildcard(QStringView pattern, QStringView text);

} // namespace devices
