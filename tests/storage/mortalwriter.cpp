// Writes a long run point by point and prints the number of each when it is acknowledged, until it is killed.
// mortalwriter FOLDER [BATCH]: with BATCH, acknowledges only every so many points. Other streams begin on the way.

#include "storage/storage.h"
#include "tests/storage/testruns.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

/// What a monitor adds in the middle of a run: the file does not know the stream yet.
std::vector<scans::Document> monitorFrom(const scans::RunStartPtr& start, int point)
{
    devices::DataKey key = testruns::key(
        QStringLiteral("spectrum"), devices::DataKey::Dtype::Array, QStringLiteral("mca"), QStringLiteral("1"));
    key.shape = {4};
    const auto descriptor = testruns::descriptor(start, QStringLiteral("from_%1").arg(point), {key});
    return {descriptor, testruns::event(descriptor, 1, {devices::makeArray<float>({1, 2, 3, 4})})};
}

} // namespace

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
        if (n == 3 || n == 40 || n == 400) {
            for (const scans::Document& document : monitorFrom(scan.start, n))
                push(document);
        }
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
