#include "devices/kinds/softcamera.h"

#include <algorithm>
#include <numeric>

namespace devices {

SoftCamera::SoftCamera(QString name, Size size, Frame frame, SoftClock* clock)
    : SoftTriggered(std::move(name), QStringLiteral("soft camera"), clock)
    , m_size(size)
    , m_frame(std::move(frame))
    , m_pixels(makeArray(std::vector<quint16>(size.rows * size.columns)))
{
}

std::vector<DataKey> SoftCamera::describe() const
{
    const QString counts = QStringLiteral("counts");
    DataKey total = column(QStringLiteral("_total"), counts);
    total.hinted = true;
    DataKey image = column(QStringLiteral("_image"), counts);
    image.dtype = DataKey::Dtype::Array;
    image.shape = {static_cast<qint64>(m_size.rows), static_cast<qint64>(m_size.columns)};
    image.itemBytes = 2;
    return {total, column(QStringLiteral("_max"), counts), image};
}

void SoftCamera::measure(std::chrono::duration<double> dwell)
{
    std::vector<quint16> pixels = m_frame(dwell);
    pixels.resize(m_size.rows * m_size.columns);
    m_pixels = makeArray(std::move(pixels));
    m_time = now();
}

std::vector<Reading> SoftCamera::readings() const
{
    const auto reading = [this](Value value) { return Reading{std::move(value), m_time, Severity::None, 0}; };
    const double total = std::accumulate(m_pixels->begin(), m_pixels->end(), 0.0);
    const double most = m_pixels->empty() ? 0 : *std::max_element(m_pixels->begin(), m_pixels->end());
    return {reading(Value(total)), reading(Value(most)), reading(Value(m_pixels))};
}

} // namespace devices
