#include "fakehost.h"

#include "simulator/simulation.h"

#include <QTemporaryDir>
#include <QTest>

using namespace simulator;

class TestStateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keeps_data();
    void keeps();
    void keepsTexts();
    void restoresTwiceAlike();
    void writesOnlyWhenSomethingChanged();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void startsWithoutAFile();
    void tellsWhatCannotBeRead();
    void tellsWhatCannotBeWritten();

private:
    /// A beamline with that file.
    struct Bench
    {
        explicit Bench(const QString& path)
            : simulation(
                host, {QStringLiteral("BD:"), 1, 0, 10, path, [this](const QString& text) { complaints << text; }})
            , restored(simulation.restore())
        {
        }
        void run(const QString& script)
        {
            for (const QString& word : script.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
                if (word.startsWith(QLatin1Char('~')))
                    host.advance(word.mid(1).toDouble());
                else
                    host.put(QStringLiteral("BD:") + word.section(QLatin1Char('='), 0, 0),
                        word.section(QLatin1Char('='), 1).toDouble());
            }
        }
        double number(const QString& name) const { return host.number(QStringLiteral("BD:") + name); }

        FakeHost host;
        QStringList complaints;
        Simulation simulation;
        Result<void> restored;
    };

    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void write(const QString& path, const QByteArray& text)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
    }

    QTemporaryDir m_folder;
    const QString m_path = m_folder.filePath(QStringLiteral("state.txt"));

private Q_SLOTS:
    void init() { QFile::remove(m_path); }
};

void TestStateFile::keeps_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("kept"); // names whose values are to be the same
    QTest::newRow("position") << "m3=1.2345 ~5"
                              << "m3 m3.RBV m3.DVAL m3.RVAL m3_axis:position";
    QTest::newRow("while moving") << "m3=5 ~1.03"
                                  << "m3_axis:position m3";
    QTest::newRow("offset") << "m3=1 ~5 m3.OFF=0.1"
                            << "m3.OFF m3 m3.RBV m3.DVAL m3.HLM m3.LLM";
    QTest::newRow("calibrated dial") << "m3=1 ~5 m3.SET=1 m3.DVAL=7 m3.SET=0"
                                     << "m3.OFF m3 m3.RBV m3.DVAL m3.DRBV m3_axis:position";
    QTest::newRow("reversed") << "m3.DIR=1 m3=1 ~5"
                              << "m3.DIR m3.OFF m3 m3.RBV m3.DVAL m3_axis:position";
    QTest::newRow("steps") << "m3.MRES=0.0003 m3=1 ~5"
                           << "m3.MRES m3.UREV m3.VELO m3.S m3.DHLM m3.RHLM m3 m3.DVAL m3.RBV";
    QTest::newRow("limits") << "m3.HLM=3.3 m3.LLM=-1.1"
                            << "m3.HLM m3.DHLM m3.LLM m3.DLLM";
    QTest::newRow("speeds") << "m3.VBAS=0.1 m3.VMAX=3 m3.VELO=2.5 m3.ACCL=0.3 m3.JVEL=0.7 m3.BVEL=0.33"
                            << "m3.VBAS m3.VMAX m3.VELO m3.ACCL m3.ACCS m3.JVEL m3.BVEL m3.S";
    QTest::newRow("moves") << "m3.BDST=0.1 m3.RTRY=3 m3.RDBD=0.02 m3.RMOD=2 m3.UEIP=1 m3.DLY=0.2 m3.FRAC=0.9"
                           << "m3.BDST m3.RTRY m3.RDBD m3.RMOD m3.UEIP m3.DLY m3.FRAC";
    QTest::newRow("alarms") << "m3.HIHI=2 m3.HHSV=2 m3.HLSV=1 m3=3 ~5"
                            << "m3.HIHI m3.HHSV m3.HLSV m3.SEVR";
    QTest::newRow("axis") << "m3_axis:slip=0.01 m3_axis:encoder=0"
                          << "m3_axis:slip m3_axis:encoder";
    QTest::newRow("energy and theta") << "m1=7312 ~5"
                                      << "m1 m2 m1.RBV m2.RBV m2_axis:position";
    QTest::newRow("shutter and ring") << "shutter=0 ring:stored=123.456"
                                      << "shutter ring:stored";
    QTest::newRow("full precision") << "m3.OFF=0.1234567890123456 m3.TWV=1e-17"
                                    << "m3.OFF m3.TWV";
}

