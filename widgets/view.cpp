#include "widgets/view.h"

namespace widgets {

View::View(Desk& desk, QString id, QString title, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_id(std::move(id))
    , m_title(std::move(title))
{
    setObjectName(m_id);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("cardBody", true);
}

void View::addLeftTool(QWidget* tool)
{
    m_leftTools.push_back(tool);
}

void View::addRightTool(QWidget* tool)
{
    m_rightTools.push_back(tool);
}

void View::setTitle(const QString& title)
{
    m_title = title;
    Q_EMIT titleChanged(title);
}

} // namespace widgets
