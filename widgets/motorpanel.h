#pragma once

#include "widgets/motorrow.h"
#include "widgets/view.h"

class QComboBox;

namespace widgets {

/// The motors of the beamline, all or one group of them.
class MotorPanel : public View
{
    Q_OBJECT

public:
    MotorPanel(Desk& desk, const devices::Profile& profile, QWidget* parent = nullptr);

    const std::vector<MotorRow*>& rows() const { return m_rows; }
    MotorRow* row(const QString& name) const;
    int movingCount() const;
    /// STOP ALL's part: asks every motor to stop, whatever the engine does.
    void stopAll();

    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

Q_SIGNALS:
    void movingCountChanged(int count);

private:
    void showGroup(const QString& group);

    std::vector<MotorRow*> m_rows;
    QComboBox* m_groups = nullptr;
};

} // namespace widgets
