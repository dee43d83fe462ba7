#include "scans/plans/planspec.h"

#include <algorithm>

namespace scans {

const PlanSpec* findPlan(const QString& id)
{
    const std::vector<PlanSpec>& all = plansCatalog();
    const auto found = std::find_if(all.begin(), all.end(), [&id](const PlanSpec& spec) { return spec.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace scans
