#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <limits>
#include <memory>
#include <optional>

namespace devices {

/// Native types of a channel; the first seven are Channel Access's, in its order.
enum class NativeType : quint8 { String, Short, Float, Enum, Char, Long, Double };

QString nativeTypeName(NativeType type);
/// Of one element; of a text the most that Channel Access carries.
int bytesOf(NativeType type);

struct Range
{
    double low = std::numeric_limits<double>::quiet_NaN();
    double high = std::numeric_limits<double>::quiet_NaN();

    /// False for NaN ends and for low ≥ high: EPICS spells "no limits" as 0, 0.
    bool valid() const { return low < high; }
    bool contains(double x) const { return x >= low && x <= high; }
};

/// Metadata of a connected channel. Units and limits are those of the server; `precision` is absent for non-floats.
struct ChannelInfo
{
    QString name;
    NativeType type = NativeType::Double;
    std::size_t count = 1;
    QString units;
    std::optional<int> precision;
    Range display;
    Range alarm;
    Range warning;
    Range control;
    QStringList labels;
    bool canRead = false;
    bool canWrite = false;
    QString host;
    std::size_t maxTextBytes = 0; ///< of each text written, in UTF-8; 0: any
    QString problem; ///< why no value can come although it is connected; empty: none
};

using ChannelInfoPtr = std::shared_ptr<const ChannelInfo>;

enum class ConnectionState : quint8 { NeverConnected, Connected, Disconnected };

QString connectionStateName(ConnectionState state);

} // namespace devices
