#include "app/ctl/runscommand.h"

#include "app/session/texts.h"
#include "storage/catalogue/runimport.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace app {

using namespace devices;

namespace {

/// How many words each verb takes; the last of a comment or query may be several.
struct Verb
{
    const char* name;
    int least;
    bool open;
};

constexpr std::array<Verb, 11> verbs{{{"list", 0, true}, {"show", 1, false}, {"tag", 2, false}, {"untag", 2, false},
    {"star", 1, false}, {"unstar", 1, false}, {"comment", 2, true}, {"hide", 1, false}, {"unhide", 1, false},
    {"import", 1, false}, {"backup", 1, false}}};

QString statusText(const storage::RunSummary& run)
{
    return run.running() ? QStringLiteral("running") : run.exitStatus;
}

QString verifiedText(storage::Verified verified)
{
    return verified == storage::Verified::Good   ? QStringLiteral("good")
        : verified == storage::Verified::Damaged ? QStringLiteral("damaged")
                                                 : QString();
}

QJsonObject toObject(const storage::RunSummary& run)
{
    QJsonObject object{{QStringLiteral("uid"), run.uid}, {QStringLiteral("scan_id"), run.scanId},
        {QStringLiteral("plan_name"), run.planName}, {QStringLiteral("title"), run.title},
        {QStringLiteral("started"), toIso(run.started)}, {QStringLiteral("exit_status"), statusText(run)},
        {QStringLiteral("reason"), run.reason}, {QStringLiteral("points_planned"), run.pointsPlanned},
        {QStringLiteral("points_done"), run.pointsDone},
        {QStringLiteral("motors"), QJsonArray::fromStringList(run.motors)},
        {QStringLiteral("detectors"), QJsonArray::fromStringList(run.detectors)},
        {QStringLiteral("sample"), run.sample}, {QStringLiteral("user"), run.user}, {QStringLiteral("file"), run.file},
        {QStringLiteral("imported"), run.imported}, {QStringLiteral("star"), run.star},
        {QStringLiteral("hidden"), run.hidden}, {QStringLiteral("tags"), QJsonArray::fromStringList(run.tags)},
        {QStringLiteral("comment"), run.comment}, {QStringLiteral("verified"), verifiedText(run.verified)},
        {QStringLiteral("verified_text"), run.verifiedText}};
    if (run.stopped)
        object[QLatin1String("stopped")] = toIso(*run.stopped);
    return object;
}

QString toLine(const storage::RunSummary& run)
{
    QStringList notes;
    for (const QString& tag : run.tags)
        notes << QLatin1Char('#') + tag;
    notes << run.comment.simplified();
    const QString mark = run.star ? QStringLiteral("*") : QStringLiteral(" ");
    const QStringList cells{mark, QString::number(run.scanId).rightJustified(6), toIso(run.started).left(19),
        run.uid.left(8), statusText(run).leftJustified(8), run.title.left(32).leftJustified(32),
        run.sample.left(20).leftJustified(20), notes.join(QLatin1Char(' '))};
    return cells.join(QStringLiteral("  "));
}

} // namespace

QStringList RunsCommand::usages()
{
    return {Texts::tr("runs list [QUERY]"), Texts::tr("runs show RUN"), Texts::tr("runs tag RUN TAG"),
        Texts::tr("runs untag RUN TAG"), Texts::tr("runs star RUN"), Texts::tr("runs unstar RUN"),
        Texts::tr("runs comment RUN TEXT"), Texts::tr("runs hide RUN"), Texts::tr("runs unhide RUN"),
        Texts::tr("runs import FOLDER"), Texts::tr("runs backup FILE")};
}

int RunsCommand::run(const QStringList& words, int limit)
{
    const QString name = words.value(0);
    const QStringList rest = words.mid(1);
    const auto verb = std::find_if(
        verbs.cbegin(), verbs.cend(), [&name](const Verb& each) { return name == QLatin1String(each.name); });
    const bool known = verb != verbs.cend();
    if (!known || rest.size() < verb->least || (!verb->open && rest.size() > verb->least)) {
        m_output.error(Texts::tr("runs takes one of:\n  %1").arg(usages().join(QStringLiteral("\n  "))));
        return BadUsage;
    }
    if (name == QLatin1String("list"))
        return list(rest.join(QLatin1Char(' ')), limit);
    if (name == QLatin1String("import"))
        return import(rest.first());
    if (name == QLatin1String("backup"))
        return backup(rest.first());
    const Result<QString> uid = m_catalogue.uidOf(rest.first());
    if (!uid)
        return fail(uid.error());
    return name == QLatin1String("show") ? show(uid.value())
                                         : mark(name, uid.value(), rest.mid(1).join(QLatin1Char(' ')));
}

