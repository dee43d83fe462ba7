#include "scans/engine/suspendercondition.h"

#include <QCoreApplication>

#include <algorithm>

namespace scans {

namespace {

QString number(double value)
{
    return QString::number(value, 'g', 6);
}

QString translated(const char* text)
{
    return QCoreApplication::translate("scans", text);
}

} // namespace

SuspenderCondition SuspenderCondition::floor(double low, std::optional<double> resume)
{
    SuspenderCondition made;
    made.m_kind = Kind::Floor;
    made.m_low = low;
    made.m_resume = std::max(low, resume.value_or(low));
    return made;
}

SuspenderCondition SuspenderCondition::ceiling(double high, std::optional<double> resume)
{
    SuspenderCondition made;
    made.m_kind = Kind::Ceiling;
    made.m_high = high;
    made.m_resume = std::min(high, resume.value_or(high));
    return made;
}

SuspenderCondition SuspenderCondition::outsideBand(double low, double high)
{
    SuspenderCondition made;
    made.m_kind = Kind::OutsideBand;
    made.m_low = std::min(low, high);
    made.m_high = std::max(low, high);
    return made;
}

SuspenderCondition SuspenderCondition::high()
{
    SuspenderCondition made;
    made.m_kind = Kind::High;
    return made;
}

SuspenderCondition SuspenderCondition::low()
{
    return {};
}

SuspenderCondition SuspenderCondition::changed(std::optional<QString> expected, bool mayResume)
{
    SuspenderCondition made;
    made.m_kind = Kind::Changed;
    made.m_expected = std::move(expected);
    made.m_mayResume = mayResume;
    return made;
}

std::optional<QString> SuspenderCondition::complaint(const devices::Reading& reading, bool tripped)
{
    if (m_kind == Kind::Changed)
        return change(reading, tripped);
    const std::optional<double> value = devices::toDouble(reading.value);
    if (!value)
        return translated(QT_TRANSLATE_NOOP("scans", "%1 is no number")).arg(devices::toText(reading.value));
    if (reading.severity == devices::Severity::Invalid)
        return translated(QT_TRANSLATE_NOOP("scans", "%1 is not valid")).arg(number(*value));
    return complaintOf(*value, tripped);
}

std::optional<QString> SuspenderCondition::complaintOf(double value, bool tripped) const
{
    const auto wrong = [value](bool is, const char* text, double limit) -> std::optional<QString> {
        if (!is)
            return std::nullopt;
        return translated(text).arg(number(value), number(limit));
    };
    const char* const below = QT_TRANSLATE_NOOP("scans", "%1 is below %2");
    const char* const above = QT_TRANSLATE_NOOP("scans", "%1 is above %2");
    switch (m_kind) {
    case Kind::Floor: {
        const double limit = tripped ? m_resume : m_low;
        return wrong(!(value >= limit), below, limit);
    }
    case Kind::Ceiling: {
        const double limit = tripped ? m_resume : m_high;
        return wrong(!(value <= limit), above, limit);
    }
    case Kind::OutsideBand:
        return value > m_high ? wrong(true, above, m_high) : wrong(!(value >= m_low), below, m_low);
    case Kind::High:
        return wrong(value != 0, QT_TRANSLATE_NOOP("scans", "%1 is not %2"), 0);
    default:
        return value == 0 ? std::optional(translated(QT_TRANSLATE_NOOP("scans", "it is 0"))) : std::nullopt;
    }
}

std::optional<QString> SuspenderCondition::change(const devices::Reading& reading, bool tripped)
{
    const QString text = devices::toText(reading.value);
    if (!m_expected)
        m_expected = text;
    if (text == *m_expected && (m_mayResume || !tripped))
        return std::nullopt;
    if (text == *m_expected)
        return translated(QT_TRANSLATE_NOOP("scans", "it was not %1 for a while")).arg(text);
    return translated(QT_TRANSLATE_NOOP("scans", "it changed from %1 to %2")).arg(*m_expected, text);
}

} // namespace scans