void TestStateFile::keeps()
{
    QFETCH(QString, script);
    QFETCH(QString, kept);
    QHash<QString, double> values;
    {
        Bench bench(m_path);
        bench.run(script);
        bench.simulation.stop();
        for (const QString& name : kept.split(QLatin1Char(' ')))
            values.insert(name, bench.number(name));
    }
    const Bench again(m_path);
    QVERIFY2(again.complaints.isEmpty(), qPrintable(again.complaints.join(QLatin1Char('\n'))));
    for (const QString& name : kept.split(QLatin1Char(' '))) {
        const double is = again.number(name);
        QVERIFY2(std::abs(is - values[name]) <= 1e-12 * std::abs(is),
            qPrintable(name + QLatin1Char(' ') + QString::number(is, 'g', 17) + QLatin1Char(' ')
                + QString::number(values[name], 'g', 17)));
    }
}

void TestStateFile::keepsTexts()
{
    const auto text = QStringLiteral(" a\\n\tb\nc ü");
    {
        Bench bench(m_path);
        bench.host.put(QStringLiteral("BD:m3.PREM"), text);
        bench.simulation.stop();
    }
    const Bench again(m_path);
    QCOMPARE(again.host.text(QStringLiteral("BD:m3.PREM")), text);
}

void TestStateFile::restoresTwiceAlike()
{
    {
        Bench bench(m_path);
        bench.run(QStringLiteral("m3=1.2345 ~5 m3.OFF=0.1 m4.MRES=0.0007 m5=3.3 ~9"));
        bench.simulation.stop();
    }
    const QByteArray first = content(m_path);
    {
        Bench bench(m_path);
        bench.simulation.stop();
    }
    QCOMPARE(content(m_path), first);
}

void TestStateFile::writesOnlyWhenSomethingChanged()
{
    Bench bench(m_path);
    bench.simulation.start();
    QVERIFY(!QFile::exists(m_path));
    bench.host.advance(1.1);
    QVERIFY(QFile::exists(m_path));
    QVERIFY(QFile::remove(m_path));
    bench.host.advance(2);
    QVERIFY(!QFile::exists(m_path));
    bench.run(QStringLiteral("m3.TWV=2"));
    QVERIFY(!QFile::exists(m_path));
    bench.host.advance(1.1);
    QVERIFY(content(m_path).contains("BD:m3.TWV 2\n"));
}

void TestStateFile::namesWhatIsWrong_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("expected");
    QTest::newRow("no number") << "BD:m3.TWV abc"
                               << "a number";
    QTest::newRow("no finite number") << "BD:m3.TWV nan"
                                      << "a number";
    QTest::newRow("no value") << "BD:m3.TWV "
                              << "a number";
    QTest::newRow("no whole number") << "BD:m3.RTRY 1.5"
                                     << "a whole number";
    QTest::newRow("no state") << "BD:m3.DIR Sideways"
                              << "one of Pos, Neg";
    QTest::newRow("no such state") << "BD:m3.DIR 2"
                                   << "one of Pos, Neg";
    QTest::newRow("no setting") << "BD:m3.RBV 3"
                                << "BD:m3.RBV";
    QTest::newRow("no PV") << "BD:m99.VAL 3"
                           << "BD:m99.VAL";
    QTest::newRow("no line") << "garbage"
                             << "garbage";
}

void TestStateFile::namesWhatIsWrong()
{
    QFETCH(QString, line);
    QFETCH(QString, expected);
    write(m_path, "# a comment\n\nBD:m4.TWV 0.25\n" + line.toUtf8() + "\nBD:m5.TWV 0.75\n");
    const Bench bench(m_path);
    QVERIFY(bench.restored);
    QCOMPARE(bench.complaints.size(), qsizetype(2));
    QVERIFY2(bench.complaints[0].startsWith(m_path + QStringLiteral(":4: ")), qPrintable(bench.complaints[0]));
    QVERIFY2(bench.complaints[0].contains(expected), qPrintable(bench.complaints[0]));
    QCOMPARE(content(m_path + QStringLiteral(".bad")), content(m_path));
    QCOMPARE(bench.number(QStringLiteral("m4.TWV")), 0.25);
    QCOMPARE(bench.number(QStringLiteral("m5.TWV")), 0.75);
    QCOMPARE(bench.number(QStringLiteral("m3.TWV")), 0.05);
}

void TestStateFile::startsWithoutAFile()
{
    const Bench bench(m_path);
    QVERIFY(bench.restored);
    QVERIFY(bench.complaints.isEmpty());
}

void TestStateFile::tellsWhatCannotBeRead()
{
    const Bench bench(m_folder.path()); // a folder
    QVERIFY(!bench.restored);
    QVERIFY(bench.restored.error().message.contains(m_folder.path()));
}

void TestStateFile::tellsWhatCannotBeWritten()
{
    const QString path = m_folder.filePath(QStringLiteral("no/such/folder/state.txt"));
    Bench bench(path);
    bench.simulation.start();
    bench.host.advance(2.1);
    QCOMPARE(bench.complaints.size(), qsizetype(1));
    QVERIFY(bench.complaints[0].startsWith(path));
}

QTEST_APPLESS_MAIN(TestStateFile)
#include "tst_statefile.moc"
