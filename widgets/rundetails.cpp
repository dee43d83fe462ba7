#include "widgets/rundetails.h"

#include <QDateTime>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace widgets {

namespace {

QString plainText(const QJsonValue& value)
{
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

void addTree(QTreeWidgetItem* parent, const QJsonObject& object)
{
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        auto* item = new QTreeWidgetItem(parent, {entry.key()});
        if (entry->isObject())
            addTree(item, entry->toObject());
        else
            item->setText(1, plainText(*entry));
        item->setToolTip(1, item->text(1));
    }
}

QString whenText(devices::Timestamp time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::ShortFormat);
}

QString markText(const storage::RunMark& mark)
{
    using Kind = storage::RunMark::Kind;
    switch (mark.kind) {
    case Kind::Comment:
        return mark.text.isEmpty() ? RunDetails::tr("took the comment away") : mark.text;
    case Kind::Tagged:
        return RunDetails::tr("tag %1").arg(mark.text);
    case Kind::Untagged:
        return RunDetails::tr("tag %1 taken away").arg(mark.text);
    case Kind::Starred:
        return RunDetails::tr("star");
    case Kind::Unstarred:
        return RunDetails::tr("star taken away");
    case Kind::Hidden:
        return RunDetails::tr("hidden");
    case Kind::Shown:
        return RunDetails::tr("shown again");
    default:
        return RunDetails::tr("checked: %1").arg(mark.text);
    }
}

} // namespace

RunDetails::RunDetails(QWidget* parent)
    : QTreeWidget(parent)
{
    setHeaderLabels({tr("key"), tr("value")});
    header()->setStretchLastSection(true);
    setRootIsDecorated(true);
    setIndentation(14);
    setTextElideMode(Qt::ElideMiddle);
    setFrameShape(QFrame::NoFrame);
}

devices::Result<void> RunDetails::show(const storage::Catalogue& catalogue, const QString& uid)
{
    clear();
    if (uid.isEmpty())
        return {};
    const auto record = catalogue.run(uid);
    if (!record)
        return record.error();
    const auto history = catalogue.marks().history(uid);
    if (!history)
        return history.error();
    const storage::RunSummary& run = record.value().summary;
    auto* file = new QTreeWidgetItem(this, {tr("file"), run.file});
    file->setToolTip(1, run.file);
    if (run.imported) {
        const QString program = record.value().start.value(QLatin1String("program")).toString();
        new QTreeWidgetItem(this,
            {tr("imported"),
                program.isEmpty() ? tr("the file is only read") : tr("of %1, the file is only read").arg(program)});
    }
    if (!history.value().empty()) {
        auto* notes = new QTreeWidgetItem(this, {tr("notes")});
        for (auto mark = history.value().crbegin(); mark != history.value().crend(); ++mark) {
            auto* item = new QTreeWidgetItem(
                notes, {QStringLiteral("%1 · %2").arg(whenText(mark->time), mark->author), markText(*mark)});
            item->setToolTip(1, mark->text);
        }
        notes->setExpanded(true);
    }
    auto* start = new QTreeWidgetItem(this, {tr("start")});
    addTree(start, record.value().start);
    auto* stop = new QTreeWidgetItem(this, {tr("stop")});
    addTree(stop, record.value().stop);
    start->setExpanded(true);
    stop->setExpanded(true);
    resizeColumnToContents(0);
    return {};
}

} // namespace widgets
