#pragma once

#include "devices/profile/profile.h"
#include "plotting/imageview.h"
#include "widgets/camerafeed.h"
#include "widgets/segmented.h"
#include "widgets/view.h"

class QComboBox;
class QToolButton;

namespace widgets {

/// The camera, live: colour map, levels, cursor, zoom and pan.
class CameraView : public View
{
    Q_OBJECT

public:
    CameraView(Desk& desk, const devices::Profile& profile, QWidget* parent = nullptr);

    plotting::ImageView& image() { return *m_image; }

    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

private:
    void buildTools();
    void choose(int source);
    void showCentroid();

    const std::vector<devices::ImageSource> m_sources;
    plotting::ImageView* m_image;
    std::unique_ptr<CameraFeed> m_feed;
    std::unique_ptr<PvBinding> m_centroidX;
    std::unique_ptr<PvBinding> m_centroidY;
    Segmented* m_mode = nullptr;
    QComboBox* m_source = nullptr;
    QComboBox* m_colorMap = nullptr;
    QToolButton* m_log = nullptr;
    QToolButton* m_cross = nullptr;
};

} // namespace widgets
