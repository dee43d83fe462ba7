#include "app/session/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace app {

void installTranslations(QCoreApplication& application)
{
    auto* ours = new QTranslator(&application);
    // English has a file too: it knows the plurals.
    if (ours->load(QLocale(), QStringLiteral("beamdeck"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || ours->load(QStringLiteral(":/i18n/beamdeck_en.qm")))
        QCoreApplication::installTranslator(ours);
    auto* qt = new QTranslator(&application);
    if (qt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace app
