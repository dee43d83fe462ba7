#pragma once

#include "devices/caserver/bytestream.h"
#include "devices/caserver/messagereader.h"
#include "devices/caserver/outputbuffer.h"

#include <chrono>
#include <memory>

namespace devices {

/// What a circuit tells its owner.
class CircuitUser
{
public:
    virtual ~CircuitUser() = default;
    virtual std::size_t payloadLimit(const WireHeader& header) const = 0;
    virtual void handleMessage(const WireMessage& message) = 0;
    /// Only the header came; the payload is skipped.
    virtual void refuseLarge(const WireMessage& message) = 0;
    /// Updates may be added, up to takesUpdates(). True when more are waiting.
    virtual bool addUpdates() = 0;
    /// Something was written or the circuit broke: endTurn() is due when the loop's turn ends.
    virtual void needsEndTurn() = 0;
};

/// The messages of one client's connection, both ways. Never blocks; requests of a client that does not read its replies wait.
class ServerCircuit
{
public:
    static constexpr std::size_t UpdateLimit = 64U << 10U; ///< no updates are added beyond
    static constexpr std::size_t RequestLimit = 1U << 20U; ///< no requests are handled beyond

    ServerCircuit(std::unique_ptr<ByteStream> stream, CircuitUser& user);
    ServerCircuit(const ServerCircuit&) = delete;
    ServerCircuit& operator=(const ServerCircuit&) = delete;

    /// Room for a message of `bytes` bytes, header included, to be filled at once.
    char* append(std::size_t bytes);
    /// Undoes the last append().
    void takeBack(std::size_t bytes) { m_output.takeBack(bytes); }
    bool takesUpdates() const { return !m_closed && m_output.size() < UpdateLimit; }
    /// Sends what the socket takes.
    void send();
    void endTurn();
    void requestEndTurn() { m_user.needsEndTurn(); }

    /// The owner destroys a closed circuit when the loop's turn ends.
    void close();
    bool closed() const { return m_closed; }
    /// For how long the client has not read although too much waits; zero when it reads.
    std::chrono::steady_clock::duration stuckFor() const;

private:
    void handleEvents(quint32 events);
    void receive();
    void receiveLast();
    void handleInput();
    void updateInterest();

    const std::unique_ptr<ByteStream> m_stream;
    CircuitUser& m_user;
    MessageReader m_reader;
    OutputBuffer m_output;
    quint32 m_interest = 0;
    bool m_closed = false;
    bool m_inputWaits = false; // requests were left in the reader because too much is unsent
    bool m_updatesWait = false;
    std::chrono::steady_clock::time_point m_lastProgress;
};

} // namespace devices
