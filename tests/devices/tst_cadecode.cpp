#include "devices/ca/cadecode.h"

#include <cadef.h>

#include <QTest>

#include <cstring>

using namespace devices;

/// What a faulty or foreign server may send: the decoder believes nothing beyond the size of a type.
class tst_CaDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void times_data();
    void times();
    void severityIsBounded();
    void scalarWithoutElement();
    void stringWithoutNul();
    void stringCutInsideACharacter();
    void unitsWithoutNul();
    void latin1Units();
    void labelCountIsBounded();
};

/// The memory that libca would hand over.
class Buffer
{
public:
    Buffer(long type, long count)
    {
        m_args.type = type;
        m_args.count = count;
        m_args.status = ECA_NORMAL;
        m_args.dbr = m_bytes.data();
    }
    template <typename T>
    void put(std::size_t offset, T value)
    {
        std::memcpy(m_bytes.data() + offset, &value, sizeof(T));
    }
    void put(std::size_t offset, const QByteArray& bytes)
    {
        std::memcpy(m_bytes.data() + offset, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    }
    const event_handler_args& args() const { return m_args; }

private:
    alignas(8) std::array<char, 1024> m_bytes{};
    event_handler_args m_args{};
};

void tst_CaDecode::times_data()
{
    QTest::addColumn<quint32>("seconds");
    QTest::addColumn<quint32>("nanoseconds");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("never processed") << 0U << 0U << qint64{0};
    QTest::newRow("epoch") << 0U << 1U << qint64{631152000000000001};
    QTest::newRow("now") << 1000000000U << 123456789U << qint64{1631152000123456789};
    QTest::newRow("beyond 2038 and 2126") << 4294967295U << 0U << qint64{4926119295000000000};
    QTest::newRow("nanoseconds too large") << 1000000000U << 4000000000U << qint64{1631152000999999999};
}

void tst_CaDecode::times()
{
    QFETCH(quint32, seconds);
    QFETCH(quint32, nanoseconds);
    Buffer buffer(DBR_TIME_DOUBLE, 1);
    buffer.put(4, seconds);
    buffer.put(8, nanoseconds);
    QTEST(qint64{decodeReading(buffer.args(), false).time.time_since_epoch().count()}, "expected");
}

void tst_CaDecode::severityIsBounded()
{
    Buffer buffer(DBR_TIME_DOUBLE, 1);
    buffer.put(0, qint16{99});
    buffer.put(2, qint16{-1});
    const Reading reading = decodeReading(buffer.args(), false);
    QCOMPARE(reading.severity, Severity::Invalid);
    QCOMPARE(statusName(reading.status), QStringLiteral("?"));
}

void tst_CaDecode::scalarWithoutElement()
{
    QVERIFY(isNull(decodeReading(Buffer(DBR_TIME_DOUBLE, 0).args(), false).value));
    QCOMPARE(elementCount(decodeReading(Buffer(DBR_TIME_DOUBLE, 0).args(), true).value), std::size_t{0});
}

void tst_CaDecode::stringWithoutNul()
{
    Buffer buffer(DBR_TIME_STRING, 1);
    buffer.put(12, QByteArray(60, 'x'));
    QCOMPARE(toText(decodeReading(buffer.args(), false).value), QString(40, QLatin1Char('x')));
}

void tst_CaDecode::stringCutInsideACharacter()
{
    Buffer buffer(DBR_TIME_STRING, 1);
    buffer.put(12, QByteArray(38, 'x') + "\xC3");
    QCOMPARE(toText(decodeReading(buffer.args(), false).value), QString(38, QLatin1Char('x')));
}

void tst_CaDecode::unitsWithoutNul()
{
    Buffer buffer(DBR_CTRL_DOUBLE, 1);
    buffer.put(8, QByteArray("12345678"));
    buffer.put(16, QByteArray(8, '\x7f'));
    ChannelInfo info;
    decodeMetadata(buffer.args(), info);
    QCOMPARE(info.units, QStringLiteral("12345678"));
}

void tst_CaDecode::latin1Units()
{
    Buffer buffer(DBR_CTRL_DOUBLE, 1);
    buffer.put(8, QByteArray("\xC5"));
    ChannelInfo info;
    decodeMetadata(buffer.args(), info);
    QCOMPARE(info.units, QStringLiteral("Å"));
}

void tst_CaDecode::labelCountIsBounded()
{
    Buffer buffer(DBR_CTRL_STRING + DBF_ENUM, 1);
    buffer.put(4, quint16{9999});
    buffer.put(6, QByteArray(26, 'a'));
    buffer.put(6 + 26, QByteArray("b"));
    ChannelInfo info;
    decodeMetadata(buffer.args(), info);
    QCOMPARE(info.labels.size(), 16);
    QCOMPARE(info.labels[0], QString(26, QLatin1Char('a')));
    QCOMPARE(info.labels[1], QStringLiteral("b"));
    QCOMPARE(info.labels[2], QString());
}

QTEST_APPLESS_MAIN(tst_CaDecode)
#include "tst_cadecode.moc"
