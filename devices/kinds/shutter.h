#pragma once

#include "devices/kinds/signal.h"

namespace devices {

/// A PV with a state for open and one for closed: set(1) opens, set(0) closes.
///
/// Columns: <name>, the PV's state. position() is 1 when open, 0 when closed, nothing in between.
class Shutter : public Signal
{
public:
    struct Words
    {
        QString open; ///< state by label or number
        QString closed;
    };

    Shutter(QString name, const QString& pv, DeviceContext context, const Options& options, Words words);

    std::optional<double> position() const override;

protected:
    StatusPtr prepare() override;
    Result<Value> valueFor(double target, const ChannelInfo& channelInfo) const override;

private:
    const Words m_words;
};

} // namespace devices
