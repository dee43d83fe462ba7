#include "widgets/pventry.h"

#include "devices/channel/format.h"

#include <QKeyEvent>
#include <QStyle>

namespace widgets {

PvEntry::PvEntry(Desk& desk, const QString& pv, QWidget* parent)
    : QLineEdit(parent)
    , m_desk(desk)
    , m_binding(desk, pv)
{
    m_binding.suspendWith(*this);
    setAlignment(Qt::AlignRight);
    setEnabled(false);
    setAccessibleName(pv);
    connect(&m_binding, &PvBinding::valueChanged, this, &PvEntry::refresh);
    connect(&m_binding, &PvBinding::infoChanged, this, &PvEntry::refresh);
    connect(&m_binding, &PvBinding::connectionChanged, this, &PvEntry::refresh);
    connect(&m_binding, &PvBinding::putFinished, this, [this](const QString& error) {
        if (error.isEmpty())
            Q_EMIT written();
        else
            refuse(error);
    });
    connect(this, &QLineEdit::textEdited, this, [this] { setEdited(true); });
}

void PvEntry::refresh()
{
    const bool writable = m_binding.isWritable() && !m_desk.hub().policy().readOnly;
    if (isEnabled() != writable)
        setEnabled(writable);
    setToolTip(writable ? tr("%1 · Enter writes, Esc reverts").arg(m_binding.pv())
                        : tr("%1 cannot be written now").arg(m_binding.pv()));
    if (m_edited)
        return;
    const QString text = m_binding.hasValue() ? m_binding.text() : QString();
    if (text != this->text())
        setText(text);
}

void PvEntry::setEdited(bool edited)
{
    if (m_edited == edited)
        return;
    m_edited = edited;
    setProperty("state", edited ? QStringLiteral("edited") : QString());
    style()->unpolish(this);
    style()->polish(this);
}

void PvEntry::commit()
{
    QString typed = text();
    typed.replace(QChar(0x2212), QLatin1Char('-'));
    const devices::Result<devices::Value> value = devices::parse(typed, m_binding.info());
    if (!value) {
        refuse(value.error().message);
        return;
    }
    if (m_check) {
        if (const devices::Result<void> allowed = m_check(value.value()); !allowed) {
            refuse(allowed.error().message);
            return;
        }
    }
    setEdited(false);
    m_binding.put(value.value());
}

void PvEntry::refuse(const QString& reason)
{
    m_desk.say(reason, Desk::Tone::Refusal);
    Q_EMIT refused(reason);
}

void PvEntry::revert()
{
    setEdited(false);
    refresh();
}

void PvEntry::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        commit();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        revert();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void PvEntry::focusOutEvent(QFocusEvent* event)
{
    // A menu or another window only borrows the focus.
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        revert();
    QLineEdit::focusOutEvent(event);
}

void PvEntry::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace widgets
