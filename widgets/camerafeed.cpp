#include "widgets/camerafeed.h"

#include <type_traits>

namespace widgets {

using namespace devices;

namespace {

template <typename T>
constexpr plotting::PixelType pixelTypeOf(bool isUnsigned)
{
    using plotting::PixelType;
    if constexpr (std::is_same_v<T, double>)
        return PixelType::Float64;
    else if constexpr (std::is_same_v<T, float>)
        return PixelType::Float32;
    else if constexpr (sizeof(T) == 4)
        return isUnsigned ? PixelType::UInt32 : PixelType::Int32;
    else if constexpr (sizeof(T) == 2)
        return isUnsigned ? PixelType::UInt16 : PixelType::Int16;
    else
        return isUnsigned ? PixelType::UInt8 : PixelType::Int8;
}

/// Channel Access has no unsigned types: the bits are right, their meaning stands in DataType.
plotting::Frame frameOf(const Value& value, bool isUnsigned)
{
    return std::visit(
        [isUnsigned](const auto& v) {
            plotting::Frame frame;
            using T = std::decay_t<decltype(v)>;
            constexpr bool usable = !std::is_same_v<T, ArrayPtr<QString>>;
            if constexpr (requires { v->data(); } && usable) {
                using Element = typename T::element_type::value_type;
                frame.data = std::shared_ptr<const void>(v, v->data());
                frame.type = pixelTypeOf<Element>(isUnsigned);
            }
            return frame;
        },
        value);
}

} // namespace

CameraFeed::CameraFeed(Desk& desk, const QString& image, QWidget& viewer)
    : m_data(desk, image + QLatin1String("ArrayData"))
    , m_width(desk, image + QLatin1String("ArraySize0_RBV"))
    , m_height(desk, image + QLatin1String("ArraySize1_RBV"))
    , m_dataType(desk, image + QLatin1String("DataType_RBV"))
{
    m_data.suspendWith(viewer);
    connect(&m_data, &PvBinding::valueChanged, this, &CameraFeed::deliver);
    connect(&m_data, &PvBinding::connectionChanged, this, &CameraFeed::connectionChanged);
    for (const PvBinding* each : {&m_width, &m_height, &m_dataType})
        connect(each, &PvBinding::valueChanged, this, &CameraFeed::deliver);
}

void CameraFeed::deliver()
{
    if (!m_data.hasValue() || !m_width.hasValue() || !m_height.hasValue())
        return;
    const bool isUnsigned = !m_dataType.hasValue() || m_dataType.text().startsWith(QLatin1Char('U'));
    plotting::Frame frame = frameOf(m_data.reading().value, isUnsigned);
    frame.width = static_cast<int>(m_width.number().value_or(0));
    frame.height = static_cast<int>(m_height.number().value_or(0));
    frame.time = std::chrono::time_point_cast<std::chrono::system_clock::duration>(m_data.reading().time);
    if (frame.isNull() || frame.count() > elementCount(m_data.reading().value))
        return;
    Q_EMIT this->frame(frame);
}

} // namespace widgets
