#pragma once

#include "devices/channel/channel.h"
#include "widgets/desk.h"

#include <QObject>
#include <QWidget>

namespace widgets {

/// One PV as a widget sees it: connection, metadata, latest reading, and puts that the user asked for.
/// A widget holds bindings as members. Thread: GUI.
class PvBinding : public QObject
{
    Q_OBJECT

public:
    PvBinding(Desk& desk, const QString& pv, QObject* parent = nullptr);
    ~PvBinding() override;

    /// Values come only while the widget can be seen; connection and metadata always. For what is only looked at.
    void suspendWith(QWidget& viewer);

    const QString& pv() const { return m_pv; }
    bool isConnected() const { return m_connected; }
    const devices::ChannelInfo& info() const { return *m_info; }
    const devices::Reading& reading() const { return m_reading; }
    bool hasValue() const { return m_connected && !devices::isNull(m_reading.value); }
    std::optional<double> number() const;
    /// The value for people, without units; "—" when there is none.
    QString text() const;
    bool isWritable() const { return m_connected && m_info->canWrite; }

    /// Only from an explicit act of the user on the control that holds this binding.
    void put(devices::Value value);

Q_SIGNALS:
    void valueChanged();
    void infoChanged();
    void connectionChanged();
    /// `error` is empty on success. Failures are also said to the user.
    void putFinished(const QString& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void listen();

    Desk& m_desk;
    const QString m_pv;
    devices::ChannelPtr m_channel;
    devices::Handle m_link; // connection and metadata
    devices::Handle m_values;
    devices::Handle m_put;
    devices::ChannelInfoPtr m_info;
    devices::Reading m_reading;
    bool m_connected = false;
};

} // namespace widgets
