#pragma once

#include <QSet>
#include <QString>

namespace devices {

/// Turns what people call a channel or region into names of columns, each once. They become keys of documents: no blanks, dots or
/// slashes.
class ColumnNames
{
public:
    /// `number` tells two of the same name apart: "I0", "I0_4".
    QString take(const QString& label, int number);

private:
    QSet<QString> m_taken;
};

} // namespace devices
