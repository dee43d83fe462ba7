#pragma once

#include "models/peakstats.h"
#include "models/shownrun.h"

#include <QPointF>

#include <utility>
#include <vector>

namespace models {

/// What is looked at in a run: one column, perhaps divided by another, against the scanned motor or time. Finds where to go.
class RunSelection
{
public:
    /// Where one motor or, on a mesh, two should stand; in the motors' units.
    using Target = std::vector<std::pair<QString, double>>;

    explicit RunSelection(const ShownRun& run)
        : m_run(run)
    {
    }

    /// Column numbers; none divides by nothing.
    void select(std::optional<int> y, std::optional<int> over);
    std::optional<int> y() const { return m_y; }
    bool divided() const { return m_over.has_value(); }

    /// The motor's readback; seconds since the first point when nothing was scanned.
    double abscissa(int row) const;
    double ordinate(int row) const;
    std::pair<std::vector<double>, std::vector<double>> curve() const;
    std::optional<PeakStats> stats() const;

    // Empty when there is none.
    Target maximum() const;
    Target centreOfMass() const;
    Target centre() const;

private:
    QPointF cellPosition(int row) const;
    Target meshTarget(double fast, double slow) const;
    Target lineTarget(std::optional<double> x) const;

    const ShownRun& m_run;
    std::optional<int> m_y;
    std::optional<int> m_over;
};

} // namespace models
