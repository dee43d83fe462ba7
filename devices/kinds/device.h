#pragma once

#include "devices/channel/channelinfo.h"
#include "devices/channel/reading.h"
#include "devices/channel/request.h"
#include "devices/channel/result.h"
#include "devices/kinds/flight.h"
#include "devices/kinds/status.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace devices {

/// Describes one column that a device's read() delivers, as an event-model data key.
struct DataKey
{
    enum class Dtype : quint8 { Number, Integer, String, Array };

    QString name; ///< "sx", "sc_I0"
    Dtype dtype = Dtype::Number;
    std::vector<qint64> shape; ///< empty = scalar; images [rows, columns]
    int itemBytes = 8; ///< of each element of an array, as far as it is known
    QString source; ///< "ca://BD:m1.RBV"
    QString units;
    std::optional<int> precision;
    QStringList choices;
    Range limits; ///< control limits
    QString objectName; ///< the device
    QString label; ///< for people; empty = name
    bool hinted = false; ///< worth plotting by default
    bool counts = false; ///< obeys counting statistics, so its error is its square root
};

using ReadDone = std::function<void(Result<std::vector<Reading>>)>;

/// A piece of equipment that plans can use: a declared set of signals and the verbs that it has.
///
/// Thread:  lives on one thread, that of the mailbox it was made with (in a program: the engine's).
/// Errors:  verbs which a device does not have answer NotSupported. Nothing throws.
class Device
{
public:
    Device(QString name, QString kind);
    virtual ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    const QString& name() const { return m_name; }
    const QString& kind() const { return m_kind; }

    /// Done when every signal is connected and described; fails with Disconnected naming the first PV that is missing.
    virtual StatusPtr connect(std::chrono::milliseconds timeout);
    /// Names of PVs that are not connected now; empty means usable.
    virtual QStringList missing() const { return {}; }

    /// Columns of read(), in its order. Valid once connected.
    virtual std::vector<DataKey> describe() const = 0;
    /// Fresh values of every column; `done` is called on the device's thread, perhaps before read() returns.
    virtual Handle read(ReadDone done) = 0;
    /// Slowly changing settings that are recorded once per stream.
    virtual std::vector<DataKey> describeConfiguration() const { return {}; }
    virtual Handle readConfiguration(ReadDone done);

    /// Would set(target) be accepted? LimitViolation names the limit and its value.
    virtual Result<void> check(double target) const;
    virtual StatusPtr set(double target);
    /// Expected time for a move; nothing when unknown or not movable.
    virtual std::optional<std::chrono::duration<double>> moveTime(double from, double to) const;
    /// Where a movable stands now (its readback as last heard), if known.
    virtual std::optional<double> position() const { return std::nullopt; }
    /// Where it was sent last, if known.
    virtual std::optional<double> setpoint() const { return position(); }
    virtual bool movable() const { return false; }
    /// The devices that set() really moves: itself, unless it is made of others.
    virtual std::vector<const Device*> movedDevices() const { return {this}; }

    /// Could one trigger take so long?
    virtual Result<void> checkDwell(std::chrono::duration<double> dwell) const;
    /// Sets how long one trigger takes; done at once by devices that have no such notion.
    virtual StatusPtr setDwell(std::chrono::duration<double> dwell);
    virtual StatusPtr trigger();
    /// Expected time of a trigger with this dwell time.
    virtual std::chrono::duration<double> triggerTime(std::chrono::duration<double> dwell) const;
    /// Stops what moves or counts. Sent at once, never waits.
    virtual void stop() { }
    virtual StatusPtr stage();
    virtual StatusPtr unstage();
    /// Gets ready for what the settings say, ahead of kickoff() or trigger().
    virtual StatusPtr prepareFor(const QJsonObject& settings);
    /// Changes what describeConfiguration() describes.
    virtual StatusPtr configure(const QJsonObject& settings);
    virtual Handle locate(LocateDone done);
    /// Calls `changed` on the device's thread with every column of read() whenever one of them has changed, at first with what
    /// is there, until the handle is dropped.
    virtual Result<Handle> monitor(ReadingsChanged changed);

    /// Begins to take points by itself; done once it does.
    virtual StatusPtr kickoff();
    /// Done once the last point is taken.
    virtual StatusPtr complete();
    /// Columns of the points that collect() delivers.
    virtual std::vector<DataKey> describeCollect() const { return {}; }
    /// Points that have not been collected before.
    virtual Handle collect(CollectDone done);

    /// Columns whose values the device's own plugin writes into files.
    virtual std::vector<DataKey> describeFrames() const { return {}; }
    /// As they are once a trigger is done; a device looks before it says so.
    virtual std::vector<FrameFile> frameFiles() const { return {}; }

    /// The plan is interrupted. False: what was done since the last checkpoint must not be done again.
    virtual bool pause() { return true; }
    /// The plan goes on.
    virtual void resume() { }

private:
    const QString m_name;
    const QString m_kind;
};

using DevicePtr = std::shared_ptr<Device>;

} // namespace devices
