#include "plotting/icons.h"

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

static void initPlottingResources()
{
    Q_INIT_RESOURCE(plotting);
}

namespace plotting {

void initResources()
{
    initPlottingResources();
}

QIcon icon(const QString& name, const QColor& color)
{
    initResources();
    QFile file(QStringLiteral(":/plotting/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("#000", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QIcon result;
    for (const int size : {16, 20, 24, 32, 40, 48, 64, 80}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

QStringList iconNames()
{
    initResources();
    QStringList names;
    for (const QString& file : QDir(QStringLiteral(":/plotting/icons")).entryList({QStringLiteral("*.svg")}))
        names << file.chopped(4);
    return names;
}

} // namespace plotting
