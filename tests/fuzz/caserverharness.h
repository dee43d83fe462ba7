#pragma once

#include <QString>

#include <span>

/// Feeds bytes into the protocol of a Channel Access server, without sockets, and looks at what comes out.
///
/// Input: one byte of choices, then what a client sends.
///     bit 0     1: the rest is a datagram of searches; 0: it comes over a circuit
///     bits 1-2  how much the client takes: all, a little, now and then, nothing
///     bits 3-5  into how large pieces the stream is cut; 0: none
///     bit 6     the server's own PVs change, go and come back between the pieces
/// Returns:  empty, or what the server did wrong.
QString runCaServer(std::span<const char> input);
