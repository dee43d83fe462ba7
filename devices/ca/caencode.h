#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/result.h"
#include "devices/channel/value.h"

#include <QVarLengthArray>

namespace devices {

/// A value in the form that libca sends. Arrays are not copied: it is valid as long as the Value it was made of.
class CaPutData
{
public:
    /// BadValue, saying why, for what the channel cannot hold: texts over 39 bytes, fractions and numbers out of range for
    /// integers, indices without a label, more elements than it has, none at all.
    static Result<CaPutData> encode(const Value& value, const ChannelInfo& info);

    long type() const { return m_type; }
    unsigned long count() const { return m_count; }
    const void* data() const { return m_external != nullptr ? m_external : m_own.constData(); }

private:
    CaPutData(long type, unsigned long count, const void* external);
    template <typename T>
    static CaPutData scalar(long type, T value);
    static Result<CaPutData> encodeNumber(double number, const ChannelInfo& info);
    static Result<CaPutData> encodeTexts(const std::vector<QString>& texts, const ChannelInfo& info);
    static Result<CaPutData> encodeArray(const Value& value, const ChannelInfo& info);

    long m_type;
    unsigned long m_count;
    const void* m_external = nullptr;
    QVarLengthArray<char, 40> m_own;
};

} // namespace devices
