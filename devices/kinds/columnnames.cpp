#include "devices/kinds/columnnames.h"

#include <QRegularExpression>

namespace devices {

QString ColumnNames::take(const QString& label, int number)
{
    static const QRegularExpression other(QStringLiteral("[^A-Za-z0-9_]+"));
    QString name = label.trimmed();
    name.replace(other, QStringLiteral("_"));
    if (m_taken.contains(name))
        name += QStringLiteral("_%1").arg(number);
    m_taken.insert(name);
    return name;
}

} // namespace devices
