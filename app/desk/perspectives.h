#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMainWindow>
#include <QMap>
#include <QString>

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
    };
    const std::vector<Entry>& entries() const { return m_entries; }
    const QString& current() const { return m_current; }

    void show(const QString& id);
    /// Back to how the perspective comes out of the box.
    void reset();

    QJsonObject saveState();
    void restoreState(const QJsonObject& state);

Q_SIGNALS:
    void changed(const QString& id);

private:
    void clear();
    void arrange(const Entry& entry);

    QMainWindow& m_window;
    const Docks m_docks;
    const std::vector<Entry> m_entries;
    QString m_current;
    QMap<QString, QByteArray> m_states;
};

} // namespace app
