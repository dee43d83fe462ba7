#include "widgets/cameraview.h"

#include "plotting/colormap.h"

#include <QComboBox>
#include <QFileDialog>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

CameraView::CameraView(Desk& desk, const devices::Profile& profile, QWidget* parent)
    : View(desk, QStringLiteral("camera"), tr("Camera"), parent)
    , m_sources(profile.images)
    , m_image(new plotting::ImageView(this))
{
    m_image->setTheme(desk.theme());
    connect(&desk, &Desk::themeChanged, m_image, &plotting::ImageView::setTheme);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->addWidget(m_image);
    buildTools();
    if (m_sources.empty())
        m_image->setEmptyText(tr("The profile names no camera. Add one under \"images\"."));
    else
        choose(0);
}

void CameraView::buildTools()
{
    const auto toggle = [this](const QString& text, const QString& toolTip) {
        auto* button = new QToolButton;
        button->setText(text);
        button->setToolTip(toolTip);
        addRightTool(button);
        return button;
    };
    m_mode = new Segmented({tr("Live"), tr("Freeze")});
    connect(m_mode, &Segmented::currentChanged, this, [this](int mode) { m_image->setFrozen(mode == 1); });
    addLeftTool(m_mode);

    m_source = new QComboBox;
    m_source->setProperty("flat", true);
    m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const devices::ImageSource& source : m_sources)
        m_source->addItem(source.name);
    m_source->setVisible(m_sources.size() > 1);
    connect(m_source, &QComboBox::currentIndexChanged, this, &CameraView::choose);
    if (m_sources.size() > 1)
        addRightTool(m_source);

    m_colorMap = new QComboBox;
    m_colorMap->setProperty("flat", true);
    m_colorMap->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_colorMap->setAccessibleName(tr("Colour map"));
    m_colorMap->addItems(plotting::ColorMap::names());
    m_colorMap->setCurrentText(m_image->colorMap());
    connect(m_colorMap, &QComboBox::currentTextChanged, m_image, &plotting::ImageView::setColorMap);
    addRightTool(m_colorMap);

    m_log = toggle(tr("log"), tr("Logarithmic intensities"));
    m_log->setCheckable(true);
    connect(m_log, &QToolButton::toggled, m_image, &plotting::ImageView::setLogarithmic);
    m_cross = toggle(tr("cross"), tr("A crosshair at the middle of the picture"));
    m_cross->setCheckable(true);
    connect(m_cross, &QToolButton::toggled, this, [this](bool on) {
        const plotting::Frame& frame = m_image->frame();
        m_image->setCrosshair(on ? std::optional(QPointF(frame.width / 2.0, frame.height / 2.0)) : std::nullopt);
    });
    connect(toggle(tr("1:1"), tr("One screen pixel for one camera pixel")), &QToolButton::clicked, m_image,
        &plotting::ImageView::oneToOne);
    connect(toggle(tr("fit"), tr("The whole picture")), &QToolButton::clicked, m_image, &plotting::ImageView::fit);
    connect(toggle(tr("save…"), tr("Saves the picture as it is coloured")), &QToolButton::clicked, this, [this] {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Save the picture"), QStringLiteral("camera.png"), tr("Pictures (*.png)"));
        if (!path.isEmpty() && !m_image->savePng(path))
            desk().say(tr("%1 could not be written").arg(path), Desk::Tone::Refusal);
    });
}

void CameraView::choose(int source)
{
    const devices::ImageSource& chosen = m_sources[static_cast<std::size_t>(source)];
    m_feed = std::make_unique<CameraFeed>(desk(), chosen.array, *this);
    m_image->clear();
    m_image->setEmptyText(tr("Waiting for pictures from %1").arg(chosen.array));
    m_image->setCaption(chosen.name);
    connect(m_feed.get(), &CameraFeed::frame, m_image, &plotting::ImageView::setFrame);
    m_centroidX.reset();
    m_centroidY.reset();
    if (chosen.stats.isEmpty())
        return;
    m_centroidX = std::make_unique<PvBinding>(desk(), chosen.stats + QLatin1String("CentroidX_RBV"));
    m_centroidY = std::make_unique<PvBinding>(desk(), chosen.stats + QLatin1String("CentroidY_RBV"));
    for (const PvBinding* each : {m_centroidX.get(), m_centroidY.get()}) {
        connect(each, &PvBinding::valueChanged, this, &CameraView::showCentroid);
        connect(each, &PvBinding::connectionChanged, this, &CameraView::showCentroid);
    }
}

void CameraView::showCentroid()
{
    const auto x = m_centroidX->number();
    const auto y = m_centroidY->number();
    m_image->setCentroid(x && y ? std::optional(QPointF(*x, *y)) : std::nullopt);
}

QJsonObject CameraView::saveState() const
{
    QJsonObject state{{QStringLiteral("source"), m_source->currentText()},
        {QStringLiteral("colorMap"), m_colorMap->currentText()}, {QStringLiteral("log"), m_log->isChecked()},
        {QStringLiteral("cross"), m_cross->isChecked()}, {QStringLiteral("autoLevels"), m_image->hasAutoLevels()}};
    if (!m_image->hasAutoLevels()) {
        state[QLatin1String("low")] = m_image->lowLevel();
        state[QLatin1String("high")] = m_image->highLevel();
    }
    return state;
}

void CameraView::restoreState(const QJsonObject& state)
{
    m_source->setCurrentText(state[QLatin1String("source")].toString());
    m_colorMap->setCurrentText(state[QLatin1String("colorMap")].toString());
    m_log->setChecked(state[QLatin1String("log")].toBool());
    if (!state[QLatin1String("autoLevels")].toBool(true))
        m_image->setLevels(state[QLatin1String("low")].toDouble(), state[QLatin1String("high")].toDouble());
}

} // namespace widgets
