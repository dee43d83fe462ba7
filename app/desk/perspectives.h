#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMainWindow>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace app {

class ViewDock;

/// Named arrangements of the docks. Each keeps what the user made of it.
class Perspectives : public QObject
{
    Q_OBJECT

public:
    using Docks = QMap<QString, ViewDock*>;

    Perspectives(QMainWindow& window, Docks docks);

    struct Entry
    {
        QString id;
        QString title;
        std::function<void(QMainWindow&, const Docks&)> arrange;
        std::function<void(QMainWindow&, const Docks&)> proportion;
    };
    const std::vector<Entry>& entries() const { return m_entries; }
    const QString& current() const { return m_current; }

    void show(const QString& id);
    /// Back to how the perspective comes out of the box.
    void reset();
    /// Shows a view; one that has no place here becomes a tab of another.
    void reveal(const QString& id);

    QJsonObject saveState();
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void changed(const QString& id);

private:
    /// How one perspective was left: Qt's layout, and which docks it shows.
    struct Layout
    {
        QByteArray state;
        QStringList docks;
    };

    void clear();
    void arrange(const Entry& entry);
    Layout currentLayout() const;
    bool restore(const Layout& layout);

    QMainWindow& m_window;
    const Docks m_docks;
    const std::vector<Entry> m_entries;
    QString m_current;
    QMap<QString, Layout> m_layouts;
};

} // namespace app
