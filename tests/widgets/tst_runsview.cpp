#include "devices/channel/channelhub.h"
#include "tests/storage/foreignfiles.h"
#include "widgets/rundetails.h"
#include "widgets/runexport.h"
#include "widgets/runsview.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using Runs = models::RunListModel;

class TestRunsView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void importsAndOpensRunsOfOthers();
    void exportsRuns();
    void tellsWhatCannotBeRead();
    void columnsFitTheRoom_data();
    void columnsFitTheRoom();
    void detailsNeedRoom();
    void countsAll();
    void keepsTheListWhileTheQueryIsWrong();

private:
    void addRuns(int count);
    bool isShown(Runs::Column column) const { return !m_table->isColumnHidden(column); }

    std::unique_ptr<QTemporaryDir> m_dir;
    devices::ChannelHub m_hub;
    std::unique_ptr<widgets::Desk> m_desk;
    std::optional<storage::Catalogue> m_catalogue;
    std::unique_ptr<widgets::RunsView> m_view;
    QTableView* m_table = nullptr;
};

void TestRunsView::init()
{
    m_view.reset();
    m_catalogue.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_desk = std::make_unique<widgets::Desk>(m_hub);
    auto opened = storage::Catalogue::open(m_dir->filePath(QStringLiteral("catalogue.sqlite")));
    QVERIFY(opened);
    m_catalogue.emplace(std::move(opened).value());
    m_view = std::make_unique<widgets::RunsView>(*m_desk, *m_catalogue);
    m_table = m_view->findChild<QTableView*>(QStringLiteral("runTable"));
    QVERIFY(m_table != nullptr);
    m_view->resize(1200, 700);
    m_view->show();
}

void TestRunsView::addRuns(int count)
{
    QVERIFY(m_catalogue->together([&]() -> devices::Result<void> {
        for (int number = 1; number <= count; ++number) {
            scans::RunStart start;
            start.uid = QStringLiteral("run-%1").arg(number);
            start.time = devices::fromEpochSeconds(1.7e9 + number);
            start.scanId = number;
            start.metadata = {{QStringLiteral("plan_name"), QStringLiteral("scan")}};
            if (auto begun = m_catalogue->begin(start); !begun)
                return begun;
        }
        return {};
    }));
    m_view->model().update();
}

void TestRunsView::importsAndOpensRunsOfOthers()
{
    const QString folder = m_dir->filePath(QStringLiteral("theirs/"));
    foreignfiles::save(folder + QStringLiteral("scan_0017.mda"), foreignfiles::mda());
    foreignfiles::save(folder + QStringLiteral("alignment.spec"), foreignfiles::spec());
    foreignfiles::save(folder + QStringLiteral("foil.xdi"), foreignfiles::xdi());
    foreignfiles::writeNexus(folder + QStringLiteral("theirs.nxs"));
    for (int time = 0; time < 2; ++time) {
        QSignalSpy said(m_desk.get(), &widgets::Desk::said);
        m_view->importFolder(folder);
        QTRY_COMPARE(said.size(), 1);
        QCOMPARE(m_view->model().rowCount(), 6); // also the second time
    }
    QSignalSpy opened(m_view.get(), &widgets::RunsView::opened);
    for (int row = 0; row < m_view->model().rowCount(); ++row) {
        const storage::RunSummary run = m_view->model().run(row);
        QCOMPARE(m_view->model().index(row, Runs::Outcome).data().toString(), QStringLiteral("imported"));
        QVERIFY(m_view->model()
                    .index(row, Runs::Plan)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("only read")));
        m_view->openRow(row);
        QCOMPARE(opened.size(), row + 1);
        const auto data = opened.at(row).front().value<storage::RunData>();
        QCOMPARE(static_cast<int>(data.times.size()), run.pointsDone);
        models::ShownRun shown;
        shown.load(data);
        QCOMPARE(shown.rows(), run.pointsDone);
        QVERIFY2(shown.defaultX().has_value() && shown.defaultY().has_value(), qPrintable(run.file));
        QCOMPARE(shown.grid().valid(), !data.gridShape.empty());
    }
}

void TestRunsView::exportsRuns()
{
    const QString theirs = m_dir->filePath(QStringLiteral("theirs/alignment.spec"));
    foreignfiles::save(theirs, foreignfiles::spec());
    QSignalSpy said(m_desk.get(), &widgets::Desk::said);
    m_view->importFiles({theirs});
    QTRY_COMPARE(said.size(), 1);
    QStringList files;
    for (int row = 0; row < m_view->model().rowCount(); ++row)
        files << m_view->model().run(row).file;
    QVERIFY(files.size() > 1);
    const QString folder = m_dir->filePath(QStringLiteral("out"));
    for (qsizetype time = 1; time < 3; ++time) { // the second time beside what is there
        auto* work = new widgets::RunExport(*m_desk, QStringLiteral("csv"), files, folder, this);
        QSignalSpy finished(work, &widgets::RunExport::finished);
        QTRY_COMPARE(finished.size(), 1);
        const QStringList made = finished.front().front().toStringList();
        QCOMPARE(made.size(), files.size());
        for (const QString& path : made) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readLine().startsWith("seq_num,time,"));
            QVERIFY(!file.readLine().isEmpty());
        }
    }
    auto* refused = new widgets::RunExport(
        *m_desk, QStringLiteral("csv"), {m_dir->filePath(QStringLiteral("no.h5"))}, folder, this);
    QSignalSpy finished(refused, &widgets::RunExport::finished);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(said.constLast().front().toString().contains(QStringLiteral("no.h5")));
    QObject owner;
    new widgets::RunExport(*m_desk, QStringLiteral("csv"), files, folder, &owner); // ended in its midst
}

