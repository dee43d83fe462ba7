#pragma once

class QCoreApplication;

namespace app {

/// Loads German or French when the user's locale asks for it; English needs nothing.
void installTranslations(QCoreApplication& application);

} // namespace app
