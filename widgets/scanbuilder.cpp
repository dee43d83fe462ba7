#include "widgets/scanbuilder.h"

#include "scans/dryrun/drytext.h"
#include "widgets/failurechoice.h"
#include "widgets/pathpreview.h"
#include "widgets/scannotice.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace widgets {

namespace {

constexpr int MaxProblemsShown = 4;
// The first of the catalogue have a tab; the others share one.
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
    connect(&desk, &Desk::themeChanged, m_path, &PathPreview::setTheme);
    connect(m_notice, &ScanNotice::abortAsked, this, &ScanBuilder::confirmAbort);
    connect(m_start, &QPushButton::clicked, this, &ScanBuilder::start);
    connect(m_pause, &QPushButton::clicked, this, &ScanBuilder::pauseOrResume);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_control.stop(); });
    connect(m_abort, &QPushButton::clicked, this, &ScanBuilder::confirmAbort);
    showReport(control.report());
    m_forecastTimer.start();
    setMinimumWidth(368);
}

void ScanBuilder::build(const devices::Profile& profile)
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(buildPlanTabs(profile), 0, Qt::AlignLeft);
    column->addWidget(m_stack);
    column->addLayout(buildCommon(form));
    m_path = new PathPreview(desk().theme(), form);
    column->addWidget(m_path);
    column->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);

    m_notice = new ScanNotice(m_control, this);
    m_checks = new QLabel(this);
    m_checks->setWordWrap(true);
    m_checks->setTextFormat(Qt::RichText);
    m_summary = new QLabel(this);
    m_summary->setProperty("title", true);
    m_summary->setWordWrap(true);
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(6);
    m_activity = new QLabel(this);
    m_activity->setProperty("hint", true);
    m_activity->setWordWrap(true);

    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(12, 8, 12, 12);
    foot->setSpacing(8);
    for (QWidget* each :
        std::initializer_list<QWidget*>{m_checks, m_summary, m_progress, m_notice, m_activity, buildButtons()})
        foot->addWidget(each);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);
}

/// What every plan has.
QLayout* ScanBuilder::buildCommon(QWidget* parent)
{
    auto* rows = new QFormLayout;
    rows->setHorizontalSpacing(12);
    rows->setVerticalSpacing(6);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_sample = new QLineEdit(parent);
    m_sample->setObjectName(QStringLiteral("sample"));
    m_sample->setPlaceholderText(tr("what is in the beam"));
    m_failure = new FailureChoice(parent);
    rows->addRow(tr("Sample"), m_sample);
    rows->addRow(tr("If a step fails"), m_failure);
    return rows;
}

QWidget* ScanBuilder::buildPlanTabs(const devices::Profile& profile)
{
    auto* frame = new QFrame(this);
    frame->setProperty("segmented", true);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    m_tabs = new QButtonGroup(this);
    // No stacked widget: it would be as high as the highest of all forms.
    m_stack = new QWidget(this);
    auto* forms = new QVBoxLayout(m_stack);
    forms->setContentsMargins(0, 0, 0, 0);
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
        form->hide();
        forms->addWidget(form);
        m_forms.push_back(form);
    }
    row->addWidget(buildOtherPlans(frame));
    connect(m_tabs, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
        if (id >= EverydayPlans) {
            m_others->setText(checked ? m_forms[static_cast<std::size_t>(id)]->spec().title : tr("More"));
            m_others->setChecked(checked);
        }
        if (!checked)
            return;
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            m_forms[i]->setVisible(static_cast<int>(i) == id);
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
    m_others = others;
    others->setCheckable(true);
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
    buildPauseMenu(box);
    row->insertWidget(row->indexOf(m_pause) + 1, m_pauseMenu);
    return box;
}

