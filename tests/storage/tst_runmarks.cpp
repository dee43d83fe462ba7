#include "storage/catalogue/cataloguewriter.h"
#include "tests/storage/testruns.h"

#include <QTemporaryDir>
#include <QTest>

using storage::Catalogue;
using storage::RunMark;
using storage::RunSummary;
using Kind = storage::RunMark::Kind;

class TestRunMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tags();
    void badTags_data();
    void badTags();
    void comments();
    void starAndHidden();
    void verified();
    void survivesTheEndOfTheRun();
    void unknownRun();

private:
    Catalogue catalogue() const;
    RunSummary run() const { return catalogue().summary(m_uid).value(); }
    int count(const char* query) const { return catalogue().count(QLatin1String(query)).value(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_uid;
};

void TestRunMarks::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    const auto writer = storage::CatalogueWriter::make(m_dir->filePath(QStringLiteral("catalogue.sqlite")));
    QVERIFY(writer);
    const testruns::LineScan scan(2);
    m_uid = scan.start->uid;
    QVERIFY(testruns::feed(*writer.value(), scan.documents()));
    QVERIFY(testruns::feed(*writer.value(), testruns::LineScan(2, 2).documents()));
}

Catalogue TestRunMarks::catalogue() const
{
    auto opened = Catalogue::open(m_dir->filePath(QStringLiteral("catalogue.sqlite")));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return std::move(opened).value();
}

void TestRunMarks::tags()
{
    const Catalogue runs = catalogue();
    QVERIFY(runs.marks().addTag(m_uid, QStringLiteral("published"), QStringLiteral("ada")));
    QVERIFY(runs.marks().addTag(m_uid, QStringLiteral("Good"), QStringLiteral("ada")));
    QVERIFY(runs.marks().addTag(m_uid, QStringLiteral("good"), QStringLiteral("bob"))); // is there already
    QCOMPARE(run().tags, (QStringList{QStringLiteral("Good"), QStringLiteral("published")}));
    QCOMPARE(count("tag:good tag:PUBLISHED"), 1);
    QCOMPARE(count("publ"), 1);
    QCOMPARE(runs.marks().tags().value(), (QStringList{QStringLiteral("good"), QStringLiteral("published")}));
    QVERIFY(runs.marks().removeTag(m_uid, QStringLiteral("GOOD"), QStringLiteral("bob")));
    QCOMPARE(run().tags, QStringList{QStringLiteral("published")});
    QCOMPARE(count("tag:good"), 0);
    QCOMPARE(count("good"), 0);
    const auto history = runs.marks().history(m_uid);
    QVERIFY(history);
    QCOMPARE(history.value().size(), 3U);
    QCOMPARE(history.value()[0].kind, Kind::Tagged);
    QCOMPARE(history.value()[0].text, QStringLiteral("published"));
    QCOMPARE(history.value()[0].author, QStringLiteral("ada"));
    QCOMPARE(history.value()[2].kind, Kind::Untagged);
    QCOMPARE(history.value()[2].author, QStringLiteral("bob"));
    QVERIFY(history.value()[0].time <= history.value()[2].time);
}

void TestRunMarks::badTags_data()
{
    QTest::addColumn<QString>("tag");
    QTest::newRow("empty") << QString();
    QTest::newRow("two words") << QStringLiteral("very good");
    QTest::newRow("tab") << QStringLiteral("a\tb");
    QTest::newRow("comma") << QStringLiteral("a,b");
    QTest::newRow("too long") << QString(41, QLatin1Char('a'));
}

void TestRunMarks::badTags()
{
    QFETCH(QString, tag);
    const auto done = catalogue().marks().addTag(m_uid, tag);
    QVERIFY(!done);
    QCOMPARE(done.error().code, devices::ErrorCode::BadValue);
    QVERIFY(run().tags.isEmpty());
}

