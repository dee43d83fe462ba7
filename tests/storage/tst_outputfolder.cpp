#include "storage/outputfolder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using storage::OutputFolder;

class TestOutputFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good();
    void madeWhenMissing();
    void refused_data();
    void refused();
};

void TestOutputFolder::good()
{
    const QTemporaryDir dir;
    QVERIFY(OutputFolder::check(dir.path(), 1));
    QVERIFY(QDir(dir.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)); // the probe is gone
}

void TestOutputFolder::madeWhenMissing()
{
    const QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("2026/week 47"));
    QVERIFY(OutputFolder::check(folder, 1));
    QVERIFY(QDir(folder).exists());
}

void TestOutputFolder::refused_data()
{
    QTest::addColumn<QString>("folder"); // %1 = a file
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("none") << QString() << qint64{0} << QStringLiteral("No output folder");
    QTest::newRow("a file") << QStringLiteral("%1") << qint64{0} << QStringLiteral("is a file");
    QTest::newRow("below a file") << QStringLiteral("%1/below") << qint64{0} << QStringLiteral("cannot be made");
    QTest::newRow("read-only, even for root")
        << QStringLiteral("/proc/self") << qint64{0} << QStringLiteral("cannot be written");
    QTest::newRow("cannot be made") << QStringLiteral("/proc/runs") << qint64{0} << QStringLiteral("cannot be made");
    QTest::newRow("too little room") << QStringLiteral(".") << (qint64{1} << 60) << QStringLiteral("are needed");
}

void TestOutputFolder::refused()
{
    QFETCH(QString, folder);
    QFETCH(qint64, bytes);
    QFETCH(QString, says);
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    folder.replace(QStringLiteral("%1"), file.fileName());
    const auto checked = OutputFolder::check(folder, bytes);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, devices::ErrorCode::Io);
    QVERIFY2(checked.error().message.contains(says), qPrintable(checked.error().message));
    QVERIFY2(checked.error().message.contains(folder), qPrintable(checked.error().message));
}

QTEST_GUILESS_MAIN(TestOutputFolder)
#include "tst_outputfolder.moc"
