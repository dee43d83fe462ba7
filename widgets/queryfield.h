#pragma once

#include "storage/catalogue/runquery.h"
#include "widgets/desk.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace widgets {

/// Where a query is typed: completes keys, and underlines what cannot be read.
class QueryField : public QLineEdit
{
    Q_OBJECT

public:
    explicit QueryField(Desk& desk, QWidget* parent = nullptr);

    void setKeys(const QStringList& keys);
    void showProblem(const std::optional<storage::QueryProblem>& problem);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// The beginning of a key before the cursor; empty where none can be.
    QString keyBegun() const;
    void offerKeys();
    void complete(const QString& key);

    Desk& m_desk;
    QCompleter* m_completer = nullptr;
    QStringListModel* m_keys = nullptr;
};

} // namespace widgets
