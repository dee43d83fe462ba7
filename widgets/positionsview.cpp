#include "widgets/positionsview.h"

#include "widgets/copytable.h"

#include <QComboBox>
#include <QDateTime>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace widgets {

namespace {

QString whenText(const storage::PositionInfo& info)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(info.time.time_since_epoch()).count();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms);
    const bool today = local.date() == QDate::currentDate();
    const QString when = today ? PositionsView::tr("today %1").arg(local.toString(QStringLiteral("HH:mm")))
                               : QLocale().toString(local, QStringLiteral("d MMM HH:mm"));
    return info.revision > 1 ? PositionsView::tr("%1 · %n revision(s)", nullptr, info.revision).arg(when) : when;
}

QString userName()
{
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? qEnvironmentVariable("LOGNAME") : user;
}

} // namespace

PositionsView::PositionsView(
    Desk& desk, storage::PositionsStore& store, const devices::Profile& profile, QWidget* parent)
    : View(desk, QStringLiteral("positions"), tr("Positions"), parent)
    , m_store(store)
{
    build();
    takeInstruments(profile);
    chooseInstrument();
}

PositionsView::~PositionsView() = default;

void PositionsView::build()
{
    m_choice = new QComboBox;
    m_choice->setProperty("flat", true);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_choice->setAccessibleName(tr("Instrument"));
    connect(m_choice, &QComboBox::currentIndexChanged, this, &PositionsView::chooseInstrument);
    addRightTool(m_choice);
    auto* more = new QToolButton;
    more->setText(QStringLiteral("⋯"));
    more->setProperty("noIndicator", true);
    more->setToolTip(tr("New instrument, remove position"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->addAction(tr("New instrument…"), this, &PositionsView::newInstrument);
    more->addAction(tr("Remove the chosen position…"), this, &PositionsView::removePosition);
    addRightTool(more);

    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("positionList"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_empty = new QLabel(tr("Nothing saved yet. Move to where it should be, give it a name, and press Save."), m_list);
    m_empty->setWordWrap(true);
    m_empty->setProperty("hint", true);
    m_empty->setContentsMargins(12, 12, 12, 12);
    auto* listLayout = new QVBoxLayout(m_list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->addWidget(m_empty, 0, Qt::AlignTop);
    m_table = new CopyTable(m_compare, this);
    m_table->setObjectName(QStringLiteral("compareTable"));
    m_table->setEmptyText(tr("Choose a position to compare it with now."));
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const int column : {models::CompareModel::Pv, models::CompareModel::Unit})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_table);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);

    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("positionName"));
    m_name->setPlaceholderText(tr("name of the position"));
    m_save = new QPushButton(tr("Save"), this);
    m_save->setObjectName(QStringLiteral("savePosition"));
    m_summary = new QLabel(this);
    m_summary->setProperty("hint", true);
    m_summary->setWordWrap(true);
    m_restore = new QPushButton(this);
    m_restore->setObjectName(QStringLiteral("restorePosition"));
    m_restore->setProperty("accent", true);
    auto* naming = new QHBoxLayout;
    naming->addWidget(m_name, 1);
    naming->addWidget(m_save);
    auto* restoring = new QHBoxLayout;
    restoring->addWidget(m_summary, 1);
    restoring->addWidget(m_restore);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 12);
    foot->setSpacing(8);
    foot->addLayout(naming);
    foot->addLayout(restoring);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addLayout(foot);

    const auto saveTyped = [this] {
        if (save(m_name->text().trimmed()))
            m_name->clear();
    };
    connect(m_save, &QPushButton::clicked, this, saveTyped);
    connect(m_name, &QLineEdit::returnPressed, this, saveTyped);
    connect(m_name, &QLineEdit::textChanged, this, &PositionsView::showButtons);
    connect(m_list, &QListWidget::currentItemChanged, this, &PositionsView::showPosition);
    connect(m_restore, &QPushButton::clicked, this, &PositionsView::confirmRestore);
    connect(&m_compare, &models::CompareModel::selectionChanged, this, &PositionsView::showButtons);
}

void PositionsView::takeInstruments(const devices::Profile& profile)
{
    for (const devices::InstrumentSpec& spec : profile.instruments) {
        storage::Instrument instrument{spec.name, {}, true};
        for (const devices::PvEntry& entry : spec.pvs) {
            instrument.pvs << entry.pv;
            m_names[entry.pv] = entry.label;
        }
        if (const devices::Result<void> saved = m_store.saveInstrument(instrument); !saved)
            fail(saved.error());
    }
    const devices::Result<std::vector<storage::Instrument>> known = m_store.instruments();
    if (!known) {
        fail(known.error());
        return;
    }
    m_instruments = known.value();
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    for (const storage::Instrument& instrument : m_instruments)
        m_choice->addItem(instrument.name);
}

QString PositionsView::instrument() const
{
    return m_choice->currentText();
}

void PositionsView::chooseInstrument()
{
    m_compare.clear();
    m_watch.reset();
    const int index = m_choice->currentIndex();
    if (index >= 0) {
        m_watch = std::make_unique<PositionsWatch>(desk(), m_instruments[static_cast<std::size_t>(index)].pvs);
        connect(m_watch.get(), &PositionsWatch::changed, this, &PositionsView::showCurrent);
        connect(m_watch.get(), &PositionsWatch::restored, this, [this](int written, const QStringList& failures) {
            if (failures.isEmpty())
                desk().say(tr("%n value(s) restored", nullptr, written));
            else
                desk().say(failures.join(QStringLiteral(" · ")), Desk::Tone::Refusal);
            Q_EMIT restored(written, failures);
        });
    }
    refreshPositions();
}

