#include "widgets/levelsview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace widgets {

LevelsView::LevelsView(Desk& desk, plotting::ImageView& image, QWidget* parent)
    : View(desk, QStringLiteral("levels"), tr("Levels"), parent)
    , m_image(image)
    , m_bar(new plotting::LevelsBar(this))
    , m_low(new NumberField(this))
    , m_high(new NumberField(this))
    , m_auto(new QToolButton)
{
    m_bar->setTheme(desk.theme());
    connect(&desk, &Desk::themeChanged, m_bar, &plotting::LevelsBar::setTheme);
    m_low->setAccessibleName(tr("Lowest level"));
    m_high->setAccessibleName(tr("Highest level"));
    auto* numbers = new QHBoxLayout;
    numbers->addWidget(new QLabel(tr("from"), this));
    numbers->addWidget(m_low, 1);
    numbers->addWidget(new QLabel(tr("to"), this));
    numbers->addWidget(m_high, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->addWidget(m_bar, 1);
    layout->addLayout(numbers);

    m_auto->setText(tr("auto"));
    m_auto->setObjectName(QStringLiteral("autoLevels"));
    m_auto->setCheckable(true);
    m_auto->setChecked(m_image.hasAutoLevels());
    m_auto->setToolTip(tr("Levels follow the picture: 0.1 to 99.9 %"));
    addRightTool(m_auto);
    connect(m_auto, &QToolButton::clicked, this, [this](bool on) {
        if (on)
            m_image.setAutoLevels();
        else
            m_image.setLevels(m_image.lowLevel(), m_image.highLevel());
    });
    connect(m_bar, &plotting::LevelsBar::autoRequested, this, [this] { m_image.setAutoLevels(); });
    connect(m_bar, &plotting::LevelsBar::levelsEdited, &m_image, &plotting::ImageView::setLevels);
    connect(m_low, &QLineEdit::editingFinished, this, &LevelsView::takeNumbers);
    connect(m_high, &QLineEdit::editingFinished, this, &LevelsView::takeNumbers);
    connect(&m_image, &plotting::ImageView::rendered, this,
        [this](const plotting::LevelStats& stats, double low, double high) {
            m_bar->update(stats, low, high);
            showLevels(low, high);
        });
}

void LevelsView::showLevels(double low, double high)
{
    m_auto->setChecked(m_image.hasAutoLevels());
    if (!m_low->hasFocus())
        m_low->setValue(low);
    if (!m_high->hasFocus())
        m_high->setValue(high);
}

void LevelsView::takeNumbers()
{
    const std::optional<double> low = m_low->value();
    const std::optional<double> high = m_high->value();
    const bool changed = low != m_image.lowLevel() || high != m_image.highLevel();
    if (!low || !high || !changed || !(m_low->isModified() || m_high->isModified()))
        return;
    m_low->setModified(false);
    m_high->setModified(false);
    if (*low < *high)
        m_image.setLevels(*low, *high);
    else
        desk().say(tr("The lowest level must lie below the highest"), Desk::Tone::Refusal);
}

} // namespace widgets
