#pragma once

#include "devices/profile/profile.h"
#include "models/comparemodel.h"
#include "storage/positions/positionsstore.h"
#include "widgets/positionswatch.h"
#include "widgets/view.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace widgets {

class CopyTable;

/// Instruments and their saved positions: save, compare with now, restore all or the ticked ones.
class PositionsView : public View
{
    Q_OBJECT

public:
    PositionsView(
        Desk& desk, storage::PositionsStore& store, const devices::Profile& profile, QWidget* parent = nullptr);
    ~PositionsView() override;

    models::CompareModel& compare() { return m_compare; }
    QString instrument() const;
    /// Saves the instrument as it stands; false when refused, with the reason said.
    bool save(const QString& name);
    bool select(const QString& name);

    QJsonObject saveState() const override;
    void restoreState(const QJsonObject& state) override;

public Q_SLOTS:
    /// Writes what is ticked and differs. Asks nothing.
    void restore();

Q_SIGNALS:
    void restored(int written, const QStringList& failures);

private:
    void build();
    void takeInstruments(const devices::Profile& profile);
    void chooseInstrument();
    void newInstrument();
    void removePosition();
    void refreshPositions();
    void showPosition();
    void showCurrent(const QString& pv);
    void showButtons();
    void confirmRestore();
    void fail(const devices::Error& error);

    storage::PositionsStore& m_store;
    QHash<QString, QString> m_names; ///< PV → friendly name
    std::vector<storage::Instrument> m_instruments;
    std::unique_ptr<PositionsWatch> m_watch;
    models::CompareModel m_compare;
    QComboBox* m_choice = nullptr;
    QListWidget* m_list = nullptr;
    QLabel* m_empty = nullptr;
    CopyTable* m_table = nullptr;
    QLabel* m_summary = nullptr;
    QLineEdit* m_name = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_restore = nullptr;
};

} // namespace widgets
