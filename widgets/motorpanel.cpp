#include "widgets/motorpanel.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace widgets {

MotorPanel::MotorPanel(Desk& desk, const devices::Profile& profile, QWidget* parent)
    : View(desk, QStringLiteral("motors"), tr("Motors"), parent)
{
    auto* list = new QWidget;
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    QStringList groups;
    for (const devices::DeviceSpec& device : profile.devices) {
        if (device.kind != QLatin1String("motor"))
            continue;
        auto* row = new MotorRow(desk, device, list);
        connect(row, &MotorRow::movingChanged, this, [this] { Q_EMIT movingCountChanged(movingCount()); });
        rows->addWidget(row);
        m_rows.push_back(row);
        if (!device.group.isEmpty() && !groups.contains(device.group))
            groups << device.group;
    }
    if (m_rows.empty()) {
        auto* empty = new QLabel(tr("The profile names no motors. Add devices of the kind \"motor\" to it."), list);
        empty->setWordWrap(true);
        empty->setProperty("hint", true);
        empty->setContentsMargins(12, 12, 12, 12);
        rows->addWidget(empty);
    }
    rows->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->addWidget(scroll);

    m_groups = new QComboBox;
    m_groups->setProperty("flat", true);
    m_groups->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_groups->setAccessibleName(tr("Group of motors"));
    m_groups->addItem(tr("all"), QString());
    for (const QString& group : groups)
        m_groups->addItem(group, group);
    connect(m_groups, &QComboBox::currentIndexChanged, this, [this] { showGroup(m_groups->currentData().toString()); });
    addRightTool(m_groups);
    setMinimumWidth(320);
}

MotorRow* MotorPanel::row(const QString& name) const
{
    const auto found
        = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const MotorRow* each) { return each->name() == name; });
    return found == m_rows.cend() ? nullptr : *found;
}

int MotorPanel::movingCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.cbegin(), m_rows.cend(), [](const MotorRow* each) { return each->state().isMoving(); }));
}

void MotorPanel::stopAll()
{
    for (MotorRow* each : m_rows)
        each->state().stop();
}

void MotorPanel::showGroup(const QString& group)
{
    for (MotorRow* each : m_rows)
        each->setVisible(group.isEmpty() || each->group() == group);
}

QJsonObject MotorPanel::saveState() const
{
    return {{QStringLiteral("group"), m_groups->currentData().toString()}};
}

void MotorPanel::restoreState(const QJsonObject& state)
{
    if (const int index = m_groups->findData(state[QLatin1String("group")].toString()); index >= 0)
        m_groups->setCurrentIndex(index);
}

} // namespace widgets