int RunsCommand::fail(const Error& error) const
{
    m_output.error(error);
    return Failed;
}

int RunsCommand::badQuery(const QString& query, const storage::QueryProblem& problem) const
{
    m_output.error(Error{ErrorCode::BadValue,
        QStringLiteral("%1\n  %2\n  %3%4")
            .arg(problem.message, query, QString(problem.position, QLatin1Char(' ')),
                QString(problem.length, QLatin1Char('^'))),
        QString::number(problem.position)});
    return BadUsage;
}

int RunsCommand::list(const QString& query, int limit) const
{
    if (const auto problem = m_catalogue.check(storage::RunQuery::parse(query)))
        return badQuery(query, *problem);
    storage::RunFilter filter;
    filter.text = query;
    filter.limit = limit > 0 ? limit : std::numeric_limits<int>::max();
    const auto runs = m_catalogue.runs(filter);
    if (!runs)
        return fail(runs.error());
    for (const storage::RunSummary& run : runs.value()) {
        if (m_output.json())
            m_output.object(toObject(run));
        else
            m_output.line(toLine(run));
    }
    return Success;
}

int RunsCommand::show(const QString& uid) const
{
    const auto record = m_catalogue.run(uid);
    if (!record)
        return fail(record.error());
    QJsonObject all = toObject(record.value().summary);
    all[QLatin1String("start")] = record.value().start;
    all[QLatin1String("descriptors")] = record.value().descriptors;
    all[QLatin1String("stop")] = record.value().stop;
    if (m_output.json())
        m_output.object(all);
    else
        m_output.line(QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Indented)).trimmed());
    return Success;
}

int RunsCommand::mark(const QString& verb, const QString& uid, const QString& text) const
{
    using Work = Result<void> (*)(const storage::RunMarks&, const QString&, const QString&);
    static const std::map<QString, Work> works{
        {QStringLiteral("tag"),
            [](const auto& marks, const auto& run, const auto& tag) { return marks.addTag(run, tag); }},
        {QStringLiteral("untag"),
            [](const auto& marks, const auto& run, const auto& tag) { return marks.removeTag(run, tag); }},
        {QStringLiteral("star"),
            [](const auto& marks, const auto& run, const auto&) { return marks.setStar(run, true); }},
        {QStringLiteral("unstar"),
            [](const auto& marks, const auto& run, const auto&) { return marks.setStar(run, false); }},
        {QStringLiteral("comment"),
            [](const auto& marks, const auto& run, const auto& said) { return marks.comment(run, said); }},
        {QStringLiteral("hide"),
            [](const auto& marks, const auto& run, const auto&) { return marks.setHidden(run, true); }},
        {QStringLiteral("unhide"),
            [](const auto& marks, const auto& run, const auto&) { return marks.setHidden(run, false); }}};
    const Result<void> done = works.at(verb)(m_catalogue.marks(), uid, text);
    return done ? Success : fail(done.error());
}

int RunsCommand::import(const QString& folder)
{
    storage::RunImport import(m_catalogue);
    int added = 0;
    int known = 0;
    int failed = 0;
    for (const QString& file : storage::RunImport::filesBelow(folder)) {
        const auto done = import.add(file);
        if (!done) {
            m_output.error(done.error());
            ++failed;
            continue;
        }
        added += done.value().runs;
        known += done.value().known;
        if (done.value().runs > 0 && !m_output.json())
            m_output.line(file);
    }
    if (m_output.json()) {
        m_output.object({{QStringLiteral("imported"), added}, {QStringLiteral("known"), known},
            {QStringLiteral("failed"), failed}});
    } else {
        m_output.line(
            Texts::tr("runs: %1 imported, %2 known already; files: %3 not readable").arg(added).arg(known).arg(failed));
    }
    return failed == 0 ? Success : Failed;
}

int RunsCommand::backup(const QString& file) const
{
    const Result<void> done = m_catalogue.backup(file);
    if (done && !m_output.json())
        m_output.line(file);
    return done ? Success : fail(done.error());
}

} // namespace app
