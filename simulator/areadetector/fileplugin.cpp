#include "simulator/areadetector/fileplugin.h"

#include <QCoreApplication>

#include <utility>

namespace simulator {

namespace {

constexpr std::size_t CaptureRoom = std::size_t(1) << 30U; // bytes

Worker::Work nothing()
{
    return []() -> Worker::Done { return [] {}; };
}

Error problem(const char* text)
{
    return {ErrorCode::Refused, QCoreApplication::translate("simulator", text), {}};
}

} // namespace

FilePlugin::FilePlugin(const Place& place, const Identity& identity, std::unique_ptr<FileFormat> format)
    : Plugin(place, identity)
    , m_worker(place.worker)
    , m_format(std::move(format))
    , m_naming(records(), settings(), m_format->fileTemplate())
{
    addRecords();
    m_format->addSettings(records(), settings());
}

FilePlugin::~FilePlugin()
{
    if (!m_stream)
        return;
    m_worker.submit([writer = m_stream]() -> Worker::Done {
        const Result<void> closed = writer->carryOut({{}, {}, {}, true});
        return [closed] {}; // nobody is left to be told
    });
}

void FilePlugin::addRecords()
{
    settings().add(
        menuRow("FileWriteMode", Single,
            {QStringLiteral("Single"), QStringLiteral("Capture"), QStringLiteral("Stream")}, "How files are written"),
        [this](double asked) { return takeMode(asked); });
    settings().add(menuRow("AutoSave", 0, NoYes, "Write each image, or what was captured, without being asked"));
    settings().add(menuRow("LazyOpen", 0, NoYes, "Open the file of a stream with its first image"));
    settings().add(wholeRow("NumCapture", 1, "Images to capture; 0: until it is stopped"), within(0, 1e9));
    settings().addPut(menuRow("Capture", 0, {QStringLiteral("Done"), QStringLiteral("Capture")}, "Capture images"),
        [this](const Value& value, PutCompletion done) {
            putCapture(devices::toInteger(value).value_or(0) != 0, std::move(done));
        });
    settings().addPut(menuRow("WriteFile", 0, {QStringLiteral("Done"), QStringLiteral("Write")}, "Write a file"),
        [this](const Value& value, PutCompletion done) {
            if (devices::toInteger(value).value_or(0) != 0)
                putWrite(std::move(done));
            else
                done({});
        });
    records().add({
        shown(menuRow("FileFormat_RBV", 0, {m_format->name()}, "Format of the files")),
        shown(wholeRow("NumCaptured_RBV", 0, "Images captured")),
        shown(
            menuRow("WriteStatus", 0, {QStringLiteral("Write OK"), QStringLiteral("Write error")}, "How writing went")),
        shown(longTextRow("WriteMessage", {}, "Why it did not")),
    });
}

void FilePlugin::tell(const Result<void>& outcome)
{
    show("WriteStatus", outcome ? 0 : 1);
    records().setText("WriteMessage", outcome ? QString() : outcome.error().message);
}

std::shared_ptr<FrameWriter> FilePlugin::newWriter() const
{
    return std::make_shared<FrameWriter>(m_format->make(records()));
}

bool FilePlugin::full() const
{
    const qint64 wanted = records().integer("NumCapture");
    return wanted > 0 && (mode() == Stream ? m_accepted : static_cast<qint64>(m_buffer.size())) >= wanted;
}

Result<double> FilePlugin::takeMode(double asked) const
{
    if (m_state == State::Idle)
        return asked;
    return refusal(records().prefix() + QStringLiteral("FileWriteMode"), ErrorCode::Refused,
        QCoreApplication::translate("simulator", "images are being captured"));
}

Worker::Work FilePlugin::writing(std::shared_ptr<FrameWriter> writer, WriteOrder order, Told told)
{
    return [writer = std::move(writer), order = std::move(order), told = std::move(told)]() -> Worker::Done {
        return [outcome = writer->carryOut(order), told] { told(outcome); };
    };
}

void FilePlugin::save(const std::vector<Frame>& frames, std::function<void()> completion)
{
    std::vector<std::vector<Frame>> files;
    if (m_format->holdsMany()) {
        files.push_back(frames);
    } else {
        for (const Frame& frame : frames)
            files.push_back({frame});
    }
    const auto first = std::make_shared<Result<void>>(); // failure of them
    for (std::size_t i = 0; i < files.size(); ++i) {
        const Result<QString> path = m_naming.next();
        if (!path) {
            tell(path.error());
            completion();
            return;
        }
        const bool last = i + 1 == files.size();
        jobs().submit(writing(newWriter(), {path.value(), files[i].front(), files[i], true},
            [this, first, last, completion](const Result<void>& outcome) {
                if (*first && !outcome)
                    *first = outcome;
                tell(*first);
                if (last)
                    completion();
            }));
    }
}

void FilePlugin::putWrite(PutCompletion done)
{
    const bool single = mode() == Single;
    if (mode() == Stream)
        tell(problem(QT_TRANSLATE_NOOP("simulator", "a stream is written while it is captured")));
    else if (single ? !m_last : m_buffer.empty())
        tell(problem(QT_TRANSLATE_NOOP("simulator", "no image has come yet")));
    else {
        settings().set("WriteFile", 1);
        save(single ? std::vector<Frame>{*m_last} : m_buffer, [this, done = std::move(done)] {
            settings().set("WriteFile", 0);
            done({});
        });
        return;
    }
    done({});
}

void FilePlugin::putCapture(bool capture, PutCompletion done)
{
    if (!capture) {
        if (m_state == State::Capturing)
            endCapture();
        done({});
        return;
    }
    if (m_state == State::Idle) {
        if (const Result<void> begun = beginCapture(); !begun) {
            tell(begun);
            done({});
            return;
        }
    }
    m_waiting.push_back(std::move(done));
}

Result<void> FilePlugin::beginCapture()
{
    if (mode() == Single)
        return problem(QT_TRANSLATE_NOOP("simulator", "single images are not captured: set FileWriteMode"));
    m_buffer.clear();
    m_buffered = 0;
    m_accepted = 0;
    show("NumCaptured_RBV", 0);
    if (mode() == Stream && m_format->holdsMany() && !records().flag("LazyOpen")) {
        if (!m_last)
            return problem(QT_TRANSLATE_NOOP(
                "simulator", "no image has come yet to tell how large the file must be: take one, or set LazyOpen"));
        const Result<QString> path = m_naming.next();
        if (!path)
            return path.error();
        m_stream = newWriter();
        jobs().submit(writing(
            m_stream, {path.value(), *m_last, {}, false}, [this](const Result<void>& outcome) { tell(outcome); }));
    }
    m_state = State::Capturing;
    settings().set("Capture", 1);
    tell({});
    return {};
}

Worker::Work FilePlugin::job(const Frame& frame)
{
    m_last = frame;
    if (m_state == State::Capturing)
        return mode() == Stream ? streamed(frame) : captured(frame);
    if (mode() == Single && records().flag("AutoSave"))
        return saved(frame);
    return nothing();
}

Worker::Work FilePlugin::saved(const Frame& frame)
{
    const Result<QString> path = m_naming.next();
    if (path)
        return writing(
            newWriter(), {path.value(), frame, {frame}, true}, [this](const Result<void>& outcome) { tell(outcome); });
    tell(path.error());
    return nothing();
}

Worker::Work FilePlugin::captured(const Frame& frame)
{
    m_buffer.push_back(frame);
    m_buffered += frame.bytes();
    show("NumCaptured_RBV", double(m_buffer.size()));
    if (m_buffered > CaptureRoom)
        tell(Error{ErrorCode::Refused,
            QCoreApplication::translate("simulator", "there is no room for more than %1 images").arg(m_buffer.size()),
            {}});
    if (full() || m_buffered > CaptureRoom)
        endCapture();
    return nothing();
}

Worker::Work FilePlugin::streamed(const Frame& frame)
{
    const bool many = m_format->holdsMany();
    std::shared_ptr<FrameWriter> writer = m_stream;
    WriteOrder order{{}, frame, {frame}, !many};
    if (!writer) {
        const Result<QString> path = m_naming.next();
        if (!path) {
            tell(path.error());
            endCapture();
            return nothing();
        }
        order.path = path.value();
        writer = newWriter();
    }
    ++m_accepted;
    const bool last = full();
    m_stream = many && !last ? writer : nullptr;
    if (last) {
        order.close = true;
        m_state = State::Finishing;
    }
    return writing(std::move(writer), std::move(order), [this, last](const Result<void>& outcome) {
        tell(outcome);
        if (outcome)
            show("NumCaptured_RBV", records().number("NumCaptured_RBV") + 1);
        if (last)
            captureEnded();
        else if (!outcome && m_state == State::Capturing)
            endCapture();
    });
}

void FilePlugin::endCapture()
{
    m_state = State::Finishing;
    if (m_stream) {
        jobs().submit(
            writing(std::exchange(m_stream, nullptr), {{}, {}, {}, true}, [this](const Result<void>& outcome) {
                tell(outcome);
                captureEnded();
            }));
    } else if (mode() == Capture && records().flag("AutoSave") && !m_buffer.empty()) {
        save(m_buffer, [this] { captureEnded(); });
    } else {
        captureEnded();
    }
}

void FilePlugin::captureEnded()
{
    m_state = State::Idle;
    settings().set("Capture", 0);
    const std::vector<PutCompletion> waiting = std::exchange(m_waiting, {});
    for (const PutCompletion& done : waiting)
        done({});
}

} // namespace simulator
