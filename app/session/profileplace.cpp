#include "app/session/profileplace.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace app {

QString demoProfilePath()
{
    const QString programs = QCoreApplication::applicationDirPath();
    const QStringList places{
        programs + QStringLiteral("/../share/beamdeck/beamlines/demo.yaml"),
        QStringLiteral(BEAMDECK_SOURCE_DIR "/resources/beamlines/demo.yaml"),
    };
    for (const QString& place : places) {
        if (QFileInfo::exists(place))
            return QFileInfo(place).canonicalFilePath();
    }
    return places.first();
}

void applyEpicsEnvironment(const devices::Profile& profile, bool demo)
{
    for (auto entry = profile.epics.cbegin(); entry != profile.epics.cend(); ++entry) {
        const bool address
            = entry.key().contains(QLatin1String("ADDR_LIST")) || entry.key().contains(QLatin1String("NAME_SERVERS"));
        if (!(demo && address))
            qputenv(entry.key().toLatin1(), entry.value().toUtf8());
    }
}

} // namespace app
