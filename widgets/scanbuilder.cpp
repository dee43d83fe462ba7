#include "widgets/scanbuilder.h"

#include "scans/dryrun/drytext.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int MaxProblemsShown = 4;
// The first of the catalogue have a tab; one of the others while it is chosen.
constexpr int EverydayPlans = 4;

QString coloured(const QString& sign, const QColor& colour, const QString& text)
{
    return QStringLiteral("<span style='color:%1'>%2</span> %3").arg(colour.name(), sign, text.toHtmlEscaped());
}

} // namespace

ScanBuilder::ScanBuilder(Desk& desk, ScanControl& control, const devices::Profile& profile, QWidget* parent)
    : View(desk, QStringLiteral("scan"), tr("Scan"), parent)
    , m_control(control)
{
    build(profile);
    watchUnits(profile);
    m_forecastTimer.setSingleShot(true);
    m_forecastTimer.setInterval(150);
    connect(&m_forecastTimer, &QTimer::timeout, this, &ScanBuilder::askForecast);
    connect(&control, &ScanControl::foreseen, this, &ScanBuilder::showForecast);
    connect(&control, &ScanControl::reportChanged, this, &ScanBuilder::showReport);
    connect(&control, &ScanControl::finished, this, [this] { m_forecastTimer.start(); });
    connect(m_start, &QPushButton::clicked, this, &ScanBuilder::start);
    connect(m_pause, &QPushButton::clicked, this, &ScanBuilder::pauseOrResume);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_control.stop(); });
    connect(m_abort, &QPushButton::clicked, this, &ScanBuilder::confirmAbort);
    showReport(control.report());
    m_forecastTimer.start();
    setMinimumWidth(340);
}

void ScanBuilder::build(const devices::Profile& profile)
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(buildPlanTabs(profile), 0, Qt::AlignLeft);
    column->addWidget(m_stack);
    auto* sample = new QFormLayout;
    sample->setHorizontalSpacing(12);
    sample->setContentsMargins(0, 0, 0, 0);
    m_sample = new QLineEdit(form);
    m_sample->setObjectName(QStringLiteral("sample"));
    m_sample->setPlaceholderText(tr("what is in the beam"));
    sample->addRow(tr("Sample"), m_sample);
    column->addLayout(sample);
    column->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    m_checks = new QLabel(this);
    m_checks->setWordWrap(true);
    m_checks->setTextFormat(Qt::RichText);
    m_summary = new QLabel(this);
    m_summary->setProperty("title", true);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_activity = new QLabel(this);
    m_activity->setProperty("hint", true);
    m_activity->setWordWrap(true);

    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 12);
    foot->setSpacing(8);
    for (QWidget* each : std::initializer_list<QWidget*>{m_checks, m_summary, m_progress, m_activity, buildButtons()})
        foot->addWidget(each);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);
}

QWidget* ScanBuilder::buildPlanTabs(const devices::Profile& profile)
{
    auto* frame = new QFrame(this);
    frame->setProperty("segmented", true);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    m_tabs = new QButtonGroup(this);
    m_stack = new QStackedWidget(this);
    for (const scans::PlanSpec& spec : scans::plansCatalog()) {
        auto* tab = new QToolButton(frame);
        tab->setObjectName(QStringLiteral("plan_") + spec.id);
        tab->setText(spec.title);
        tab->setToolTip(spec.help);
        tab->setCheckable(true);
        row->addWidget(tab);
        tab->setVisible(m_forms.size() < EverydayPlans);
        m_tabs->addButton(tab, static_cast<int>(m_forms.size()));
        auto* form = new PlanForm(spec, profile, m_stack);
        connect(form, &PlanForm::changed, this, [this] { m_forecastTimer.start(); });
        m_stack->addWidget(form);
        m_forms.push_back(form);
    }
    row->addWidget(buildOtherPlans(frame));
    connect(m_tabs, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (id >= EverydayPlans)
            m_tabs->button(id)->setVisible(checked);
        if (!checked)
            return;
        m_stack->setCurrentIndex(id);
        // Only the form that is shown takes room.
        for (std::size_t i = 0; i < m_forms.size(); ++i) {
            const bool shown = static_cast<int>(i) == id;
            m_forms[i]->setSizePolicy(QSizePolicy::Preferred, shown ? QSizePolicy::Preferred : QSizePolicy::Ignored);
        }
        m_forecastTimer.start();
    });
    const auto step = std::find_if(m_forms.cbegin(), m_forms.cend(),
        [](const PlanForm* form) { return form->spec().id == QLatin1String("scan"); });
    m_tabs->button(step == m_forms.cend() ? 0 : static_cast<int>(step - m_forms.cbegin()))->setChecked(true);
    return frame;
}

QWidget* ScanBuilder::buildOtherPlans(QWidget* parent)
{
    auto* others = new QToolButton(parent);
    others->setObjectName(QStringLiteral("otherPlans"));
    others->setText(tr("More"));
    others->setToolTip(tr("Other plans"));
    others->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(others);
    for (int id = EverydayPlans; id < static_cast<int>(m_forms.size()); ++id) {
        const scans::PlanSpec& spec = m_forms[static_cast<std::size_t>(id)]->spec();
        QAction* action = menu->addAction(spec.title, this, [this, id] { m_tabs->button(id)->setChecked(true); });
        action->setObjectName(QStringLiteral("choose_") + spec.id);
        action->setToolTip(spec.help);
    }
    menu->setToolTipsVisible(true);
    others->setMenu(menu);
    return others;
}

