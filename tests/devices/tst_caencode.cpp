#include "devices/ca/caencode.h"

#include <cadef.h>

#include <QTest>

#include <cstring>

using namespace devices;

Q_DECLARE_METATYPE(devices::Value)
Q_DECLARE_METATYPE(devices::NativeType)

class tst_CaEncode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scalars_data();
    void scalars();
    void refusals_data();
    void refusals();
    void arraysAreNotCopied();
    void stringsFillTheirFields();
};

static ChannelInfo infoOf(NativeType type, std::size_t count = 1)
{
    ChannelInfo info;
    info.name = QStringLiteral("X:pv");
    info.type = type;
    info.count = count;
    if (type == NativeType::Enum)
        info.labels = QStringList{QStringLiteral("Off"), QStringLiteral("On")};
    return info;
}

void tst_CaEncode::scalars_data()
{
    QTest::addColumn<NativeType>("native");
    QTest::addColumn<Value>("value");
    QTest::addColumn<long>("type");
    QTest::addColumn<QByteArray>("bytes");
    const auto bytes = [](auto number) { return QByteArray(reinterpret_cast<const char*>(&number), sizeof(number)); };
    const long stringType = DBR_STRING;
    QTest::newRow("double") << NativeType::Double << Value(0.1) << long{DBR_DOUBLE} << bytes(0.1);
    QTest::newRow("float") << NativeType::Float << Value(0.1) << long{DBR_FLOAT} << bytes(0.1F);
    QTest::newRow("long") << NativeType::Long << Value(-5.0) << long{DBR_LONG} << bytes(qint32{-5});
    QTest::newRow("lowest short") << NativeType::Short << Value(qint64{-32768}) << long{DBR_SHORT}
                                  << bytes(qint16{-32768});
    QTest::newRow("signed char") << NativeType::Char << Value(qint64{-1}) << long{DBR_CHAR} << bytes(quint8{255});
    QTest::newRow("unsigned char") << NativeType::Char << Value(qint64{255}) << long{DBR_CHAR} << bytes(quint8{255});
    QTest::newRow("state") << NativeType::Enum << Value(EnumIndex{1}) << long{DBR_ENUM} << bytes(quint16{1});
    QTest::newRow("state by number") << NativeType::Enum << Value(1.0) << long{DBR_ENUM} << bytes(quint16{1});
    QTest::newRow("state by label") << NativeType::Enum << Value(QStringLiteral("On")) << long{DBR_ENUM}
                                    << bytes(quint16{1});
    QTest::newRow("number as text") << NativeType::String << Value(1.5) << stringType
                                    << QByteArray("1.5").leftJustified(40, '\0');
}

void tst_CaEncode::scalars()
{
    QFETCH(NativeType, native);
    QFETCH(Value, value);
    QFETCH(QByteArray, bytes);
    const Result<CaPutData> data = CaPutData::encode(value, infoOf(native));
    QVERIFY2(data.ok(), data ? "" : qPrintable(data.error().message));
    QTEST(data.value().type(), "type");
    QCOMPARE(data.value().count(), 1UL);
    QCOMPARE(QByteArray(static_cast<const char*>(data.value().data()), bytes.size()), bytes);
}

void tst_CaEncode::refusals_data()
{
    QTest::addColumn<NativeType>("native");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("said");
    QTest::newRow("null") << NativeType::Double << Value() << QStringLiteral("no value");
    QTest::newRow("fraction") << NativeType::Long << Value(1.5) << QStringLiteral("whole numbers, not 1.5");
    QTest::newRow("NaN") << NativeType::Long << Value(qQNaN()) << QStringLiteral("whole numbers");
    QTest::newRow("infinite") << NativeType::Long << Value(qInf()) << QStringLiteral("inf");
    QTest::newRow("long overflow") << NativeType::Long << Value(qint64{2147483648LL}) << QStringLiteral("2147483647");
    QTest::newRow("short overflow") << NativeType::Short << Value(32768.0) << QStringLiteral("-32768 to 32767");
    QTest::newRow("char overflow") << NativeType::Char << Value(qint64{256}) << QStringLiteral("-128 to 255");
    QTest::newRow("no such state") << NativeType::Enum << Value(EnumIndex{2}) << QStringLiteral("no state 2");
    QTest::newRow("negative state") << NativeType::Enum << Value(qint64{-1}) << QStringLiteral("no state -1");
    QTest::newRow("no such label") << NativeType::Enum << Value(QStringLiteral("Up")) << QStringLiteral("Off, On");
    QTest::newRow("40 bytes") << NativeType::String << Value(QString(20, QChar(0xE4)))
                              << QStringLiteral("39 bytes, not 40");
    QTest::newRow("too many") << NativeType::Double << Value(makeArray<double>({1, 2, 3})) << QStringLiteral("1 to 2");
    QTest::newRow("none") << NativeType::Double << Value(makeArray<double>({})) << QStringLiteral("not 0");
    QTest::newRow("too many texts") << NativeType::String << Value(makeArray(std::vector<QString>(3)))
                                    << QStringLiteral("1 to 2");
}

void tst_CaEncode::refusals()
{
    QFETCH(NativeType, native);
    QFETCH(Value, value);
    QFETCH(QString, said);
    const Result<CaPutData> data = CaPutData::encode(value, infoOf(native, 2));
    QVERIFY(!data.ok());
    QCOMPARE(data.error().code, ErrorCode::BadValue);
    QVERIFY(data.error().message.contains(QStringLiteral("X:pv")));
    QVERIFY2(data.error().message.contains(said), qPrintable(data.error().message));
}

void tst_CaEncode::arraysAreNotCopied()
{
    const auto elements = makeArray<float>({1, 2});
    const Result<CaPutData> data = CaPutData::encode(elements, infoOf(NativeType::Double, 5));
    QCOMPARE(data.value().data(), static_cast<const void*>(elements->data()));
    QCOMPARE(data.value().type(), long{DBR_FLOAT});
    QCOMPARE(data.value().count(), 2UL);
    const Result<CaPutData> wide = CaPutData::encode(makeArray<quint32>({4000000000U}), infoOf(NativeType::Double, 5));
    QCOMPARE(wide.value().type(), long{DBR_DOUBLE});
    double number = 0;
    std::memcpy(&number, wide.value().data(), sizeof(number));
    QCOMPARE(number, 4e9);
}

void tst_CaEncode::stringsFillTheirFields()
{
    const auto texts = makeArray<QString>({QStringLiteral("ab"), QString(39, QLatin1Char('x'))});
    const Result<CaPutData> data = CaPutData::encode(texts, infoOf(NativeType::String, 2));
    QCOMPARE(data.value().count(), 2UL);
    const QByteArray bytes(static_cast<const char*>(data.value().data()), 80);
    QCOMPARE(bytes, QByteArray("ab").leftJustified(40, '\0') + QByteArray(39, 'x') + '\0');
}

QTEST_APPLESS_MAIN(tst_CaEncode)
#include "tst_caencode.moc"