void TestRunsView::tellsWhatCannotBeRead()
{
    const QString folder = m_dir->filePath(QStringLiteral("theirs/"));
    foreignfiles::save(folder + QStringLiteral("half.mda"), foreignfiles::mda().left(90));
    foreignfiles::save(folder + QStringLiteral("notes.txt"), "no runs");
    foreignfiles::save(folder + QStringLiteral("foil.xdi"), foreignfiles::xdi());
    m_view->importFolder(folder);
    QTRY_COMPARE(m_view->model().rowCount(), 1);
    QTRY_VERIFY(m_view->findChild<QMessageBox*>() != nullptr);
    const QString told = m_view->findChild<QMessageBox*>()->informativeText();
    QVERIFY2(
        told.contains(QStringLiteral("half.mda")) && !told.contains(QStringLiteral("notes.txt")), qPrintable(told));
}

void TestRunsView::columnsFitTheRoom_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {300, 340, 500, 700, 1200})
        QTest::addRow("%d", width) << width;
}

/// Nothing is beyond the edge; what matters most is there.
void TestRunsView::columnsFitTheRoom()
{
    QFETCH(int, width);
    m_view->resize(width, 400);
    QTRY_VERIFY(m_table->viewport()->width() <= width);
    int used = 0;
    for (int column = 0; column < Runs::ColumnTotal; ++column)
        used += m_table->columnWidth(column);
    QVERIFY2(used <= m_table->viewport()->width(), qPrintable(QString::number(used)));
    QVERIFY(isShown(Runs::Number) && isShown(Runs::Plan));
    if (width >= 340)
        QVERIFY(isShown(Runs::Outcome));
    if (width <= 340)
        QVERIFY(!isShown(Runs::Notes));
    if (width >= 1200)
        QVERIFY(isShown(Runs::Notes) && isShown(Runs::Sample) && isShown(Runs::Star));
}

void TestRunsView::detailsNeedRoom()
{
    addRuns(3);
    auto* details = m_view->findChild<widgets::RunDetails*>();
    m_table->selectRow(1);
    QVERIFY(details->isVisible());
    m_view->resize(340, 250);
    QTRY_VERIFY(!details->isVisible());
    auto* button = m_view->findChild<QPushButton*>(QStringLiteral("runDetails"));
    button->click();
    QVERIFY(details->isVisible() && details->topLevelItemCount() > 0);
    // What was asked for comes back.
    widgets::RunsView again(*m_desk, *m_catalogue);
    again.restoreState(m_view->saveState());
    again.resize(340, 250);
    again.show();
    again.findChild<QTableView*>(QStringLiteral("runTable"))->selectRow(0);
    QVERIFY(again.findChild<widgets::RunDetails*>()->isVisible());
}

void TestRunsView::countsAll()
{
    addRuns(450);
    QVERIFY(m_view->model().rowCount() < 450);
    const auto labels = m_view->findChildren<QLabel*>();
    const bool told = std::any_of(labels.cbegin(), labels.cend(),
        [](const QLabel* label) { return label->text().startsWith(QStringLiteral("450 run")); });
    QVERIFY(told);
}

void TestRunsView::keepsTheListWhileTheQueryIsWrong()
{
    addRuns(3);
    auto* query = m_view->findChild<QLineEdit*>(QStringLiteral("runQuery"));
    auto* problem = m_view->findChild<QLabel*>(QStringLiteral("queryProblem"));
    query->setText(QStringLiteral("scan:2"));
    QTRY_COMPARE(m_view->model().rowCount(), 1);
    query->setText(QStringLiteral("scan>many"));
    QTRY_VERIFY(problem->isVisible() && problem->text().contains(QStringLiteral("many")));
    QCOMPARE(m_view->model().rowCount(), 1);
    query->clear();
    QTRY_COMPARE(m_view->model().rowCount(), 3);
    QVERIFY(!problem->isVisible());
    // Who presses Return does not wait.
    query->setFocus();
    query->setText(QStringLiteral("scan:3"));
    QTest::keyClick(query, Qt::Key_Return);
    QCOMPARE(m_view->model().rowCount(), 1);
}

QTEST_MAIN(TestRunsView)
#include "tst_runsview.moc"
