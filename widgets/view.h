#pragma once

#include "widgets/desk.h"

#include <QJsonObject>
#include <QWidget>

#include <vector>

namespace widgets {

/// A view of the desk: what stands in one dock. The dock paints title and tools as the card's header.
class View : public QWidget
{
    Q_OBJECT

public:
    /// `id` is stable (settings, perspectives, picture names); `title` is shown.
    View(Desk& desk, QString id, QString title, QWidget* parent = nullptr);

    const QString& id() const { return m_id; }
    const QString& title() const { return m_title; }
    const std::vector<QWidget*>& leftTools() const { return m_leftTools; }
    const std::vector<QWidget*>& rightTools() const { return m_rightTools; }

    /// What comes back after a restart; empty = nothing to remember.
    virtual QJsonObject saveState() const { return {}; }
    virtual void restoreState(const QJsonObject&) { }

Q_SIGNALS:
    void titleChanged(const QString& title);

protected:
    Desk& desk() const { return m_desk; }
    void addLeftTool(QWidget* tool);
    void addRightTool(QWidget* tool);
    void setTitle(const QString& title);

private:
    Desk& m_desk;
    const QString m_id;
    QString m_title;
    std::vector<QWidget*> m_leftTools;
    std::vector<QWidget*> m_rightTools;
};

} // namespace widgets
