#include "storage/text/textfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

#include <sys/file.h>

using devices::ErrorCode;
using devices::Result;
using storage::TextFile;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::unique_ptr<TextFile> appendTo(const QString& path)
{
    return std::move(TextFile::open(path, TextFile::Mode::Append)).value();
}

const QByteArray theirs("#S 2 of another program\n9 9\n");

} // namespace

class TestTextFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreReplaced();
    void changesOfOthersStay_data();
    void changesOfOthersStay();
    void waitsWhileLocked();
    void isLockedWhileItWritesOnly();

private:
    const QTemporaryDir m_dir;
    const QString m_path = m_dir.filePath(QStringLiteral("day.spec"));
};

void TestTextFile::rowsAreReplaced()
{
    const QString path = m_dir.filePath(QStringLiteral("rows"));
    const auto file = appendTo(path);
    for (int n = 1; n <= 3; ++n)
        QVERIFY(file->putRow(n, QByteArray::number(n) + " aaa\n").ok());
    QVERIFY(file->flush().ok());
    QVERIFY(file->putRow(2, "2 longer\n").ok() && file->putRow(1, "1\n").ok() && file->putRow(4, "4\n").ok());
    QVERIFY(file->flush().ok());
    QCOMPARE(contents(path), QByteArray("1\n2 longer\n3 aaa\n4\n"));
}

void TestTextFile::changesOfOthersStay_data()
{
    using Work = std::function<Result<void>(TextFile&)>;
    QTest::addColumn<Work>("work");
    QTest::newRow("same length") << Work([](TextFile& file) { return file.putRow(2, "2 ccc\n"); });
    QTest::newRow("longer") << Work([](TextFile& file) { return file.putRow(2, "2 cccccc\n"); });
    QTest::newRow("shorter") << Work([](TextFile& file) { return file.putRow(1, "1\n"); });
    QTest::newRow("appended") << Work([](TextFile& file) {
        const auto put = file.putRow(3, "3 ccc\n");
        return put ? file.flush() : put;
    });
}

void TestTextFile::changesOfOthersStay()
{
    using Work = std::function<Result<void>(TextFile&)>;
    QFETCH(Work, work);
    QFile::remove(m_path);
    const QByteArray ours("1 aaa\n2 bbb\n");
    {
        const auto file = appendTo(m_path);
        QVERIFY(file->putRow(1, "1 aaa\n").ok() && file->putRow(2, "2 bbb\n").ok() && file->flush().ok());
        const auto other = appendTo(m_path);
        QVERIFY(other->append(theirs).ok() && other->flush().ok());
        const auto refused = work(*file);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Refused);
        QVERIFY2(
            refused.error().message.contains(QLatin1String("by another program")), qPrintable(refused.error().message));
        QVERIFY(!work(*file));
    }
    QCOMPARE(contents(m_path), ours + theirs);
}

void TestTextFile::waitsWhileLocked()
{
    const QString path = m_dir.filePath(QStringLiteral("locked"));
    const auto file = appendTo(path);
    QVERIFY(file->putRow(1, "1 aaa\n").ok() && file->flush().ok());
    QFile other(path);
    QVERIFY(other.open(QIODevice::ReadWrite));
    QCOMPARE(::flock(other.handle(), LOCK_EX), 0);
    QVERIFY(file->putRow(2, "2 bbb\n").ok());
    const auto held = file->flush();
    QVERIFY(!held);
    QCOMPARE(held.error().code, ErrorCode::Io);
    QVERIFY(!file->putRow(1, "1 ccc\n"));
    QCOMPARE(contents(path), QByteArray("1 aaa\n"));
    other.close();
    QVERIFY(file->putRow(1, "1 ccc\n").ok());
    QCOMPARE(contents(path), QByteArray("1 ccc\n2 bbb\n"));
}

void TestTextFile::isLockedWhileItWritesOnly()
{
    const QString path = m_dir.filePath(QStringLiteral("free"));
    const auto file = appendTo(path);
    QVERIFY(file->putRow(1, "1 aaa\n").ok() && file->flush().ok() && file->putRow(1, "1 bbbb\n").ok());
    QFile other(path);
    QVERIFY(other.open(QIODevice::ReadWrite));
    QCOMPARE(::flock(other.handle(), LOCK_EX | LOCK_NB), 0);
}

QTEST_GUILESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
