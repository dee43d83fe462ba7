#pragma once

#include "scans/documents/documents.h"
#include "storage/naming/fileplacer.h"
#include "storage/text/textfile.h"

#include <QByteArray>

#include <memory>

namespace storage {

/// Shortest text that reads back as the same number; "nan" and "inf" for what is none.
QByteArray numberText(double number);
/// A scalar as a number: "nan" for texts and for what is missing.
QByteArray numberText(const devices::Value& value);
/// A scalar as people read it, states by their labels; empty for what is missing.
QString cellText(const devices::DataKey& key, const devices::Value& value);
/// On one line: line ends become blanks.
QByteArray oneLine(const QString& text);
/// A column's name where two blanks or a tab separate names: none has more than one blank in a row, and none is empty.
QString columnLabel(const QString& name);
/// The same where one blank separates them: with "_" for blanks.
QString columnWord(const QString& name);

/// At the place that the context names, as the placer allows.
devices::Result<std::unique_ptr<TextFile>> newTextFile(FilePlacer& placer, const NameContext& context);

} // namespace storage
