#pragma once

#include "devices/profile/profile.h"
#include "scans/plans/planspec.h"

#include <QHash>
#include <QJsonObject>
#include <QWidget>

#include <functional>
#include <optional>

class QFormLayout;

namespace widgets {

/// The form of one plan, made from its parameter table.
class PlanForm : public QWidget
{
    Q_OBJECT

public:
    PlanForm(const scans::PlanSpec& spec, const devices::Profile& profile, QWidget* parent = nullptr);

    const scans::PlanSpec& spec() const { return m_spec; }
    /// Nothing usable in a field: its id is missing, and the plan's own check says so.
    QJsonObject parameters() const;
    void setParameters(const QJsonObject& parameters);

    /// Units of motors, by name, as they become known.
    void setUnits(const QString& motor, const QString& units);

    /// Says at the field what is wrong with it. `id` as in errors: "axes[0].positions"; none takes the word back.
    void showProblem(const QString& id, const QString& message);
    /// The error with the field's title instead of its id: "From: expected a number".
    QString inWords(const devices::Error& problem) const;

Q_SIGNALS:
    void changed();

private:
    /// How one parameter stands in the form: reads and fills its part of the JSON.
    struct Field
    {
        QString id;
        std::function<QJsonValue()> read;
        std::function<void(const QJsonValue&)> write;
        std::optional<QJsonValue> unsaid = {}; ///< a parameter that is left out when it has this value
        std::function<void(const QString& problem)> blame = {}; ///< empty = nothing wrong
    };
    using Fields = std::vector<Field>;

    void addField(QFormLayout& form, Fields& fields, const scans::PlanParameter& parameter, int axis);
    Field motorField(QFormLayout& form, const scans::PlanParameter& parameter, int axis);
    Field numberField(QFormLayout& form, const scans::PlanParameter& parameter, int axis);
    Field intervalsField(QFormLayout& form, const scans::PlanParameter& parameter, int axis);
    Field booleanField(QFormLayout& form, const scans::PlanParameter& parameter);
    Field detectorsField(QFormLayout& form, const scans::PlanParameter& parameter);
    Field textField(QFormLayout& form, const scans::PlanParameter& parameter, int axis);
    Field lineField(QFormLayout& form, const scans::PlanParameter& parameter, const QString& objectName,
        std::function<QJsonValue(const QString&)> valueOf);
    void addAdvanced(QFormLayout& form);
    Field namesField(QFormLayout& form, const scans::PlanParameter& parameter);

    const scans::PlanSpec& m_spec;
    const devices::Profile& m_profile;
    std::vector<Fields> m_axes;
    Fields m_fields;
    std::vector<std::function<void()>> m_refreshers;
    QHash<QString, QString> m_units;
};

} // namespace widgets