QWidget* ScanBuilder::buildButtons()
{
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_start = new QPushButton(tr("Start"), box);
    m_start->setObjectName(QStringLiteral("start"));
    m_start->setProperty("accent", true);
    m_pause = new QPushButton(tr("Pause"), box);
    m_pause->setObjectName(QStringLiteral("pause"));
    m_stop = new QPushButton(tr("Stop"), box);
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setToolTip(tr("Ends the scan after cleaning up; what was measured is complete as far as it goes"));
    m_abort = new QPushButton(tr("Abort…"), box);
    m_abort->setObjectName(QStringLiteral("abort"));
    m_abort->setProperty("danger", true);
    for (QPushButton* each : {m_start, m_pause, m_stop, m_abort})
        row->addWidget(each, 1);
    return box;
}

void ScanBuilder::watchUnits(const devices::Profile& profile)
{
    for (const devices::DeviceSpec& device : profile.devices) {
        if (device.kind != QLatin1String("motor"))
            continue;
        auto binding = std::make_unique<PvBinding>(desk(), device.pv + QLatin1String(".VAL"));
        connect(binding.get(), &PvBinding::infoChanged, this, [this, name = device.name, pv = binding.get()] {
            for (PlanForm* form : m_forms)
                form->setUnits(name, pv->info().units);
            m_forecastTimer.start();
        });
        m_units.push_back(std::move(binding));
    }
}

PlanForm& ScanBuilder::currentForm() const
{
    return *m_forms[static_cast<std::size_t>(m_stack->currentIndex())];
}

QString ScanBuilder::planId() const
{
    return currentForm().spec().id;
}

QJsonObject ScanBuilder::parameters() const
{
    return currentForm().parameters();
}

void ScanBuilder::show(const QString& planId, const QJsonObject& parameters)
{
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        if (m_forms[i]->spec().id == planId) {
            m_tabs->button(static_cast<int>(i))->setChecked(true);
            m_forms[i]->setParameters(parameters);
        }
    }
}

void ScanBuilder::askForecast()
{
    m_control.foresee(planId(), parameters());
}

void ScanBuilder::showForecast(const scans::DryResult& result)
{
    const plotting::Theme& theme = desk().theme();
    QStringList lines;
    for (const devices::Error& problem : result.problems) {
        if (lines.size() == MaxProblemsShown) {
            lines << tr("… and %1 more").arg(static_cast<int>(result.problems.size()) - MaxProblemsShown);
            break;
        }
        const bool limit = problem.code == devices::ErrorCode::LimitViolation;
        lines << coloured(
            limit ? QStringLiteral("▲") : QStringLiteral("✕"), limit ? theme.minor : theme.major, problem.message);
    }
    m_startable = result.problems.empty();
    if (m_startable)
        lines << coloured(QStringLiteral("✓"), theme.ok, tr("All points are within the limits"));
    m_checks->setText(lines.join(QStringLiteral("<br>")));
    m_summary->setText(result.problems.empty() || result.points > 0 ? scans::summaryText(result) : tr("Not ready"));
    if (!m_control.isBusy())
        m_start->setEnabled(m_startable && !desk().hub().policy().readOnly);
}

void ScanBuilder::showReport(const scans::EngineReport& report)
{
    using State = scans::EngineState;
    const bool busy = report.state != State::Idle;
    const bool held = report.state == State::Paused || report.state == State::Suspended;
    m_start->setVisible(!busy);
    m_start->setEnabled(m_startable && !desk().hub().policy().readOnly);
    m_pause->setVisible(busy);
    m_pause->setText(report.state == State::Paused ? tr("Resume") : tr("Pause"));
    m_pause->setEnabled(report.state == State::Running || held);
    m_stop->setEnabled(report.state == State::Running || held);
    m_abort->setEnabled(report.state == State::Running || held);
    m_progress->setVisible(busy);
    m_progress->setMaximum(std::max(report.pointsTotal, report.pointsTotal > 0 ? 1 : 0));
    m_progress->setValue(report.pointsDone);
    QString text = report.activity;
    if (held || (!busy && !report.reason.isEmpty()))
        text = report.reason.isEmpty() ? scans::engineStateName(report.state) : report.reason;
    m_activity->setText(text);
    m_activity->setVisible(!text.isEmpty());
}

void ScanBuilder::start()
{
    const PlanForm& form = currentForm();
    QJsonObject metadata;
    if (!m_sample->text().trimmed().isEmpty())
        metadata[QLatin1String("sample")] = QJsonObject{{QStringLiteral("name"), m_sample->text().trimmed()}};
    m_control.start(form.spec().id, form.parameters(), metadata);
}

void ScanBuilder::pauseOrResume()
{
    if (m_control.report().state == scans::EngineState::Paused)
        m_control.resume();
    else
        m_control.pause();
}

void ScanBuilder::confirmAbort()
{
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Abort the scan?"),
        tr("Motors stop where they are. The points measured so far stay in the file."), QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* abort = box->addButton(tr("Abort"), QMessageBox::DestructiveRole);
    abort->setProperty("danger", true);
    box->addButton(tr("Go on"), QMessageBox::RejectRole);
    connect(abort, &QPushButton::clicked, this, [this] { m_control.abort(tr("aborted by the user")); });
    box->open();
}

QJsonObject ScanBuilder::saveState() const
{
    QJsonObject forms;
    for (const PlanForm* form : m_forms)
        forms[form->spec().id] = form->parameters();
    return {{QStringLiteral("plan"), planId()}, {QStringLiteral("forms"), forms},
        {QStringLiteral("sample"), m_sample->text()}};
}

void ScanBuilder::restoreState(const QJsonObject& state)
{
    const QJsonObject forms = state[QLatin1String("forms")].toObject();
    for (const QString& id : forms.keys())
        show(id, forms[id].toObject());
    const QString plan = state[QLatin1String("plan")].toString();
    show(plan, forms[plan].toObject());
    m_sample->setText(state[QLatin1String("sample")].toString());
}

} // namespace widgets