void TestRunMarks::comments()
{
    const Catalogue runs = catalogue();
    QVERIFY(runs.marks().comment(m_uid, QStringLiteral("Drifting beam"), QStringLiteral("ada")));
    QVERIFY(runs.marks().comment(m_uid, QStringLiteral("Better after realignment"), QStringLiteral("bob")));
    QCOMPARE(run().comment, QStringLiteral("Better after realignment"));
    QCOMPARE(count("drifting"), 1); // both are found
    QCOMPARE(count("realignment"), 1);
    QCOMPARE(count("comment~beam"), 1);
    const auto history = runs.marks().history(m_uid).value();
    QCOMPARE(history.size(), 2U);
    QCOMPARE(history[0].text, QStringLiteral("Drifting beam"));
    QCOMPARE(history[0].author, QStringLiteral("ada"));
    QCOMPARE(history[1].author, QStringLiteral("bob"));
    QVERIFY(runs.marks().comment(m_uid, {}));
    QVERIFY(run().comment.isEmpty());
    QVERIFY(!runs.marks().history(m_uid).value()[2].author.isEmpty()); // the login name
}

void TestRunMarks::starAndHidden()
{
    const Catalogue runs = catalogue();
    QVERIFY(runs.marks().setStar(m_uid, true));
    QVERIFY(runs.marks().setStar(m_uid, true));
    QVERIFY(run().star);
    QCOMPARE(count("star:yes"), 1);
    QVERIFY(runs.marks().setHidden(m_uid, true));
    QVERIFY(run().hidden);
    QCOMPARE(count(""), 1);
    QCOMPARE(count("star:yes"), 0);
    QCOMPARE(count("hidden:yes"), 1);
    const auto all = runs.runs({{}, 10, {}, true});
    const auto shown = runs.runs({{}, 10, {}});
    QVERIFY(all && shown);
    QCOMPARE(all.value().size(), shown.value().size() + 1);
    QVERIFY(runs.marks().setHidden(m_uid, false));
    QVERIFY(runs.marks().setStar(m_uid, false));
    QVERIFY(!run().star && !run().hidden);
    QCOMPARE(count(""), 2);
    QCOMPARE(count("star:yes"), 0);
    QCOMPARE(runs.marks().history(m_uid).value().size(), 4U);
}

void TestRunMarks::verified()
{
    const Catalogue runs = catalogue();
    QCOMPARE(run().verified, storage::Verified::Unknown);
    QVERIFY(runs.marks().setVerified(m_uid, storage::Verified::Damaged, QStringLiteral("3 of 5 points")));
    QCOMPARE(run().verified, storage::Verified::Damaged);
    QCOMPARE(run().verifiedText, QStringLiteral("3 of 5 points"));
    QCOMPARE(count("verified:damaged"), 1);
    QVERIFY(runs.marks().setVerified(m_uid, storage::Verified::Good, QStringLiteral("5 points")));
    QCOMPARE(run().verified, storage::Verified::Good);
    QCOMPARE(count("verified:damaged"), 0);
    QCOMPARE(count("verified:good"), 1);
}

/// People comment while the run goes on.
void TestRunMarks::survivesTheEndOfTheRun()
{
    const testruns::LineScan scan(2, 3);
    const auto writer = storage::CatalogueWriter::make(m_dir->filePath(QStringLiteral("catalogue.sqlite")));
    QVERIFY(testruns::feed(*writer.value(), {scan.start}));
    QVERIFY(catalogue().marks().comment(scan.start->uid, QStringLiteral("looks promising")));
    QCOMPARE(count("status:running promising"), 1);
    QVERIFY(testruns::feed(*writer.value(), {scan.primary, scan.point(1), testruns::stop(scan.start, 1)}));
    QCOMPARE(count("status:success promising"), 1);
    QCOMPARE(count("status:running"), 0);
}

void TestRunMarks::unknownRun()
{
    const auto done = catalogue().marks().setStar(QStringLiteral("nobody"), true);
    QVERIFY(!done);
    QCOMPARE(done.error().code, devices::ErrorCode::BadValue);
}

QTEST_GUILESS_MAIN(TestRunMarks)
#include "tst_runmarks.moc"