void PositionsView::refreshPositions()
{
    const QString chosen = m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
    m_list->clear();
    if (m_choice->currentIndex() >= 0) {
        const devices::Result<std::vector<storage::PositionInfo>> positions = m_store.positions(instrument());
        if (!positions) {
            fail(positions.error());
        } else {
            for (const storage::PositionInfo& info : positions.value()) {
                auto* item = new QListWidgetItem(QStringLiteral("%1   %2").arg(info.name, whenText(info)), m_list);
                item->setData(Qt::UserRole, info.name);
                item->setToolTip(tr("saved by %1, revision %2").arg(info.user).arg(info.revision));
            }
        }
    }
    m_empty->setVisible(m_list->count() == 0);
    if (!chosen.isEmpty())
        select(chosen);
    showButtons();
}

bool PositionsView::select(const QString& name)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole).toString() == name) {
            m_list->setCurrentRow(row);
            return true;
        }
    }
    return false;
}

void PositionsView::showPosition()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item) {
        m_compare.clear();
        return;
    }
    const devices::Result<storage::SavedPosition> position
        = m_store.load(instrument(), item->data(Qt::UserRole).toString());
    if (!position) {
        fail(position.error());
        return;
    }
    m_compare.setPosition(position.value(), m_names);
    for (const storage::SavedValue& value : position.value().values)
        showCurrent(value.pv);
}

void PositionsView::showCurrent(const QString& pv)
{
    for (const storage::SavedValue& saved : m_compare.position().values) {
        if (saved.pv == pv && m_watch)
            m_compare.setCurrent(pv, m_watch->current(saved));
    }
}

void PositionsView::showButtons()
{
    m_save->setEnabled(!m_name->text().trimmed().isEmpty() && m_watch);
    const int count = static_cast<int>(m_compare.toRestore().size());
    const bool chosen = m_compare.rowCount() > 0;
    m_restore->setText(count > 0 ? tr("Restore %n PV(s)…", nullptr, count) : tr("Restore"));
    m_restore->setEnabled(count > 0 && !desk().hub().policy().readOnly);
    m_summary->setText(!chosen           ? QString()
            : m_compare.differing() == 0 ? tr("You stand at %1").arg(m_compare.position().info.name)
                                         : tr("%n PV(s) differ", nullptr, m_compare.differing()));
}

bool PositionsView::save(const QString& name)
{
    if (!m_watch || name.isEmpty())
        return false;
    const std::vector<storage::SavedValue> values = m_watch->values();
    const devices::Result<storage::PositionInfo> saved = m_store.savePosition(instrument(), name, values, userName());
    if (!saved) {
        fail(saved.error());
        return false;
    }
    const auto missing
        = std::count_if(values.cbegin(), values.cend(), [](const auto& each) { return !each.problem.isEmpty(); });
    const QString text = tr(
        "Saved %1, revision %2, %n value(s)", nullptr, static_cast<int>(values.size()) - static_cast<int>(missing));
    desk().say(text.arg(name).arg(saved.value().revision), missing > 0 ? Desk::Tone::Warning : Desk::Tone::Information);
    refreshPositions();
    select(name);
    return true;
}

void PositionsView::confirmRestore()
{
    QStringList lines;
    for (const storage::SavedValue& value : m_compare.toRestore()) {
        const auto current = m_watch->current(value);
        lines << QStringLiteral("%1: %2 → %3 %4")
                     .arg(m_names.value(value.pv, value.pv), current.text, current.savedText, current.units);
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("Restore %1?").arg(m_compare.position().info.name),
        lines.join(QLatin1Char('\n')), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* go = box->addButton(tr("Restore"), QMessageBox::AcceptRole);
    go->setProperty("accent", true);
    box->addButton(QMessageBox::Cancel);
    connect(go, &QPushButton::clicked, this, &PositionsView::restore);
    box->open();
}

void PositionsView::restore()
{
    if (m_watch)
        m_watch->restore(m_compare.toRestore());
}

void PositionsView::newInstrument()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setWindowTitle(tr("New instrument"));
    dialog->setLabelText(tr("First line: its name. Then one PV a line."));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& text) {
        QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        if (lines.size() < 2) {
            desk().say(tr("An instrument needs a name and at least one PV"), Desk::Tone::Refusal);
            return;
        }
        const QString name = lines.takeFirst().trimmed();
        for (QString& line : lines)
            line = line.trimmed();
        if (const devices::Result<void> saved = m_store.saveInstrument({name, lines, false}); !saved) {
            fail(saved.error());
            return;
        }
        takeInstruments({});
        m_choice->setCurrentText(name);
    });
    dialog->open();
}

void PositionsView::removePosition()
{
    if (!m_list->currentItem())
        return;
    const QString name = m_list->currentItem()->data(Qt::UserRole).toString();
    auto* box = new QMessageBox(QMessageBox::Question, tr("Remove %1?").arg(name),
        tr("It leaves this list. Its values stay in the database."), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box->addButton(tr("Remove"), QMessageBox::DestructiveRole), &QPushButton::clicked, this, [this, name] {
        if (const devices::Result<void> removed = m_store.removePosition(instrument(), name); !removed)
            fail(removed.error());
        m_list->setCurrentItem(nullptr);
        refreshPositions();
    });
    box->open();
}

void PositionsView::fail(const devices::Error& error)
{
    desk().say(error.message, Desk::Tone::Refusal);
}

QJsonObject PositionsView::saveState() const
{
    return {{QStringLiteral("instrument"), instrument()}};
}

void PositionsView::restoreState(const QJsonObject& state)
{
    m_choice->setCurrentText(state[QLatin1String("instrument")].toString());
}

} // namespace widgets
