// The catalogue with 100,000 runs: queries of each kind, the first page, opening the list, and recording a run.
//
// Usage: bench_catalogue [RUNS [DATABASE]]   a database that is named is kept, and used as it is if it exists

#include "models/runlistmodel.h"
#include "storage/catalogue/catalogue.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QUuid>

#include <chrono>
#include <cstdio>
#include <random>

using storage::Catalogue;

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Best and worst of several.
struct Figure
{
    double best = 1e9;
    double worst = 0;
};

template <typename Work>
Figure measure(const Work& work)
{
    constexpr int rounds = 7;
    Figure figure;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = Clock::now();
        work();
        const double time = milliseconds(Clock::now() - begin);
        figure.best = std::min(figure.best, time);
        figure.worst = std::max(figure.worst, time);
    }
    return figure;
}

template <typename T>
T orDie(devices::Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return std::move(result).value();
}

void orDie(const devices::Result<void>& result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
}

/// Runs as a beamline makes them: three plans, a few samples, an energy, words out of a vocabulary of 5,000.
class Generator
{
public:
    explicit Generator(Catalogue& catalogue)
        : m_catalogue(catalogue)
    {
    }

    void make(int number)
    {
        m_time += 20 + 600 * m_uniform(m_random);
        scans::RunStart start;
        start.uid = QUuid::createUuid().toString(QUuid::WithoutBraces);
        start.time = devices::fromEpochSeconds(m_time);
        start.scanId = number;
        start.metadata = metadata(number);
        orDie(m_catalogue.begin(start));
        orDie(m_catalogue.setFile(start.uid, QStringLiteral("/data/2026/%1.h5").arg(number), true));
        scans::EventDescriptor descriptor;
        descriptor.uid = QUuid::createUuid().toString(QUuid::WithoutBraces);
        descriptor.runStart = start.uid;
        descriptor.name = QStringLiteral("primary");
        for (const char* column : {"sx", "sc_I0", "sc_I1", "xrf_Fe"}) {
            devices::DataKey key;
            key.name = QLatin1String(column);
            key.objectName = key.name.section(QLatin1Char('_'), 0, 0);
            descriptor.keys.push_back(key);
        }
        orDie(m_catalogue.addDescriptor(descriptor));
        orDie(m_catalogue.addPositions(start.uid,
            {{QStringLiteral("energy"), 5 + 7 * m_uniform(m_random)}, {QStringLiteral("sy"), 10 * m_uniform(m_random)},
                {QStringLiteral("theta"), 90 * m_uniform(m_random)}}));
        scans::RunStop stop;
        stop.uid = QUuid::createUuid().toString(QUuid::WithoutBraces);
        stop.runStart = start.uid;
        stop.time = start.time + std::chrono::seconds(5 + number % 40);
        stop.exitStatus = number % 50 == 0 ? QStringLiteral("fail") : QStringLiteral("success");
        stop.numEvents[QStringLiteral("primary")] = 41;
        orDie(m_catalogue.finish(stop));
        orDie(m_catalogue.setFile(start.uid, QStringLiteral("/data/2026/%1.h5").arg(number), false));
        if (number % 1000 == 0)
            orDie(m_catalogue.marks().addTag(start.uid, QStringLiteral("good")));
        if (number % 700 == 0)
            orDie(m_catalogue.marks().setStar(start.uid, true));
        if (number % 900 == 0)
            orDie(m_catalogue.marks().setHidden(start.uid, true));
    }

private:
    QJsonObject metadata(int number)
    {
        static const QStringList plans{QStringLiteral("scan"), QStringLiteral("grid_scan"), QStringLiteral("count")};
        static const QStringList commands{QStringLiteral("ascan sx -2 2 40 0.05"),
            QStringLiteral("mesh sx 0 1 6 sy 0 1 6 0.1"), QStringLiteral("ct 1")};
        const int plan = static_cast<int>(m_random() % 3);
        QStringList note;
        for (int word = 0; word < 12; ++word)
            note << QStringLiteral("word%1").arg(m_random() % 5000, 4, 10, QLatin1Char('0'));
        QJsonObject metadata{{QStringLiteral("plan_name"), plans[plan]}, {QStringLiteral("command"), commands[plan]},
            {QStringLiteral("motors"),
                plan == 1 ? QJsonArray{QStringLiteral("sy"), QStringLiteral("sx")} : QJsonArray{QStringLiteral("sx")}},
            {QStringLiteral("detectors"), QJsonArray{QStringLiteral("sc"), QStringLiteral("xrf")}},
            {QStringLiteral("num_points"), 41}, {QStringLiteral("beamline"), QStringLiteral("demo")},
            {QStringLiteral("sample"),
                QJsonObject{{QStringLiteral("name"),
                                QStringLiteral("%1 foil %2")
                                    .arg(number % 2 ? QStringLiteral("iron") : QStringLiteral("copper"))
                                    .arg(number % 97)},
                    {QStringLiteral("thickness"), 0.1 * static_cast<double>(number % 50)}}},
            {QStringLiteral("user"), QStringLiteral("user%1").arg(number % 23)},
            {QStringLiteral("proposal"), number / 500}, {QStringLiteral("note"), note.join(QLatin1Char(' '))}};
        metadata[QStringLiteral("plan_args")]
            = QJsonObject{{QStringLiteral("dwell"), 0.05}, {QStringLiteral("points"), 41},
                {QStringLiteral("axes"),
                    QJsonArray{QJsonObject{{QStringLiteral("motor"), QStringLiteral("sx")},
                        {QStringLiteral("start"), -2}, {QStringLiteral("stop"), 2}}}}};
        return metadata;
    }

