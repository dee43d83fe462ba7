#pragma once

#include <QByteArray>
#include <QtEndian>

#include <optional>

/// One Channel Access message as it came.
struct RawMessage
{
    quint16 command = 0;
    quint16 type = 0;
    quint32 count = 0;
    quint32 p1 = 0;
    quint32 p2 = 0;
    QByteArray payload;
    bool extended = false;
};

/// A Channel Access client of bytes: it sends what it is told, right or wrong, and shows what comes. Blocking, with time-outs.
class RawCaClient
{
public:
    enum class Greeting { Full, None };
    enum class HeaderForm { Automatic, Extended };

    struct Channel
    {
        quint32 cid = 0;
        quint32 sid = 0;
        quint16 type = 0;
        quint32 count = 0;
        quint32 rights = 0;
        bool created = false;
    };

    explicit RawCaClient(quint16 port, Greeting greeting = Greeting::Full);
    ~RawCaClient();
    RawCaClient(const RawCaClient&) = delete;
    RawCaClient& operator=(const RawCaClient&) = delete;

    bool connected() const { return m_socket >= 0; }
    void sendBytes(const QByteArray& bytes);
    /// The payload is padded to 8 bytes.
    void send(const RawMessage& message, HeaderForm form = HeaderForm::Automatic);
    /// Nothing when the server closed the circuit or stayed silent.
    std::optional<RawMessage> next(int timeoutMs = 30000);
    /// The next message of this kind; others are dropped.
    std::optional<RawMessage> next(quint16 command, quint32 p2);
    bool closedByServer();
    /// Nothing more came before the reply to an ECHO.
    bool silent();

    Channel create(const QByteArray& name);
    /// The reply to READ_NOTIFY.
    RawMessage read(const Channel& channel, quint16 type, quint32 count);
    /// The status of WRITE_NOTIFY.
    quint32 write(const Channel& channel, quint16 type, quint32 count, const QByteArray& payload);
    void subscribe(const Channel& channel, quint16 type, quint32 count, quint32 id, quint16 mask);

    static QByteArray encode(const RawMessage& message, HeaderForm form = HeaderForm::Automatic);
    static std::optional<RawMessage> decode(QByteArray& bytes);

private:
    bool receive(int timeoutMs);

    int m_socket = -1;
    bool m_closed = false;
    QByteArray m_received;
    quint32 m_lastId = 100;
};

template <typename T>
QByteArray bigEndian(T value)
{
    QByteArray bytes(sizeof(T), '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

template <typename T>
T fromBig(const QByteArray& bytes, qsizetype offset)
{
    return offset + qsizetype(sizeof(T)) <= bytes.size() ? qFromBigEndian<T>(bytes.constData() + offset) : T{};
}
