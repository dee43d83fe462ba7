#include "models/runlistmodel.h"
#include "storage/catalogue/cataloguewriter.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using models::RunListModel;
using storage::Catalogue;

class TestRunListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pages();
    void newRunsKeepTheOthers();
    void marksAndHiding();
    void problems();

private:
    QString add(qint64 number);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::optional<Catalogue> m_catalogue;
    std::unique_ptr<RunListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestRunListModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_catalogue.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    auto opened = Catalogue::open(m_dir->filePath(QStringLiteral("catalogue.sqlite")));
    QVERIFY(opened);
    m_catalogue.emplace(std::move(opened).value());
    m_model = std::make_unique<RunListModel>(*m_catalogue);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_tester->setUseFetchMore(false);
}

QString TestRunListModel::add(qint64 number)
{
    scans::RunStart start;
    start.uid = QStringLiteral("run-%1").arg(number);
    start.time = devices::fromEpochSeconds(1.7e9 + 60.0 * static_cast<double>(number));
    start.scanId = number;
    start.metadata
        = {{QStringLiteral("plan_name"), number % 2 == 0 ? QStringLiteral("scan") : QStringLiteral("count")}};
    const auto begun = m_catalogue->begin(start);
    if (!begun)
        qFatal("%s", qPrintable(begun.error().message));
    return start.uid;
}

void TestRunListModel::pages()
{
    QVERIFY(m_catalogue->together([this]() -> devices::Result<void> {
        for (qint64 number = 1; number <= 450; ++number)
            add(number);
        return {};
    }));
    m_model->update();
    QCOMPARE(m_model->rowCount(), RunListModel::PageSize);
    QVERIFY(m_model->canFetchMore({}) && !m_model->isComplete());
    QCOMPARE(m_model->total(), 450);
    m_model->fetchMore({});
    QCOMPARE(m_model->rowCount(), 2 * RunListModel::PageSize);
    m_model->fetchMore({});
    QCOMPARE(m_model->rowCount(), 450);
    QVERIFY(!m_model->canFetchMore({}) && m_model->isComplete());
    for (int row = 0; row < 450; ++row)
        QCOMPARE(m_model->run(row).scanId, 450 - row);
    m_model->setFilter(QStringLiteral("plan:count"));
    QCOMPARE(m_model->rowCount(), RunListModel::PageSize);
    m_model->fetchMore({});
    QCOMPARE(m_model->rowCount(), 225);
}

/// Who has chosen a run keeps it while others come.
void TestRunListModel::newRunsKeepTheOthers()
{
    add(1);
    add(3);
    m_model->update();
    const QPersistentModelIndex chosen(m_model->index(1, 0));
    const QSignalSpy resets(m_model.get(), &RunListModel::modelReset);
    add(4);
    add(2); // started earlier, came later
    m_model->update();
    QCOMPARE(m_model->rowCount(), 4);
    QCOMPARE(chosen.row(), 3);
    QCOMPARE(m_model->run(chosen.row()).scanId, 1);
    QCOMPARE(m_model->run(2).scanId, 2);
    QCOMPARE(resets.size(), 0);
}

void TestRunListModel::marksAndHiding()
{
    const QString first = add(1);
    const QString second = add(2);
    m_model->update();
    const QSignalSpy changes(m_model.get(), &RunListModel::dataChanged);
    const storage::RunMarks marks = m_catalogue->marks();
    QVERIFY(marks.setStar(first, true));
    QVERIFY(marks.addTag(first, QStringLiteral("good")));
    QVERIFY(marks.comment(first, QStringLiteral("sharp")));
    QVERIFY(marks.setVerified(first, storage::Verified::Damaged, QStringLiteral("1 point is missing")));
    m_model->update();
    QCOMPARE(changes.size(), 1);
    const auto text = [this](RunListModel::Column column) { return m_model->index(1, column).data().toString(); };
    QCOMPARE(text(RunListModel::Star), QStringLiteral("★"));
    QCOMPARE(text(RunListModel::Check), QStringLiteral("✗"));
    QCOMPARE(text(RunListModel::Notes), QStringLiteral("#good sharp"));
    QVERIFY(m_model->index(1, RunListModel::Check)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("1 point is missing")));
    QVERIFY(m_model->index(1, RunListModel::Outcome).data().toString().startsWith(QStringLiteral("damaged")));
    QVERIFY(marks.setHidden(second, true));
    m_model->update();
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->run(0).uid, first);
}

void TestRunListModel::problems()
{
    add(1);
    add(2);
    m_model->update();
    m_model->setFilter(QStringLiteral("plan:scan"));
    QCOMPARE(m_model->rowCount(), 1);
    const QSignalSpy told(m_model.get(), &RunListModel::problemChanged);
    m_model->setFilter(QStringLiteral("plan:scan since:"));
    QVERIFY(m_model->problem());
    QCOMPARE(m_model->problem()->position, 10);
    QCOMPARE(told.size(), 1);
    QCOMPARE(m_model->rowCount(), 1); // stays
    m_model->setFilter(QStringLiteral("plan:scan"));
    QVERIFY(!m_model->problem());
    QCOMPARE(told.size(), 2);
    QCOMPARE(m_model->rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestRunListModel)
#include "tst_runlistmodel.moc"
