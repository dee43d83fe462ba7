#include "plotting/stylesheet.h"

#include "plotting/icons.h"
#include "plotting/theme.h"

#include <QFile>
#include <QRegularExpression>

#include <map>

namespace plotting {

namespace {

std::map<QString, QString> tokens(const Theme& t)
{
    const std::map<const char*, QColor> colors{{"window", t.window}, {"surface", t.surface}, {"alt", t.alt},
        {"line", t.line}, {"grid", t.grid}, {"text", t.text}, {"text2", t.text2}, {"accent", t.accent},
        {"accentBg", t.accentBg}, {"accentText", t.accentText}, {"ok", t.ok}, {"okBg", t.okBg}, {"minor", t.minor},
        {"minorBg", t.minorBg}, {"major", t.major}, {"majorBg", t.majorBg}, {"invalid", t.invalid},
        {"invalidBg", t.invalidBg}, {"moving", t.moving}, {"movingBg", t.movingBg}, {"stop", t.stop},
        {"stopText", t.stopText}};
    std::map<QString, QString> result;
    for (const auto& [name, color] : colors)
        result[QLatin1String(name)] = color.name();
    result[QStringLiteral("name")] = t.name == ThemeName::Dark ? QStringLiteral("dark") : QStringLiteral("light");
    return result;
}

} // namespace

QString withTokens(const QString& source, const Theme& theme)
{
    const std::map<QString, QString> values = tokens(theme);
    static const QRegularExpression token(QStringLiteral("@([A-Za-z0-9]+)"));
    QString result;
    qsizetype copied = 0;
    for (auto it = token.globalMatch(source); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const auto value = values.find(match.captured(1));
        Q_ASSERT_X(value != values.end(), "withTokens", "unknown token in a style sheet");
        result += QStringView(source).mid(copied, match.capturedStart() - copied);
        result += value->second;
        copied = match.capturedEnd();
    }
    result += QStringView(source).mid(copied);
    return result;
}

QString styleSheet(const Theme& theme)
{
    initResources();
    QFile file(QStringLiteral(":/plotting/qss/application.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return withTokens(QString::fromUtf8(file.readAll()), theme);
}

} // namespace plotting
