#pragma once

#include <QLineEdit>

#include <functional>
#include <map>

class QStringListModel;

namespace app {

/// Ctrl+K: finds a view, a perspective, a motor or a command by some of its words, and does it.
class CommandFinder : public QLineEdit
{
    Q_OBJECT

public:
    explicit CommandFinder(QWidget* parent = nullptr);

    void add(const QString& text, std::function<void()> action);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void run(const QString& text);

    std::map<QString, std::function<void()>> m_commands;
    QStringListModel* m_texts;
};

} // namespace app
