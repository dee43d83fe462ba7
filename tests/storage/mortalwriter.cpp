// Writes a long run point by point and prints the number of each when it is acknowledged, until it is killed.
// mortalwriter FOLDER [BATCH]: with BATCH, acknowledges only every so many points.

#include "storage/storage.h"
#include "tests/storage/testruns.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString folder = arguments.value(1);
    const int batch = std::max(arguments.value(2).toInt(), 1);
    auto opened = storage::Storage::open({folder + QStringLiteral("/runs"), folder + QStringLiteral("/db")});
    if (!opened) {
        std::fprintf(stderr, "%s\n", qPrintable(opened.error().message));
        return 1;
    }
    const auto storage = std::move(opened).value();
    const auto queue = storage->documentQueue();
    const testruns::LineScan scan(1'000'000, storage->nextScanId());
    const auto push = [&queue](const scans::Document& document) {
        while (!queue->push(document) && !queue->failure())
            queue->waitForRoom(std::chrono::steady_clock::now() + std::chrono::seconds(1));
    };
    push(scan.start);
    push(scan.primary);
    std::puts("0");
    for (int n = 1; n <= scan.points; ++n) {
        push(scan.point(n));
        if (n % batch != 0)
            continue;
        if (const auto drained = storage->drain(std::chrono::seconds(30)); !drained) {
            std::fprintf(stderr, "%s\n", qPrintable(drained.error().message));
            return 1;
        }
        std::printf("%d\n", n);
        std::fflush(stdout);
    }
    return 0;
}
