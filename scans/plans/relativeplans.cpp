#include "scans/plans/preprocessors.h"
#include "scans/plans/withinplan.h"

#include <algorithm>
#include <map>
#include <memory>

namespace scans {

using devices::DevicePtr;

namespace {

/// Where motors were sent last before a plan moved them, as they come to be moved.
class Origins
{
public:
    explicit Origins(std::vector<DevicePtr> motors)
        : m_motors(std::move(motors))
    {
    }

    bool concerns(const DevicePtr& motor) const
    {
        return std::find(m_motors.begin(), m_motors.end(), motor) != m_motors.end();
    }
    bool lacks(const DevicePtr& motor) const { return !m_known.contains(motor); }
    void put(const DevicePtr& motor, double position) { m_known[motor] = position; }
    double of(const DevicePtr& motor) const { return m_known.at(motor); }
    std::vector<Move> waysBack() const
    {
        std::vector<Move> moves;
        for (const auto& [motor, position] : m_known)
            moves.push_back({motor, position});
        return moves;
    }

private:
    const std::vector<DevicePtr> m_motors;
    std::map<DevicePtr, double> m_known;
};
using OriginsPtr = std::shared_ptr<Origins>;

/// Notes where motors stand that are moved for the first time, and changes moves if asked to.
Plan noting(Plan plan, OriginsPtr origins, bool relative)
{
    const auto wrap = [origins, relative](Plan inner) { return noting(std::move(inner), origins, relative); };
    WithinPlan within(std::move(plan));
    while (Msg* next = within.next()) {
        try {
            Msg message = withScopeWrapped(std::move(*next), wrap);
            auto* set = std::get_if<msg::Set>(&message);
            const bool concerned = set && origins->concerns(set->device);
            if (concerned && origins->lacks(set->device)) {
                std::vector<double> here;
                Plan locating = locate({set->device}, &here);
                co_yield std::move(locating);
                origins->put(set->device, here.front());
            }
            if (concerned && relative)
                set->target += origins->of(set->device);
            within.reply = co_yield std::move(message);
        } catch (...) {
            within.thrown = std::current_exception();
        }
    }
    within.finish();
}

} // namespace

Plan relativeSet(Plan plan, std::vector<DevicePtr> motors)
{
    return noting(std::move(plan), std::make_shared<Origins>(std::move(motors)), true);
}

Plan resetPositions(Plan plan, std::vector<DevicePtr> motors)
{
    const auto origins = std::make_shared<Origins>(std::move(motors));
    return finalize(noting(std::move(plan), origins, false), [origins] { return mv(origins->waysBack()); });
}

} // namespace scans
