#pragma once

#include "devices/channel/result.h"

#include <QJsonObject>
#include <QString>

namespace app {

/// What comes back after a restart: one JSON file, replaced as a whole so that a crash never leaves half of it.
/// Thread:  GUI.   Errors: Io with the path; a file that cannot be read is kept beside as .broken.
class Settings
{
public:
    explicit Settings(QString path);

    devices::Result<void> load();
    devices::Result<void> save() const;

    QJsonObject section(const QString& name) const { return m_values[name].toObject(); }
    void setSection(const QString& name, const QJsonObject& values) { m_values[name] = values; }

private:
    const QString m_path;
    QJsonObject m_values;
};

} // namespace app
