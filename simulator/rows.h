#pragma once

#include "simulator/records.h"

namespace simulator {

// Rows of settings, shorter than the aggregates.
RecordRow realRow(std::string name, double initial, const char* about, const char* units = "", int precision = 3);
RecordRow wholeRow(std::string name, qint64 initial, const char* about, const char* units = "");
RecordRow menuRow(std::string name, int initial, QStringList labels, const char* about);
/// An array of 256 characters, as areaDetector has for paths and messages.
RecordRow longTextRow(std::string name, const QString& initial, const char* about);
RecordRow textRow(std::string name, const QString& initial, const char* about);
/// An empty array of numbers.
RecordRow arrayRow(std::string name, NativeType element, std::size_t count, const char* about);
/// The same as a row that clients only read.
RecordRow shown(RecordRow row);

inline const QStringList NoYes{QStringLiteral("No"), QStringLiteral("Yes")};
inline const QStringList DisableEnable{QStringLiteral("Disable"), QStringLiteral("Enable")};

// Menus of areaDetector, in its order.
const QStringList& pixelTypeNames();
const QStringList& colorModeNames();

} // namespace simulator
