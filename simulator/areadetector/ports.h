#pragma once

#include "simulator/areadetector/frame.h"

#include "devices/channel/result.h"

#include <QHash>

#include <functional>
#include <vector>

namespace simulator {

/// Takes frames of one port and may hand frames on under a port name of its own.
class FrameTaker
{
public:
    virtual ~FrameTaker() = default;
    virtual bool wants() const = 0;
    virtual void take(const Frame& frame) = 0;
    virtual int queued() const = 0; ///< frames taken but not yet dealt with
};

/// Who gets whose frames, by the names of the ports, as NDArrayPort tells.
/// Thread:  its host's. Takers must outlive their frames, not this.
class Ports
{
public:
    /// `taker`: who hands frames on under this name; none for a camera.
    void add(const QString& port, const FrameTaker* taker = nullptr);
    bool has(const QString& port) const { return m_owners.contains(port); }

    /// From now on `taker` gets the frames of that port. BadValue when there is none, or when they would go round in a circle.
    devices::Result<void> connect(FrameTaker& taker, const QString& source);

    bool wanted(const QString& port) const;
    void deliver(const QString& port, const Frame& frame);
    int queued() const; ///< of all takers

    /// Called whenever queued() may have changed.
    void setListener(std::function<void()> listener) { m_listener = std::move(listener); }
    void queueChanged();

private:
    struct Link
    {
        FrameTaker* taker;
        QString source;
    };

    bool comesFrom(QString port, const FrameTaker& taker) const;

    QHash<QString, const FrameTaker*> m_owners;
    std::vector<Link> m_links;
    std::function<void()> m_listener;
};

} // namespace simulator
