#include "widgets/runactions.h"

#include "storage/consumers.h"
#include "widgets/runexport.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QTableView>

#include <algorithm>

namespace widgets {

RunActions::RunActions(Desk& desk, storage::Catalogue& catalogue, models::RunListModel& model, QTableView& table)
    : QObject(&table)
    , m_desk(desk)
    , m_catalogue(catalogue)
    , m_model(model)
    , m_table(table)
{
    m_open = add(tr("Open"), Qt::Key_Return, [this] {
        if (!rows().isEmpty())
            Q_EMIT openWanted(rows().first());
    });
    m_star = add(tr("Star"), Qt::Key_Space, [this] { toggleStars(); });
    add(tr("Add tag…"), Qt::CTRL | Qt::Key_T, [this] { askTag(); });
    add(tr("Comment…"), Qt::Key_F2, [this] { askComment(); });
    m_hide = add(tr("Hide"), Qt::Key_Delete, [this] { toggleHidden(); });
    add(tr("Copy path"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] { copy(&storage::RunSummary::file); });
    add(tr("Copy identifier"), {}, [this] { copy(&storage::RunSummary::uid); });
    m_table.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_table, &QWidget::customContextMenuRequested, this, &RunActions::showMenu);
    connect(&m_table, &QAbstractItemView::clicked, this, &RunActions::toggleStar);
}

QAction* RunActions::add(const QString& text, const QKeySequence& key, const std::function<void()>& work)
{
    auto* action = new QAction(text, &m_table);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, work);
    m_table.addAction(action);
    return action;
}

QList<int> RunActions::rows() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_table.selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

QStringList RunActions::chosen() const
{
    QStringList uids;
    for (const int row : rows())
        uids << m_model.run(row).uid;
    return uids;
}

void RunActions::changeAll(const Change& change)
{
    const storage::RunMarks marks = m_catalogue.marks();
    const devices::Result<void> done = m_catalogue.together([&]() -> devices::Result<void> {
        for (const int row : rows()) {
            if (auto each = change(marks, m_model.run(row)); !each)
                return each;
        }
        return {};
    });
    if (!done)
        m_desk.say(done.error().message, Desk::Tone::Refusal);
    m_model.update();
    Q_EMIT changed();
}

void RunActions::toggleStar(const QModelIndex& index)
{
    if (index.column() != models::RunListModel::Star)
        return;
    const storage::RunSummary& run = m_model.run(index.row());
    if (const devices::Result<void> done = m_catalogue.marks().setStar(run.uid, !run.star); !done)
        m_desk.say(done.error().message, Desk::Tone::Refusal);
    m_model.update();
    Q_EMIT changed();
}

/// All get one unless all have one.
void RunActions::toggleStars()
{
    const QList<int> all = rows();
    const bool star = !std::all_of(all.cbegin(), all.cend(), [this](int row) { return m_model.run(row).star; });
    changeAll([star](const storage::RunMarks& marks, const storage::RunSummary& run) {
        return marks.setStar(run.uid, star);
    });
}

void RunActions::toggleHidden()
{
    const QList<int> all = rows();
    if (all.isEmpty())
        return;
    const bool hide = !std::all_of(all.cbegin(), all.cend(), [this](int row) { return m_model.run(row).hidden; });
    changeAll([hide](const storage::RunMarks& marks, const storage::RunSummary& run) {
        return marks.setHidden(run.uid, hide);
    });
    if (hide)
        m_desk.say(tr("%n run(s) hidden: hidden:yes finds them", nullptr, static_cast<int>(all.size())));
}

void RunActions::addTag(const QString& tag)
{
    changeAll(
        [&tag](const storage::RunMarks& marks, const storage::RunSummary& run) { return marks.addTag(run.uid, tag); });
}

void RunActions::comment(const QString& text)
{
    changeAll([&text](const storage::RunMarks& marks, const storage::RunSummary& run) {
        return marks.comment(run.uid, text);
    });
}

void RunActions::askTag()
{
    if (rows().isEmpty())
        return;
    const devices::Result<QStringList> known = m_catalogue.marks().tags();
    bool accepted = false;
    // Nothing at first: Return alone must not add whatever comes first in the alphabet.
    const QStringList choices = QStringList(QString()) + (known ? known.value() : QStringList());
    const QString tag
        = QInputDialog::getItem(&m_table, tr("Add tag"), tr("Tag: one word"), choices, 0, true, &accepted).trimmed();
    if (accepted && !tag.isEmpty())
        addTag(tag);
}

void RunActions::askComment()
{
    if (rows().isEmpty())
        return;
    bool accepted = false;
    const QString before = m_model.run(rows().first()).comment;
    const QString text
        = QInputDialog::getMultiLineText(&m_table, tr("Comment"), tr("What should be known of it"), before, &accepted);
    if (accepted && text != before)
        comment(text.trimmed());
}

void RunActions::copy(QString storage::RunSummary::*part)
{
    QStringList texts;
    for (const int row : rows())
        texts << m_model.run(row).*part;
    QApplication::clipboard()->setText(texts.join(QLatin1Char('\n')));
}

void RunActions::showMenu(const QPoint& position)
{
    const QList<int> all = rows();
    if (all.isEmpty())
        return;
    const storage::RunSummary& run = m_model.run(all.first());
    m_open->setEnabled(all.size() == 1 && !run.file.isEmpty());
    m_star->setText(run.star ? tr("Take the star away") : tr("Star"));
    m_hide->setText(run.hidden ? tr("Show again") : tr("Hide"));
    QMenu menu(&m_table);
    menu.addActions(m_table.actions());
    fillExport(menu);
    fillTags(menu, run);
    fillLike(menu, run);
    menu.exec(m_table.viewport()->mapToGlobal(position));
    m_open->setEnabled(true);
}

void RunActions::fillExport(QMenu& menu)
{
    QMenu* formats = menu.addMenu(tr("Export"));
    for (const storage::FileFormat& format : storage::fileFormats())
        formats->addAction(format.title, this, [this, id = format.id] { exportTo(id); });
}

void RunActions::exportTo(const QString& format)
{
    QStringList files;
    for (const int row : rows())
        files << m_model.run(row).file;
    files.removeAll(QString()); // measured nothing
    const QString folder
        = files.isEmpty() ? QString() : QFileDialog::getExistingDirectory(&m_table, tr("Export to a folder"));
    if (!folder.isEmpty())
        new RunExport(m_desk, format, files, folder, this);
}

void RunActions::fillTags(QMenu& menu, const storage::RunSummary& run)
{
    if (run.tags.isEmpty())
        return;
    QMenu* remove = menu.addMenu(tr("Take a tag away"));
    for (const QString& tag : run.tags) {
        remove->addAction(tag, this, [this, tag] {
            changeAll([&tag](const storage::RunMarks& marks, const storage::RunSummary& each) {
                return marks.removeTag(each.uid, tag);
            });
        });
    }
}

void RunActions::fillLike(QMenu& menu, const storage::RunSummary& run)
{
    menu.addSeparator();
    const auto like = [this, &menu](const char* key, const QString& value) {
        if (value.isEmpty() || value.contains(QLatin1Char('"')))
            return;
        const QString query = QStringLiteral("%1:\"%2\"").arg(QLatin1String(key), value);
        menu.addAction(tr("Find %1").arg(query), this, [this, query] { Q_EMIT queryWanted(query); });
    };
    like("plan", run.planName);
    like("sample", run.sample);
    like("user", run.user);
}

} // namespace widgets
