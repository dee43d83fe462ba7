#pragma once

#include "devices/channel/value.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace storage {

/// A Value as a type tag and bytes, exact to the last bit (numbers little endian, texts UTF-8), and back.
struct StoredValue
{
    QString type; ///< "double", "int64", "enum", "string", "double[]", "uint16[]", "string[]", …; empty = null
    QByteArray bytes;

    static StoredValue from(const devices::Value& value);
    /// Nothing when the type is unknown or the bytes do not fit it.
    std::optional<devices::Value> value() const;
};

} // namespace storage
