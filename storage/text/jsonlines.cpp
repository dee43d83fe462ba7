#include "storage/text/jsonlines.h"

#include "storage/text/perrunconsumer.h"
#include "storage/text/textfile.h"
#include "storage/text/textformat.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace storage {

using devices::Result;

namespace {

QByteArray line(const scans::Document& document)
{
    const QByteArray json = QJsonDocument(scans::toJson(document)).toJson(QJsonDocument::Compact);
    return "{\"name\":\"" + scans::documentName(document).toLatin1() + "\",\"doc\":" + json + "}\n";
}

class JsonLines : public RunWriter
{
public:
    explicit JsonLines(std::unique_ptr<TextFile> file)
        : m_file(std::move(file))
    {
    }

    Result<void> begin(const scans::RunStartPtr& start) { return m_file->append(line(start)); }
    Result<void> take(const scans::EventDescriptorPtr& descriptor) override { return m_file->append(line(descriptor)); }
    Result<void> take(const scans::EventPtr& event) override { return m_file->append(line(event)); }
    Result<void> take(const scans::StreamResourcePtr& resource) override { return m_file->append(line(resource)); }
    Result<void> take(const scans::StreamDatumPtr& datum) override { return m_file->append(line(datum)); }
    Result<void> take(const scans::RunStopPtr& stop) override { return m_file->append(line(stop)); }
    Result<void> flush() override { return m_file->flush(); }
    Result<void> ready() const override { return m_file->ready(); }

private:
    const std::unique_ptr<TextFile> m_file;
};

std::unique_ptr<DocumentConsumer> make(FilePlacer placer)
{
    const auto files = std::make_shared<FilePlacer>(std::move(placer));
    return std::make_unique<PerRunConsumer>(
        QStringLiteral("jsonl"), [files](const scans::RunStartPtr& start) -> Result<std::unique_ptr<RunWriter>> {
            auto file = newTextFile(*files, {start.get(), nullptr, nullptr, {}, 0});
            if (!file)
                return file.error();
            auto writer = std::make_unique<JsonLines>(std::move(file).value());
            if (auto begun = writer->begin(start); !begun)
                return begun.error();
            return std::unique_ptr<RunWriter>(std::move(writer));
        });
}

} // namespace

FileFormat jsonLinesFormat()
{
    return {QStringLiteral("jsonl"),
        QCoreApplication::translate("storage", "JSON Lines: the run's documents, one in a line"),
        QStringLiteral("{date}/{scan_id:05d}_{plan_name}_{uid8}.jsonl"), NameLevel::Run, make};
}

} // namespace storage
