#pragma once

#include "devices/profile/profile.h"
#include "widgets/view.h"

class QGridLayout;

namespace widgets {

class PvLabel;

/// The profile's groups of PVs, live: label, value, units, alarm, connection.
class ValuesView : public View
{
    Q_OBJECT

public:
    ValuesView(Desk& desk, const devices::Profile& profile, QWidget* parent = nullptr);

    const std::vector<PvLabel*>& labels() const { return m_labels; }

private:
    void addGroup(QGridLayout& grid, const devices::PvGroup& group);

    std::vector<PvLabel*> m_labels;
};

} // namespace widgets
