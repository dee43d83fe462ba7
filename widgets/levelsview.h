#pragma once

#include "plotting/imageview.h"
#include "plotting/levelsbar.h"
#include "widgets/numberfield.h"
#include "widgets/view.h"

class QToolButton;

namespace widgets {

/// The camera's levels: histogram with two handles, the numbers, and automatic.
class LevelsView : public View
{
    Q_OBJECT

public:
    LevelsView(Desk& desk, plotting::ImageView& image, QWidget* parent = nullptr);

private:
    void showLevels(double low, double high);
    void takeNumbers();

    plotting::ImageView& m_image;
    plotting::LevelsBar* m_bar;
    NumberField* m_low;
    NumberField* m_high;
    QToolButton* m_auto;
};

} // namespace widgets
