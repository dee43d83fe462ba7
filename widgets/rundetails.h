#pragma once

#include "storage/catalogue/catalogue.h"

#include <QTreeWidget>

namespace widgets {

/// All that the catalogue knows of one run: notes with their history, file, start and stop documents.
class RunDetails : public QTreeWidget
{
    Q_OBJECT

public:
    explicit RunDetails(QWidget* parent = nullptr);

    /// The reason if it cannot be read.
    devices::Result<void> show(const storage::Catalogue& catalogue, const QString& uid);
};

} // namespace widgets
