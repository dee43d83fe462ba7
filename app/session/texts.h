#pragma once

#include <QCoreApplication>

namespace app {

/// Context of the translatable texts of this folder that stand outside a QObject: Texts::tr("…").
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(app)
};

} // namespace app
