#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/reading.h"
#include "devices/channel/result.h"

#include <QJsonObject>
#include <QString>

namespace app {

/// Exit statuses of the command line program.
enum ExitStatus { Success = 0, Failed = 1, BadUsage = 2 };

/// What the command line program prints: text for people, or one JSON object a line.
class Output
{
public:
    explicit Output(bool json)
        : m_json(json)
    {
    }

    bool json() const { return m_json; }
    void line(const QString& text) const;
    void object(const QJsonObject& object) const;
    /// To standard error; as {"error", "code", "source"} when JSON is wanted.
    void error(const devices::Error& error) const;
    void error(const QString& message) const;

private:
    bool m_json;
};

/// {"pv","value","severity","status","time","units","precision","type","count", and "label" of an enumeration}.
QJsonObject readingObject(const QString& pv, const devices::Reading& reading, const devices::ChannelInfo& info);

} // namespace app
