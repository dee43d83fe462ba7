#include "models/pointsmodel.h"
#include "models/runselection.h"
#include "models/shownrun.h"
#include "rundocuments.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

class TestShownRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growsWithItsDocuments()
    {
        models::ShownRun run;
        QSignalSpy rows(&run, &models::ShownRun::rowChanged);
        QSignalSpy stopped(&run, &models::ShownRun::stopped);
        const RunDocuments documents({QStringLiteral("sx")});
        run.consume(scans::RunStartPtr(documents.start));
        run.consume(scans::EventDescriptorPtr(documents.descriptor));
        run.consume(documents.event(1, {0.0, 100, 10}));
        run.consume(documents.event(2, {0.5, 100, 20}));
        QVERIFY(run.isLive());
        run.consume(documents.stop(QStringLiteral("success")));
        QCOMPARE(run.rows(), 2);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(stopped.size(), 1);
        QVERIFY(!run.isLive());
        QCOMPARE(run.defaultX(), std::optional(0));
        QCOMPARE(run.defaultY(), std::optional(2)); // the hinted one, not the first
        QCOMPARE(run.title(), QStringLiteral("scan 7 · scan sx"));
    }

    void aRepeatedPointReplacesTheFirst()
    {
        models::ShownRun run;
        const RunDocuments documents({QStringLiteral("sx")});
        run.consume(scans::RunStartPtr(documents.start));
        run.consume(scans::EventDescriptorPtr(documents.descriptor));
        run.consume(documents.event(1, {0.0, 100, 10}));
        run.consume(documents.event(1, {0.0, 100, 11}));
        QCOMPARE(run.rows(), 1);
        QCOMPARE(run.columns()[2].values.front(), 11.0);
    }

    void otherStreamsAndRunsAreLeftOut()
    {
        models::ShownRun run;
        const RunDocuments documents({QStringLiteral("sx")});
        run.consume(scans::RunStartPtr(documents.start));
        RunDocuments baseline({QStringLiteral("sx")});
        baseline.descriptor->name = QStringLiteral("baseline");
        baseline.descriptor->uid = QStringLiteral("descriptor-2");
        run.consume(scans::EventDescriptorPtr(baseline.descriptor));
        run.consume(baseline.event(1, {0.0, 100, 10}));
        QCOMPARE(run.rows(), 0);
        RunDocuments other({QStringLiteral("sx")});
        other.start->uid = QStringLiteral("run-2");
        run.consume(other.stop(QStringLiteral("fail")));
        QVERIFY(run.isLive());
    }

    void meshFindsItsMaximum()
    {
        models::ShownRun run;
        RunDocuments documents({QStringLiteral("sy"), QStringLiteral("sx")});
        documents.start->metadata[QLatin1String("shape")] = QJsonArray{2, 3};
        documents.start->metadata[QLatin1String("extents")] = QJsonArray{QJsonArray{-1, 1}, QJsonArray{0, 4}};
        run.consume(scans::RunStartPtr(documents.start));
        run.consume(scans::EventDescriptorPtr(documents.descriptor));
        const std::vector<std::pair<std::vector<int>, double>> cells{
            {{0, 0}, 1}, {{0, 1}, 2}, {{0, 2}, 1}, {{1, 2}, 9}, {{1, 1}, 3}, {{1, 0}, 1}};
        int seqNum = 0;
        for (const auto& [cell, value] : cells)
            run.consume(documents.event(++seqNum, {0, 0, 100, value}, cell));
        models::RunSelection selection(run);
        selection.select(run.defaultY(), std::nullopt);
        const models::RunSelection::Target target = selection.maximum();
        QCOMPARE(target.size(), 2U);
        QCOMPARE(target[0], std::pair(QStringLiteral("sx"), 4.0));
        QCOMPARE(target[1], std::pair(QStringLiteral("sy"), 1.0));
        selection.select(run.defaultY(), 2);
        QCOMPARE(selection.ordinate(3), 0.09);
    }

    void divisionByZeroIsNothing()
    {
        models::ShownRun run;
        const RunDocuments documents({QStringLiteral("sx")});
        run.consume(scans::RunStartPtr(documents.start));
        run.consume(scans::EventDescriptorPtr(documents.descriptor));
        run.consume(documents.event(1, {0.0, 0, 10}));
        models::RunSelection selection(run);
        selection.select(2, 1);
        QVERIFY(std::isnan(selection.ordinate(0)));
        QVERIFY(selection.maximum().empty());
    }

    void pointsModelKeepsTheRules()
    {
        models::ShownRun run;
        models::PointsModel model(run);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const RunDocuments documents({QStringLiteral("sx")});
        run.consume(scans::RunStartPtr(documents.start));
        run.consume(scans::EventDescriptorPtr(documents.descriptor));
        for (int point = 1; point <= 5; ++point)
            run.consume(documents.event(point, {0.1 * point, 100, 10.0 * point}));
        run.consume(documents.event(3, {0.3, 100, 33}));
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.data(model.index(0, 0), Qt::DisplayRole).toInt(), 5); // newest first
        QCOMPARE(model.data(model.index(2, 4), Qt::DisplayRole).toString(), QStringLiteral("33"));
        const QString text = model.toText({0});
        QVERIFY(text.startsWith(QLatin1String("#\ttime\tsx (mm)\t")));
        QVERIFY(text.contains(QLatin1String("\t0.5\t100\t50\n")));
    }
};

QTEST_APPLESS_MAIN(TestShownRun)
#include "tst_shownrun.moc"
