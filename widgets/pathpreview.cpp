#include "widgets/pathpreview.h"

#include "scans/dryrun/drytext.h"

#include <QFontInfo>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int Height = 120;
constexpr std::size_t MostJoined = 1500;

QString axisText(const scans::DryResult& result, const QString& motor)
{
    const auto found = std::find_if(
        result.extents.begin(), result.extents.end(), [&motor](const auto& each) { return each.motor == motor; });
    return found == result.extents.end() ? motor : scans::extentText(*found);
}

} // namespace

PathPreview::PathPreview(const plotting::Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(&theme)
{
    setFixedHeight(Height);
    setObjectName(QStringLiteral("path"));
    hide();
}

QSize PathPreview::sizeHint() const
{
    return {200, Height};
}

void PathPreview::setTheme(const plotting::Theme& theme)
{
    m_theme = &theme;
    update();
}

/// One of its motors would pass a limit there.
bool PathPreview::beyond(std::size_t row) const
{
    return std::any_of(m_limits.begin(), m_limits.end(), [this, row](const scans::LimitProblem& problem) {
        const qsizetype motor = m_path.motors.indexOf(problem.device);
        if (motor < 0 || !problem.limit)
            return false;
        const double at = m_path.at(row, std::size_t(motor));
        return problem.value > *problem.limit ? at > *problem.limit : at < *problem.limit;
    });
}

void PathPreview::setResult(const scans::DryResult& result)
{
    m_path = result.path;
    m_limits = result.limits;
    m_points.clear();
    const auto motors = std::size_t(m_path.motors.size());
    for (std::size_t row = 0; row < m_path.rows(); ++row) {
        // The fast motor goes across, the slow one up; a single one goes up over the points.
        const double across = motors > 1 ? m_path.at(row, motors - 1) : double(row) * double(m_path.stride);
        const double up = m_path.at(row, 0);
        if (std::isfinite(across) && std::isfinite(up))
            m_points.push_back({{across, up}, !beyond(row)});
    }
    if (m_points.size() < 2)
        return;
    const auto [left, right] = std::minmax_element(
        m_points.begin(), m_points.end(), [](const Point& a, const Point& b) { return a.at.x() < b.at.x(); });
    const auto [low, high] = std::minmax_element(
        m_points.begin(), m_points.end(), [](const Point& a, const Point& b) { return a.at.y() < b.at.y(); });
    m_extent = QRectF(left->at.x(), low->at.y(), right->at.x() - left->at.x(), high->at.y() - low->at.y());
    m_up = axisText(result, m_path.motors.front());
    m_across = motors > 1 ? axisText(result, m_path.motors.back()) : tr("points");
    setToolTip(m_path.stride > 1 ? tr("Every %1th point is drawn").arg(m_path.stride) : QString());
    update();
}

/// Answers where points are drawn.
QRectF PathPreview::paintFrame(QPainter& painter) const
{
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(m_theme->line);
    painter.setBrush(m_theme->surface);
    painter.drawRoundedRect(frame, 5, 5);
    QFont small = font();
    small.setPixelSize(std::max(8, QFontInfo(font()).pixelSize() * 17 / 20));
    painter.setFont(small);
    painter.setPen(m_theme->text2);
    const int line = painter.fontMetrics().height();
    const QRectF inner = frame.adjusted(8, 4, -8, -4);
    const auto elided = [&](const QString& text) {
        return painter.fontMetrics().elidedText(text, Qt::ElideRight, int(inner.width()));
    };
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, elided(m_up));
    painter.drawText(inner, Qt::AlignRight | Qt::AlignBottom, elided(m_across));
    return inner.adjusted(4, line + 4, -4, -line - 4);
}

void PathPreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = paintFrame(painter);
    const auto part
        = [](double value, double from, double length) { return length > 0 ? (value - from) / length : 0.5; };
    std::vector<QPointF> places;
    for (const Point& point : m_points)
        places.emplace_back(area.left() + part(point.at.x(), m_extent.left(), m_extent.width()) * area.width(),
            area.bottom() - part(point.at.y(), m_extent.top(), m_extent.height()) * area.height());
    if (m_path.stride == 1 && places.size() <= MostJoined) {
        painter.setPen(QPen(m_theme->grid, 1));
        painter.drawPolyline(places.data(), int(places.size()));
    }
    const double size = places.size() > 400 ? 1.5 : 3;
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < places.size(); ++i) {
        painter.setBrush(m_points[i].allowed ? m_theme->curve(0) : m_theme->major);
        painter.drawEllipse(places[i], size / 2, size / 2);
    }
}

} // namespace widgets
