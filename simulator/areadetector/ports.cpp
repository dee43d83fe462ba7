#include "simulator/areadetector/ports.h"

#include <QCoreApplication>

#include <algorithm>

namespace simulator {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

void Ports::add(const QString& port, const FrameTaker* taker)
{
    Q_ASSERT(!m_owners.contains(port));
    m_owners.insert(port, taker);
}

Result<void> Ports::connect(FrameTaker& taker, const QString& source)
{
    if (!m_owners.contains(source)) {
        QStringList known = m_owners.keys();
        known.sort();
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("simulator", "there is no port \"%1\", but %2")
                .arg(source, known.join(QStringLiteral(", "))),
            {}};
    }
    if (comesFrom(source, taker))
        return Error{ErrorCode::BadValue,
            QCoreApplication::translate("simulator", "images of \"%1\" come from this plugin").arg(source), {}};
    const auto link
        = std::find_if(m_links.begin(), m_links.end(), [&](const Link& each) { return each.taker == &taker; });
    if (link == m_links.end())
        m_links.push_back({&taker, source});
    else
        link->source = source;
    return {};
}

bool Ports::comesFrom(QString port, const FrameTaker& taker) const
{
    for (;;) {
        const FrameTaker* owner = m_owners.value(port);
        if (owner == &taker)
            return true;
        const auto link
            = std::find_if(m_links.begin(), m_links.end(), [&](const Link& each) { return each.taker == owner; });
        if (!owner || link == m_links.end())
            return false;
        port = link->source;
    }
}

bool Ports::wanted(const QString& port) const
{
    return std::any_of(
        m_links.begin(), m_links.end(), [&](const Link& each) { return each.source == port && each.taker->wants(); });
}

void Ports::deliver(const QString& port, const Frame& frame)
{
    for (const Link& each : m_links) {
        if (each.source == port && each.taker->wants())
            each.taker->take(frame);
    }
}

int Ports::queued() const
{
    int sum = 0;
    for (const Link& each : m_links)
        sum += each.taker->queued();
    return sum;
}

void Ports::queueChanged()
{
    if (m_listener)
        m_listener();
}

} // namespace simulator
