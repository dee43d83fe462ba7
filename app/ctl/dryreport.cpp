#include "app/ctl/dryreport.h"

#include "app/session/texts.h"
#include "scans/dryrun/drytext.h"

#include <QJsonArray>

namespace app {

namespace {

QJsonArray jsonOf(const std::vector<scans::Extent>& extents)
{
    QJsonArray array;
    for (const scans::Extent& extent : extents)
        array.append(QJsonObject{{QStringLiteral("motor"), extent.motor}, {QStringLiteral("lowest"), extent.lowest},
            {QStringLiteral("highest"), extent.highest}, {QStringLiteral("units"), extent.units}});
    return array;
}

QJsonArray jsonOf(const std::vector<scans::LimitProblem>& limits)
{
    QJsonArray array;
    for (const scans::LimitProblem& problem : limits)
        array.append(QJsonObject{{QStringLiteral("device"), problem.device}, {QStringLiteral("value"), problem.value},
            {QStringLiteral("limit"), problem.limit ? QJsonValue(*problem.limit) : QJsonValue()}});
    return array;
}

QJsonObject jsonOf(const scans::DryResult& result)
{
    return {{QStringLiteral("points"), result.points}, {QStringLiteral("points_known"), result.pointsKnown},
        {QStringLiteral("seconds"), result.duration.count()}, {QStringLiteral("seconds_known"), result.durationKnown},
        {QStringLiteral("bytes"), result.bytes}, {QStringLiteral("runs"), result.runs},
        {QStringLiteral("complete"), result.complete}, {QStringLiteral("extents"), jsonOf(result.extents)},
        {QStringLiteral("limits"), jsonOf(result.limits)},
        {QStringLiteral("questions"), QJsonArray::fromStringList(result.questions)},
        {QStringLiteral("waits"), QJsonArray::fromStringList(result.waits)}};
}

} // namespace

int DryReport::print(const scans::DryResult& result, const QStringList& files) const
{
    if (m_output.json()) {
        QJsonObject told = jsonOf(result);
        told.insert(QStringLiteral("files"), QJsonArray::fromStringList(files));
        m_output.object(told);
    } else if (result.runs > 0 || !result.extents.empty() || result.problems.empty()) {
        printText(result, files);
    }
    for (const devices::Error& problem : result.problems)
        m_output.error(problem);
    return result.problems.empty() ? Success : BadUsage;
}

void DryReport::printText(const scans::DryResult& result, const QStringList& files) const
{
    m_output.line(scans::summaryText(result));
    for (const scans::Extent& extent : result.extents)
        m_output.line(scans::extentText(extent));
    // The others depend on what is answered to this one.
    if (!result.questions.isEmpty())
        m_output.line(Texts::tr("asks: %1").arg(result.questions.front()));
    for (const QString& wait : result.waits)
        m_output.line(Texts::tr("waits for %1").arg(wait));
    for (const QString& file : files)
        m_output.line(Texts::tr("writes %1").arg(file));
}

} // namespace app
