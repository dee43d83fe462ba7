#include "app/desk/commandfinder.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QShortcut>
#include <QStringListModel>

namespace app {

CommandFinder::CommandFinder(QWidget* parent)
    : QLineEdit(parent)
    , m_texts(new QStringListModel(this))
{
    setPlaceholderText(tr("Find a view, motor or command…   Ctrl+K"));
    setMinimumWidth(120);
    setMaximumWidth(300);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::ClickFocus);
    auto* completer = new QCompleter(m_texts, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    setCompleter(completer);
    connect(
        completer, qOverload<const QString&>(&QCompleter::activated), this, &CommandFinder::run, Qt::QueuedConnection);
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_K), this);
    shortcut->setContext(Qt::ApplicationShortcut);
    connect(shortcut, &QShortcut::activated, this, [this] {
        setFocus(Qt::ShortcutFocusReason);
        selectAll();
        this->completer()->setCompletionPrefix(text());
        this->completer()->complete();
    });
}

void CommandFinder::add(const QString& text, std::function<void()> action)
{
    m_commands[text] = std::move(action);
    QStringList texts;
    for (const auto& [each, unused] : m_commands)
        texts << each;
    m_texts->setStringList(texts);
}

void CommandFinder::run(const QString& text)
{
    const auto found = m_commands.find(text);
    if (found == m_commands.end())
        return;
    clear();
    clearFocus();
    found->second();
}

void CommandFinder::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        clear();
        clearFocus();
        return;
    }
    if (event->key() == Qt::Key_Return && completer()->completionCount() > 0 && !text().isEmpty()) {
        run(completer()->currentCompletion());
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace app
