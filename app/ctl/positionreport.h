#pragma once

#include "app/ctl/output.h"
#include "app/session/session.h"

#include <QHash>

namespace app {

/// Prints where motors stand: once, or whenever they have moved.
class PositionReport
{
public:
    PositionReport(Session& session, const Output& output);

    /// Of all that can be moved if there are no names. Blocks until they are connected, or else tells that they are not.
    int print(const QStringList& names, std::chrono::milliseconds timeout);
    /// One line for each that has moved since the last call.
    void printChanges(const QStringList& names);

private:
    struct Entry
    {
        QString name;
        std::optional<double> position;
        QString units;
        int precision = 6;
    };

    QStringList movables();
    std::vector<Entry> look(const QStringList& names);
    void printEntry(const Entry& entry) const;

    Session& m_session;
    const Output& m_output;
    QHash<QString, double> m_shown;
};

} // namespace app
