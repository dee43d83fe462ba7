#include "simulator/arrayplugin.h"

#include "simulator/physics.h"

namespace simulator {

namespace {

const QStringList DisableEnable{QStringLiteral("Disable"), QStringLiteral("Enable")};
const QStringList DataTypes{QStringLiteral("Int8"), QStringLiteral("UInt8"), QStringLiteral("Int16"),
    QStringLiteral("UInt16"), QStringLiteral("Int32"), QStringLiteral("UInt32"), QStringLiteral("Int64"),
    QStringLiteral("UInt64"), QStringLiteral("Float32"), QStringLiteral("Float64")};
const QStringList ElementTypes{QStringLiteral("STRING"), QStringLiteral("SHORT"), QStringLiteral("FLOAT"),
    QStringLiteral("ENUM"), QStringLiteral("CHAR"), QStringLiteral("LONG"), QStringLiteral("DOUBLE")};

NativeType elementType(PixelType type)
{
    constexpr std::array types{NativeType::Char, NativeType::Char, NativeType::Short, NativeType::Short,
        NativeType::Long, NativeType::Long, NativeType::Double, NativeType::Double, NativeType::Float,
        NativeType::Double};
    return types[static_cast<std::size_t>(type)];
}

RecordRow readback(std::string name, qint64 initial, const char* about)
{
    return {std::move(name), "longin", initial, about, "", 0, {}, {}, {}, {}};
}

RecordRow menu(
    std::string name, const char* type, int initial, QStringList labels, const char* about, FieldPut put = {})
{
    const EnumIndex state{static_cast<quint16>(initial)};
    return {std::move(name), type, state, about, "", 0, std::move(labels), std::move(put), {}, {}};
}

} // namespace

ArrayPlugin::ArrayPlugin(Host& host, const QString& prefix)
    : m_host(host)
    , m_records(host, prefix)
    , m_data(host, {prefix + QStringLiteral("ArrayData"), QStringLiteral("waveform"), QStringLiteral("Image")})
{
    const auto counter = static_cast<int>(PixelType::UInt16);
    m_records.add({
        menu("EnableCallbacks", "bo", 1, DisableEnable, "Take images",
            m_records.store("EnableCallbacks",
                [this] { m_records.setNumber("EnableCallbacks_RBV", m_records.number("EnableCallbacks")); })),
        menu("EnableCallbacks_RBV", "bi", 1, DisableEnable, "Take images"),
        {"MinCallbackTime", "ao", 0.0, "Shortest time between images", "s", 3, {},
            m_records.store("MinCallbackTime",
                [this] { m_records.setNumber("MinCallbackTime_RBV", m_records.number("MinCallbackTime")); }),
            {}, {}},
        {"MinCallbackTime_RBV", "ai", 0.0, "Shortest time between images", "s", 3, {}, {}, {}, {}},
        readback("NDimensions_RBV", 2, "Dimensions"),
        readback("ArraySize0_RBV", 0, "Width"),
        readback("ArraySize1_RBV", 0, "Height"),
        readback("ArraySize2_RBV", 0, "Depth"),
        menu("DataType_RBV", "mbbi", counter, DataTypes, "Pixel type"),
        menu("ColorMode_RBV", "mbbi", 0, {QStringLiteral("Mono")}, "Colour mode"),
        readback("UniqueId_RBV", 0, "Number of the image"),
        {"ArrayCounter", "longout", qint64(0), "Images since it was set to 0", "", 0, {},
            m_records.store(
                "ArrayCounter", [this] { m_records.setNumber("ArrayCounter_RBV", m_records.number("ArrayCounter")); }),
            {}, {}},
        readback("ArrayCounter_RBV", 0, "Images since it was set to 0"),
        readback("DroppedArrays_RBV", 0, "Images that came too soon after the last"),
    });
    m_data.add({
        dataField(m_type),
        longField("NELM", SensorSize * SensorSize, "Elements at most"),
        longField("NORD", 0, "Elements"),
        menuField("FTVL", static_cast<int>(m_type), ElementTypes, "Element type"),
    });
}

Field ArrayPlugin::dataField(NativeType type) const
{
    Field field;
    field.name = "VAL";
    field.type = type;
    field.initial = devices::makeArray(std::vector<qint16>{});
    field.about = "Image";
    field.count = std::size_t(SensorSize) * SensorSize;
    return field;
}

bool ArrayPlugin::wants() const
{
    return m_records.flag("EnableCallbacks");
}

void ArrayPlugin::take(const Frame& frame)
{
    const double now = m_host.now();
    const double rest = m_records.number("MinCallbackTime");
    if (rest > 0 && now - m_last < rest) {
        m_records.setNumber("DroppedArrays_RBV", m_records.number("DroppedArrays_RBV") + 1);
        return;
    }
    m_last = now;
    const NativeType type = elementType(frame.type);
    if (type != m_type) {
        m_type = type;
        m_data.replace(dataField(type));
        m_data.set("FTVL", static_cast<int>(type));
    }
    const double count = m_records.number("ArrayCounter_RBV") + 1;
    m_records.setNumber("ArraySize0_RBV", frame.width, frame.time);
    m_records.setNumber("ArraySize1_RBV", frame.height, frame.time);
    m_records.setNumber("DataType_RBV", static_cast<int>(frame.type), frame.time);
    m_records.setNumber("UniqueId_RBV", double(frame.uniqueId), frame.time);
    m_data.set("NORD", devices::elementCount(frame.pixels));
    m_data.set("VAL", frame.pixels, frame.time);
    m_records.setNumber("ArrayCounter", count, frame.time);
    m_records.setNumber("ArrayCounter_RBV", count, frame.time);
}

} // namespace simulator
