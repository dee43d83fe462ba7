#pragma once

#include "devices/channel/reading.h"

#include <QString>

#include <optional>

namespace scans {

/// What a suspender asks of a value. With a second threshold, what has tripped is well again only beyond that.
class SuspenderCondition
{
public:
    enum class Kind : quint8 {
        Floor, ///< trips below `low`, well again from `resume` on
        Ceiling, ///< trips above `high`, well again up to `resume`
        OutsideBand, ///< trips below `low` and above `high`
        High, ///< trips while not zero
        Low, ///< trips while zero
        Changed, ///< trips when it is not what it was at first, or not `expected`
    };

    static SuspenderCondition floor(double low, std::optional<double> resume = {});
    static SuspenderCondition ceiling(double high, std::optional<double> resume = {});
    static SuspenderCondition outsideBand(double low, double high);
    static SuspenderCondition high();
    static SuspenderCondition low();
    /// `mayResume`: the expected value's return is enough; otherwise a plan that it interrupts can only be ended.
    static SuspenderCondition changed(std::optional<QString> expected = {}, bool mayResume = false);

    Kind kind() const { return m_kind; }
    /// What is wrong with the reading, in words; nothing when it is well. `tripped` tells how it was before.
    std::optional<QString> complaint(const devices::Reading& reading, bool tripped);

private:
    std::optional<QString> complaintOf(double value, bool tripped) const;
    std::optional<QString> change(const devices::Reading& reading, bool tripped);

    Kind m_kind = Kind::Low;
    double m_low = 0;
    double m_high = 0;
    double m_resume = 0;
    std::optional<QString> m_expected;
    bool m_mayResume = true;
};

} // namespace scans
