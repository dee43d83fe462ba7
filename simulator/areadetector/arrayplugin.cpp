#include "simulator/areadetector/arrayplugin.h"

#include "simulator/physics.h"

namespace simulator {

namespace {

const QStringList ElementTypes{QStringLiteral("STRING"), QStringLiteral("SHORT"), QStringLiteral("FLOAT"),
    QStringLiteral("ENUM"), QStringLiteral("CHAR"), QStringLiteral("LONG"), QStringLiteral("DOUBLE")};

NativeType elementType(PixelType type)
{
    constexpr std::array types{NativeType::Char, NativeType::Char, NativeType::Short, NativeType::Short,
        NativeType::Long, NativeType::Long, NativeType::Double, NativeType::Double, NativeType::Float,
        NativeType::Double};
    return types[static_cast<std::size_t>(type)];
}

int roomFor(int colors)
{
    return SensorSize * SensorSize * colors;
}

} // namespace

ArrayPlugin::ArrayPlugin(const Place& place, const Identity& identity)
    : Plugin(place, identity)
    , m_data(place.host,
          {identity.prefix + QStringLiteral("ArrayData"), QStringLiteral("waveform"), QStringLiteral("Image")})
{
    m_data.add({
        dataField(),
        longField("NELM", roomFor(m_colors), "Elements at most"),
        longField("NORD", 0, "Elements"),
        menuField("FTVL", static_cast<int>(m_type), ElementTypes, "Element type"),
    });
}

void ArrayPlugin::list(std::vector<Record::Listed>& rows) const
{
    Plugin::list(rows);
    const std::vector<Record::Listed> data = m_data.list();
    rows.insert(rows.end(), data.begin(), data.end());
}

Field ArrayPlugin::dataField() const
{
    Field field;
    field.name = "VAL";
    field.type = m_type;
    field.initial = devices::makeArray(std::vector<qint16>{});
    field.about = "Image";
    field.count = static_cast<std::size_t>(roomFor(m_colors));
    return field;
}

Worker::Work ArrayPlugin::job(const Frame& frame)
{
    return [this, frame]() -> Worker::Done { return [this, frame] { publish(frame); }; };
}

void ArrayPlugin::publish(const Frame& frame)
{
    const NativeType type = elementType(frame.type);
    if (type != m_type || frame.colors() != m_colors) {
        m_type = type;
        m_colors = frame.colors();
        m_data.replace(dataField());
        m_data.set("FTVL", static_cast<int>(type));
        m_data.set("NELM", roomFor(m_colors));
    }
    m_data.set("NORD", devices::elementCount(frame.pixels));
    m_data.set("VAL", frame.pixels, frame.time);
}

} // namespace simulator