void ScanBuilder::buildPauseMenu(QWidget* parent)
{
    m_pauseMenu = new QToolButton(parent);
    m_pauseMenu->setObjectName(QStringLiteral("pauseMenu"));
    m_pauseMenu->setToolTip(tr("When to pause"));
    m_pauseMenu->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_pauseMenu);
    menu->addAction(
            tr("Now: what moves is stopped, and the point is measured again"), this, [this] { m_control.pause(); })
        ->setObjectName(QStringLiteral("pauseNow"));
    menu->addAction(tr("When the point is complete"), this, [this] { m_control.pause(true); })
        ->setObjectName(QStringLiteral("pauseDeferred"));
    m_pauseMenu->setMenu(menu);
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
    return *m_forms[static_cast<std::size_t>(m_tabs->checkedId())];
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
    m_startable = result.problems.empty();
    m_checks->setText(checksText(result));
    m_path->setResult(result);
    currentForm().showProblem({}, {});
    for (const devices::Error& problem : result.problems)
        currentForm().showProblem(problem.source, problem.message);
    m_summary->setText(result.problems.empty() || result.points > 0 ? scans::summaryText(result) : tr("Not ready"));
    m_path->setVisible(!m_control.isBusy() && m_path->hasPoints());
    if (!m_control.isBusy())
        m_start->setEnabled(m_startable && !desk().hub().policy().readOnly);
}

QString ScanBuilder::checksText(const scans::DryResult& result) const
{
    const plotting::Theme& theme = desk().theme();
    QStringList lines;
    for (const devices::Error& problem : result.problems) {
        if (lines.size() == MaxProblemsShown) {
            lines << tr("… and %1 more").arg(static_cast<int>(result.problems.size()) - MaxProblemsShown);
            break;
        }
        const bool limit = problem.code == devices::ErrorCode::LimitViolation;
        lines << coloured(limit ? QStringLiteral("▲") : QStringLiteral("✕"), limit ? theme.minor : theme.major,
            currentForm().inWords(problem));
    }
    if (lines.isEmpty())
        lines << coloured(QStringLiteral("✓"), theme.ok, tr("All points are within the limits"));
    // What it asks later depends on the first answer.
    if (!result.questions.isEmpty())
        lines << coloured(QStringLiteral("?"), theme.accent, tr("It asks: %1").arg(result.questions.front()));
    for (const QString& wait : result.waits)
        lines << coloured(QStringLiteral("…"), theme.text2, tr("It waits for %1").arg(wait));
    return lines.join(QStringLiteral("<br>"));
}

void ScanBuilder::showReport(const scans::EngineReport& report)
{
    using State = scans::EngineState;
    const bool busy = report.state != State::Idle;
    const bool held = report.state == State::Paused || report.state == State::Suspended;
    m_start->setVisible(!busy);
    m_start->setEnabled(m_startable && !desk().hub().policy().readOnly);
    m_notice->showReport(report);
    m_checks->setVisible(!busy);
    m_path->setVisible(!busy && m_path->hasPoints());
    m_pauseMenu->setVisible(busy && report.state == State::Running);
    m_pause->setVisible(busy);
    m_pause->setText(report.state == State::Paused ? tr("Resume") : tr("Pause"));
    m_pause->setEnabled(report.state == State::Running || held);
    m_stop->setEnabled(report.state == State::Running || held);
    m_abort->setEnabled(report.state == State::Running || held);
    m_progress->setVisible(busy);
    m_progress->setMaximum(std::max(report.pointsTotal, report.pointsTotal > 0 ? 1 : 0));
    m_progress->setValue(report.pointsDone);
    QString text = report.activity;
    if (m_notice->isVisibleTo(this))
        text.clear();
    else if (held || (!busy && !report.reason.isEmpty()))
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
    m_control.start(form.spec().id, form.parameters(), metadata, m_failure->policy());
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
        {QStringLiteral("sample"), m_sample->text()}, {QStringLiteral("failure"), m_failure->saveState()}};
}

void ScanBuilder::restoreState(const QJsonObject& state)
{
    const QJsonObject forms = state[QLatin1String("forms")].toObject();
    for (const QString& id : forms.keys())
        show(id, forms[id].toObject());
    const QString plan = state[QLatin1String("plan")].toString();
    show(plan, forms[plan].toObject());
    m_sample->setText(state[QLatin1String("sample")].toString());
    m_failure->restoreState(state[QLatin1String("failure")].toObject());
}

} // namespace widgets
