#include "widgets/queryfield.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QStringListModel>
#include <QTextCharFormat>

namespace widgets {

QueryField::QueryField(Desk& desk, QWidget* parent)
    : QLineEdit(parent)
    , m_desk(desk)
    , m_completer(new QCompleter(this))
    , m_keys(new QStringListModel(this))
{
    setClearButtonEnabled(true);
    m_completer->setModel(m_keys);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setWidget(this);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &QueryField::complete);
    connect(this, &QLineEdit::textEdited, this, &QueryField::offerKeys);
}

void QueryField::setKeys(const QStringList& keys)
{
    if (keys != m_keys->stringList())
        m_keys->setStringList(keys);
}

/// QLineEdit has no formats of its own, but takes those of an input method.
void QueryField::showProblem(const std::optional<storage::QueryProblem>& problem)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (problem) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(m_desk.theme().major);
        format.setForeground(m_desk.theme().major);
        attributes.append(
            {QInputMethodEvent::TextFormat, problem->position - cursorPosition(), problem->length, format});
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

void QueryField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

QString QueryField::keyBegun() const
{
    static const QRegularExpression end(
        QStringLiteral("(?:^|\\s)-?([\\w.]+)$"), QRegularExpression::UseUnicodePropertiesOption);
    const QString before = text().left(cursorPosition());
    return before.count(QLatin1Char('"')) % 2 == 0 ? end.match(before).captured(1) : QString();
}

void QueryField::offerKeys()
{
    const QString begun = keyBegun();
    m_completer->setCompletionPrefix(begun);
    const bool known = m_completer->completionCount() == 1 && m_completer->currentCompletion() == begun;
    if (begun.isEmpty() || known || m_completer->completionCount() == 0)
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

void QueryField::complete(const QString& key)
{
    const auto length = static_cast<int>(keyBegun().size());
    setSelection(cursorPosition() - length, length);
    static const QRegularExpression plain(QStringLiteral("^[\\w.]+$"), QRegularExpression::UseUnicodePropertiesOption);
    const bool typed = plain.match(key).hasMatch();
    insert(typed ? key + QLatin1Char(':') : QStringLiteral("\"%1\":").arg(key));
}

} // namespace widgets
