#pragma once

#include <QCoreApplication>

namespace devices {

/// Context of the translatable texts of this folder that stand outside a QObject: Texts::tr("…").
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(devices)
};

} // namespace devices
