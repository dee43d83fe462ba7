#include "widgets/failurechoice.h"

#include "widgets/choicebox.h"
#include "widgets/numberfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int MostRetries = 100;

} // namespace

FailureChoice::FailureChoice(QWidget* parent)
    : QWidget(parent)
    , m_then(new ChoiceBox(this))
    , m_retries(new NumberField(this))
{
    m_then->setObjectName(QStringLiteral("onFailure"));
    m_then->setToolTip(tr("What happens when a step of the scan fails; a lost connection is always waited for"));
    m_then->addItem(tr("Hold and ask"), QStringLiteral("hold"));
    m_then->addItem(tr("End the scan"), QStringLiteral("fail"));
    m_then->addItem(tr("Leave the step out"), QStringLiteral("skip"));
    m_retries->setObjectName(QStringLiteral("retries"));
    m_retries->setToolTip(tr("How often a step is tried again before that"));
    m_retries->setRange(0, MostRetries);
    m_retries->setInteger(true);
    m_retries->setValue(0);
    m_retries->setFixedWidth(44);
    auto* after = new QLabel(tr("after"), this);
    auto* word = new QLabel(tr("retries"), this);
    word->setProperty("unit", true);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(after);
    row->addWidget(m_retries);
    row->addWidget(word, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_then);
    column->addLayout(row);
}

scans::FailurePolicy FailureChoice::policy() const
{
    using Then = scans::FailurePolicy::Then;
    const QString word = m_then->currentData().toString();
    scans::FailurePolicy policy;
    policy.retries = static_cast<int>(m_retries->value().value_or(0));
    policy.then = word == QLatin1String("hold") ? Then::Hold : word == QLatin1String("skip") ? Then::Skip : Then::Throw;
    return policy;
}

QJsonObject FailureChoice::saveState() const
{
    return {{QStringLiteral("then"), m_then->currentData().toString()},
        {QStringLiteral("retries"), m_retries->value().value_or(0)}};
}

void FailureChoice::restoreState(const QJsonObject& state)
{
    if (const int index = m_then->findData(state[QLatin1String("then")].toString()); index >= 0)
        m_then->setCurrentIndex(index);
    m_retries->setValue(state[QLatin1String("retries")].toDouble());
}

} // namespace widgets
