#pragma once

#include "models/comparemodel.h"
#include "widgets/pvbinding.h"

#include <memory>
#include <vector>

namespace widgets {

/// The PVs of one instrument as they stand now: to be saved, compared with what was saved, and restored.
class PositionsWatch : public QObject
{
    Q_OBJECT

public:
    PositionsWatch(Desk& desk, const QStringList& pvs, QObject* parent = nullptr);

    /// Values at full precision, in order; what is not connected is kept as not saved, with the reason.
    std::vector<storage::SavedValue> values() const;
    models::CompareModel::Current current(const storage::SavedValue& saved) const;
    /// Writes each value to its PV; an act of the user. Answered by restored() once all puts are answered.
    void restore(const std::vector<storage::SavedValue>& values);

Q_SIGNALS:
    void changed(const QString& pv);
    void restored(int written, const QStringList& failures);

private:
    const PvBinding* find(const QString& pv) const;

    Desk& m_desk;
    std::vector<std::unique_ptr<PvBinding>> m_bindings;
    std::vector<devices::Handle> m_puts;
    int m_waiting = 0;
    int m_written = 0;
    QStringList m_failures;
};

} // namespace widgets
