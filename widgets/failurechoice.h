#pragma once

#include "scans/engine/msgtypes.h"

#include <QJsonObject>
#include <QWidget>

namespace widgets {

class ChoiceBox;
class NumberField;

/// What is to become of a step that fails: how often it is tried again, and what then.
class FailureChoice : public QWidget
{
    Q_OBJECT

public:
    explicit FailureChoice(QWidget* parent = nullptr);

    scans::FailurePolicy policy() const;
    QJsonObject saveState() const;
    void restoreState(const QJsonObject& state);

private:
    ChoiceBox* m_then = nullptr;
    NumberField* m_retries = nullptr;
};

} // namespace widgets
