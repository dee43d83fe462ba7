#include "devices/kinds/framewriter.h"

#include "devices/kinds/texts.h"

#include <QDateTime>
#include <QUrl>

namespace devices {

namespace {

constexpr std::chrono::seconds Patience{10}; ///< with a plugin that is asked for something

EnumIndex stateOf(const ChannelInfo& info, const char* label, quint16 otherwise)
{
    const auto index = info.labels.indexOf(QString::fromLatin1(label));
    return EnumIndex{index >= 0 ? static_cast<quint16>(index) : otherwise};
}

} // namespace

std::vector<SignalSpec> FrameWriter::table(const QString& prefix)
{
    struct Row
    {
        const char* pv;
        bool monitored;
        bool optional;
    };
    constexpr Row rows[] = {{"EnableCallbacks", false, false}, {"FilePath", false, false}, {"FileName", false, false},
        {"FileTemplate", false, false}, {"FileWriteMode", false, false}, {"NumCapture", false, false},
        {"Capture", false, false}, {"Capture_RBV", true, false}, {"NumCaptured_RBV", true, false},
        {"FullFileName_RBV", false, false}, {"FilePathExists_RBV", false, false}, {"WriteStatus", false, false},
        {"WriteMessage", false, false}, {"CreateDirectory", false, true}, {"LazyOpen", false, true},
        {"AutoSave", false, true}};
    std::vector<SignalSpec> signalTable;
    for (const Row& row : rows)
        signalTable.push_back(
            {.pv = prefix + QLatin1String(row.pv), .monitored = row.monitored, .optional = row.optional});
    return signalTable;
}

FrameWriter::FrameWriter(QString name, const QString& prefix, QString directory, DeviceContext context)
    : SignalDevice(std::move(name), QStringLiteral("frame writer"), context, table(prefix))
    , m_directory(std::move(directory))
    , m_staged(context)
{
}

Value FrameWriter::newFileName()
{
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    return Value(QStringLiteral("%1_%2_%3").arg(name(), time).arg(++m_files));
}

std::vector<StagedSetting> FrameWriter::settings()
{
    constexpr int mayMake = -8; // directories, counted as the plugin does
    std::vector<StagedSetting> all;
    all.push_back({channel(EnableCallbacks), Value(EnumIndex{1})});
    if (!m_directory.isEmpty()) {
        if (isConnected(CreateDirectory))
            all.push_back({channel(CreateDirectory), Value(qint64{mayMake})});
        all.push_back({channel(FilePath), Value(m_directory)});
    }
    all.push_back({channel(FileName), newFileName()});
    all.push_back({channel(FileTemplate), Value(QStringLiteral("%s%s.h5"))});
    all.push_back({channel(FileWriteMode), Value(stateOf(*info(FileWriteMode), "Stream", 2))});
    all.push_back({channel(NumCapture), Value(qint64{0})});
    // Otherwise the plugin must have seen a frame before it can open its file.
    if (isConnected(LazyOpen))
        all.push_back({channel(LazyOpen), Value(EnumIndex{1})});
    if (isConnected(AutoSave))
        all.push_back({channel(AutoSave), Value(EnumIndex{1})});
    return all;
}

StatusPtr FrameWriter::stage()
{
    if (const std::optional<Error> absent = absence())
        return Status::failed(*absent);
    if (m_state != State::Idle)
        return m_waiting && m_state != State::Armed ? m_waiting : Status::done();
    const StatusPtr status = Status::pending(Texts::tr("%1 to be ready to write").arg(name()));
    status->setTimeout(2 * std::chrono::milliseconds(Patience));
    begin(status);
    m_state = State::Preparing;
    m_staged.apply(status->what(), settings())
        ->whenDone([this, weak = std::weak_ptr(status)](const Result<void>& result) {
            if (const StatusPtr waiting = weak.lock(); !waiting || waiting != m_waiting)
                return;
            if (result)
                arm();
            else
                finish(named(result.error()));
        });
    return status;
}

/// One thing is waited for at a time.
void FrameWriter::begin(const StatusPtr& status)
{
    if (m_waiting)
        finish(Error{ErrorCode::Cancelled, Texts::tr("%1: given up").arg(m_waiting->what()), name()});
    m_waiting = status;
    const auto limit = std::chrono::milliseconds(Patience);
    after(limit, status, [this, weak = std::weak_ptr(status)] {
        const StatusPtr waiting = weak.lock();
        if (!waiting || waiting != m_waiting || waiting->isDone())
            return;
        finish(Error{ErrorCode::Timeout,
            Texts::tr("Waited %1 s in vain for %2; there are %3 (%4)")
                .arg(
                    QString::number(Patience.count()), waiting->what(), QString::number(captured()), spec(Captured).pv),
            spec(Captured).pv});
    });
}

void FrameWriter::arm()
{
    m_state = State::Arming;
    m_frames = 0;
    m_file.clear();
    // The answer comes when capturing ends; at once only when it cannot begin.
    m_refused = false;
    const auto answered = [this](const Result<void>& result) {
        if (m_state != State::Arming || !m_waiting)
            return;
        if (!result)
            return finish(result);
        m_refused = true;
        look();
    };
    m_put = put(Capture, Value(EnumIndex{1}), PutMode::Complete, answered, std::chrono::milliseconds(0));
    look();
}

void FrameWriter::close(std::function<void()> closed)
{
    m_state = State::Closing;
    m_closed = std::move(closed);
    // Not to be answered: that would wait for the answer to the put that began.
    m_put = put(Capture, Value(EnumIndex{0}), PutMode::Forget, [this](const Result<void>& result) {
        if (!result && m_waiting)
            finish(result);
        else
            look();
    });
}

StatusPtr FrameWriter::unstage()
{
    const StatusPtr status = Status::pending(Texts::tr("%1 to close its file").arg(name()));
    status->setTimeout(2 * std::chrono::milliseconds(Patience));
    const auto restore = [this, status](const Result<void>& outcome) {
        m_state = State::Idle;
        m_staged.restore(status->what())->whenDone([this, status, outcome](const Result<void>& restored) {
            status->finish(!outcome ? outcome : restored ? restored : Result<void>(named(restored.error())));
        });
    };
    if (m_state == State::Idle || absence()) {
        restore({});
        return status;
    }
    const StatusPtr closed = Status::pending(status->what());
    m_state = State::Closing;
    begin(closed);
    closed->whenDone(restore);
    close([this] { finish({}); });
    return status;
}

StatusPtr FrameWriter::startOver()
{
    const StatusPtr status = Status::pending(Texts::tr("%1 to begin another file").arg(name()));
    begin(status);
    close([this] {
        m_put = put(FileName, newFileName(), PutMode::Complete, [this](const Result<void>& result) {
            if (result)
                arm();
            else if (m_waiting)
                finish(result);
        });
    });
    return status;
}

qint64 FrameWriter::captured() const
{
    return static_cast<qint64>(number(Captured).value_or(0));
}

StatusPtr FrameWriter::written(qint64 frames)
{
    if (m_state != State::Armed)
        return Status::failed({ErrorCode::Refused,
            Texts::tr("%1 does not write: %2 is off").arg(name(), spec(Capturing).pv), spec(Capturing).pv});
    const StatusPtr status = Status::pending(Texts::tr("%1 to have written %2 frames").arg(name()).arg(frames));
    begin(status);
    m_wanted = frames;
    look();
    return status;
}

void FrameWriter::signalChanged(Index index)
{
    if (m_waiting && m_state != State::Preparing && (index == Captured || index == Capturing))
        look();
}

void FrameWriter::signalLost(Index index)
{
    if (m_waiting)
        finish(lost(index));
}

/// Monitors may be late, and say nothing of what failed.
void FrameWriter::look()
{
    if (m_looking) {
        m_lookAgain = true;
        return;
    }
    m_looking = true;
    m_look = readSignals({Capturing, Captured, FullFileName, PathExists, WriteStatus, WriteMessage},
        [this](const Result<std::vector<Reading>>& readings) {
            m_looking = false;
            const bool again = std::exchange(m_lookAgain, false);
            if (!m_waiting)
                return;
            if (!readings)
                return finish(readings.error());
            looked(readings.value());
            if (again && m_waiting)
                look();
        });
}

void FrameWriter::looked(const std::vector<Reading>& readings)
{
    const auto number = [&readings](std::size_t i) { return toDouble(readings[i].value).value_or(0); };
    const bool capturing = number(0) != 0;
    const bool failed = number(4) != 0;
    m_frames = static_cast<qint64>(number(1));
    m_file = toText(readings[2].value);
    m_staleFailure = failed && (m_staleFailure || m_state != State::Armed);
    const QString& pv = spec(WriteMessage).pv;
    if (m_state == State::Closing) {
        if (const auto closed = capturing ? nullptr : std::exchange(m_closed, nullptr))
            closed();
    } else if (number(3) == 0) {
        finish(Error{ErrorCode::Io,
            Texts::tr("%1 has no directory to write into (%2)").arg(name(), spec(PathExists).pv), spec(PathExists).pv});
    } else if (failed && (m_state == State::Armed ? !m_staleFailure : m_refused && !capturing)) {
        finish(
            Error{ErrorCode::Io, Texts::tr("%1 cannot write: %2 (%3)").arg(name(), toText(readings[5].value), pv), pv});
    } else if (m_state == State::Arming && capturing) {
        m_state = State::Armed;
        finish({});
    } else if (m_state == State::Armed && m_frames >= m_wanted) {
        finish({});
    } else if (m_state == State::Armed && !capturing) {
        finish(Error{ErrorCode::Io,
            Texts::tr("%1 stopped writing after %2 frames (%3)").arg(name()).arg(m_frames).arg(spec(Capturing).pv),
            spec(Capturing).pv});
    }
}

void FrameWriter::finish(const Result<void>& result)
{
    const StatusPtr waiting = std::exchange(m_waiting, nullptr);
    if (!result && (m_state == State::Preparing || m_state == State::Arming)) {
        m_state = State::Idle;
        m_staged.restore(QString())->whenDone([waiting, result](const Result<void>&) { waiting->finish(result); });
        return;
    }
    waiting->finish(result);
}

std::vector<FrameFile> FrameWriter::frameFiles() const
{
    if (m_file.isEmpty() || m_frames == 0)
        return {};
    QUrl url = QUrl::fromLocalFile(m_file);
    url.setHost(QStringLiteral("localhost"));
    FrameFile file;
    file.key = name();
    file.uri = url.toString(QUrl::FullyEncoded);
    file.mimetype = QStringLiteral("application/x-hdf5");
    file.parameters = {{QStringLiteral("dataset"), QStringLiteral("/entry/data/data")}};
    file.frames = m_frames;
    return {file};
}

} // namespace devices
