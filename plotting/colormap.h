#pragma once

#include <QColor>
#include <QString>
#include <QStringList>

#include <array>

namespace plotting {

/// 256 colours from low to high.
class ColorMap
{
public:
    /// Unknown names give grey.
    explicit ColorMap(const QString& name = QStringLiteral("inferno"));

    static QStringList names();

    const QString& name() const { return m_name; }
    QRgb at(int index) const { return m_table[std::size_t(index < 0 ? 0 : index > 255 ? 255 : index)]; }
    /// u from 0 to 1.
    QRgb color(double u) const { return at(int(u * 255.0 + 0.5)); }

private:
    QString m_name;
    std::array<QRgb, 256> m_table;
};

} // namespace plotting