    Catalogue& m_catalogue;
    std::mt19937 m_random{7};
    std::uniform_real_distribution<double> m_uniform;
    double m_time = 1.73e9;
};

void fill(const QString& path, int runs)
{
    Catalogue catalogue = orDie(Catalogue::open(path));
    Generator generator(catalogue);
    // Alone, as scans come; then many together, as recording 100,000 so waits for the disk for an hour.
    const int alone = std::min(runs, 100);
    const auto begin = Clock::now();
    for (int number = 1; number <= alone; ++number)
        generator.make(number);
    const double each = milliseconds(Clock::now() - begin) / alone;
    for (int number = alone + 1; number <= runs; number += 1000) {
        orDie(catalogue.together([&]() -> devices::Result<void> {
            for (int next = number; next < std::min(number + 1000, runs + 1); ++next)
                generator.make(next);
            return {};
        }));
    }
    std::printf("%-58s %8.2f ms a run\n", "recording runs, all documents and marks", each);
}

void print(const QString& what, const Figure& figure, const Figure& floor, int found)
{
    std::printf("%-58s %8.2f - %-8.2f ms  %7.2f of the floor  %7d found\n", qPrintable(what), figure.best, figure.worst,
        figure.best / floor.best, found);
}

/// What SQLite itself needs to look at each run once, and to find one by its key.
std::pair<Figure, Figure> floors(const QString& path)
{
    const auto database = orDie(storage::Database::open(path, {{}, {}}, storage::Durability::Process));
    QVariant key;
    const Figure scan = measure([&] {
        auto rows = orDie(
            database.query(QStringLiteral("SELECT count(*), max(id) FROM runs WHERE sample = 'none' OR id > 0")));
        if (rows.next())
            key = rows.value(1);
    });
    const Figure single = measure([&] {
        auto rows = orDie(database.query(QStringLiteral("SELECT * FROM runs WHERE id = ?"), {key}));
        if (!rows.next())
            qFatal("no run");
    });
    std::printf("%-58s %8.2f - %-8.2f ms\n", "floor: SQLite looks at all rows of runs", scan.best, scan.worst);
    std::printf(
        "%-58s %8.3f - %-8.3f ms\n", "floor: SQLite finds one run by its primary key", single.best, single.worst);
    return {scan, single};
}

void queries(const QString& path, const Figure& floor)
{
    const Catalogue catalogue = orDie(Catalogue::open(path));
    for (const char* text : {"", "plan:mesh", "plan:mesh,ascan", "plan:nothing", "-plan:nothing", "-beamline:demo",
             "sample~\"iron*\"", "sample~\"*foil 9?\"", "sample~nothing", "energy>7.1", "energy>11.9999", "energy>100",
             "energy>7 energy<7.01", "-energy>5", "sample.thickness>4.8 energy>11.9", "energy>6 theta<0.1",
             "energy>6 theta>80 sy<5", "since:2026-01-01", "on:2025-03-01", "status:fail", "motor:sx",
             "motor:sy status:fail", "tag:good", "star:yes", "hidden:yes", "word0007", "word00", "w", "copper word0007",
             "demo -iron", "word0007 energy>11", "demo energy>11.999", "w theta<0.01",
             "plan:mesh sample~\"iron*\" energy>7.1 since:2025-06-01 status:fail motor:sx",
             "demo sample~foil energy>6 theta>9 -detector:sc", "scan:777", "uid:nothing"}) {
        int found = 0;
        const Figure figure = measure([&] {
            found = static_cast<int>(orDie(catalogue.runs({QString::fromLatin1(text), 200, {}})).size());
        });
        print(QStringLiteral("first page of: ") + QString::fromLatin1(text), figure, floor, found);
    }
    for (const char* text : {"", "plan:mesh", "energy>7.1", "word0007", "motor:sx status:fail"}) {
        int found = 0;
        const Figure figure = measure([&] { found = orDie(catalogue.count(QString::fromLatin1(text))); });
        print(QStringLiteral("count of: ") + QString::fromLatin1(text), figure, floor, found);
    }
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int runs = arguments.value(1, QStringLiteral("100000")).toInt();
    const QTemporaryDir temporary;
    const QString path = arguments.value(2, temporary.filePath(QStringLiteral("catalogue.sqlite")));
    if (!QFileInfo::exists(path))
        fill(path, runs);
    const auto [scan, single] = floors(path);
    queries(path, scan);
    int rows = 0;
    const Figure opening = measure([&] {
        Catalogue catalogue = orDie(Catalogue::open(path));
        const models::RunListModel model(catalogue);
        rows = model.rowCount();
    });
    print(QStringLiteral("opening the list: database, model, first page"), opening, single, rows);
    return 0;
}
