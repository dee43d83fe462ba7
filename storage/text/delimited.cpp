#include "storage/text/delimited.h"

#include "storage/text/numbercolumns.h"
#include "storage/text/perrunconsumer.h"
#include "storage/text/textformat.h"

#include <QCoreApplication>

#include <map>

namespace storage {

using devices::DataKey;
using devices::Result;

namespace {

/// RFC 4180 for commas. Tab separated files know no quotes, so what separates becomes a blank there.
QByteArray quoted(const QString& text, char separator)
{
    QByteArray bytes = separator == '\t' ? oneLine(text) : text.toUtf8();
    if (separator == '\t')
        return bytes.replace('\t', ' ');
    const bool plain
        = !bytes.contains(separator) && !bytes.contains('"') && !bytes.contains('\n') && !bytes.contains('\r');
    return plain ? bytes : '"' + bytes.replace("\"", "\"\"") + '"';
}

QString listText(const devices::Value& value)
{
    if (const auto* texts = std::get_if<devices::ArrayPtr<QString>>(&value))
        return QStringList((*texts)->cbegin(), (*texts)->cend()).join(QLatin1Char(' '));
    QByteArray list;
    for (const double number : devices::toDoubles(value))
        list += (list.isEmpty() ? "" : " ") + numberText(number);
    return QString::fromLatin1(list);
}

class Delimited : public RunWriter
{
public:
    Delimited(std::shared_ptr<FilePlacer> placer, scans::RunStartPtr start, char separator)
        : m_placer(std::move(placer))
        , m_start(std::move(start))
        , m_separator(separator)
    {
    }

    using RunWriter::take;
    Result<void> take(const scans::EventDescriptorPtr& descriptor) override;
    Result<void> take(const scans::EventPtr& event) override;
    Result<void> take(const scans::RunStopPtr&) override { return {}; }
    Result<void> flush() override;
    Result<void> ready() const override;

private:
    QByteArray header(const scans::EventDescriptor& descriptor) const;
    QByteArray row(const scans::Event& event) const;

    const std::shared_ptr<FilePlacer> m_placer;
    const scans::RunStartPtr m_start;
    const char m_separator;
    std::map<QString, std::unique_ptr<TextFile>> m_files; ///< by stream
};

Result<void> Delimited::take(const scans::EventDescriptorPtr& descriptor)
{
    const bool wanted = m_placer->name().level() >= NameLevel::Stream || descriptor->name == QLatin1String("primary");
    if (!wanted || m_files.count(descriptor->name) > 0)
        return {};
    auto file = newTextFile(*m_placer, {m_start.get(), descriptor.get(), nullptr, {}, 0});
    if (!file)
        return file.error();
    if (auto begun = file.value()->append(header(*descriptor)); !begun)
        return begun;
    m_files[descriptor->name] = std::move(file).value();
    return {};
}

QByteArray Delimited::header(const scans::EventDescriptor& descriptor) const
{
    QByteArray line = QByteArrayLiteral("seq_num") + m_separator + QByteArrayLiteral("time");
    for (const DataKey& key : descriptor.keys) {
        if (!isImage(key))
            line += m_separator + quoted(key.name, m_separator);
    }
    return line + '\n';
}

QByteArray Delimited::row(const scans::Event& event) const
{
    QByteArray line = QByteArray::number(event.seqNum) + m_separator
        + QByteArray::number(devices::toEpochSeconds(event.time), 'f', 6);
    const auto& keys = event.descriptor->keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (isImage(keys[i]))
            continue;
        line += m_separator;
        if (i < event.data.size()) {
            const devices::Value& value = event.data[i].value;
            line += quoted(devices::isArray(value) && keys[i].dtype == DataKey::Dtype::Array ? listText(value)
                                                                                             : cellText(keys[i], value),
                m_separator);
        }
    }
    return line + '\n';
}

Result<void> Delimited::take(const scans::EventPtr& event)
{
    const auto file = m_files.find(event->descriptor->name);
    return file == m_files.end() ? Result<void>() : file->second->putRow(event->seqNum, row(*event));
}

Result<void> Delimited::flush()
{
    for (const auto& [stream, file] : m_files) {
        if (auto flushed = file->flush(); !flushed)
            return flushed;
    }
    return {};
}

Result<void> Delimited::ready() const
{
    for (const auto& [stream, file] : m_files) {
        if (auto able = file->ready(); !able)
            return able;
    }
    return {};
}

template <char Separator>
std::unique_ptr<DocumentConsumer> make(FilePlacer placer)
{
    const auto files = std::make_shared<FilePlacer>(std::move(placer));
    return std::make_unique<PerRunConsumer>(Separator == ',' ? QStringLiteral("csv") : QStringLiteral("tsv"),
        [files](const scans::RunStartPtr& start) -> Result<std::unique_ptr<RunWriter>> {
            return std::unique_ptr<RunWriter>(std::make_unique<Delimited>(files, start, Separator));
        });
}

} // namespace

FileFormat csvFormat()
{
    return {QStringLiteral("csv"), QCoreApplication::translate("storage", "CSV: a table, separated by commas"),
        QStringLiteral("{date}/{scan_id:05d}_{plan_name}_{uid8}.csv"), NameLevel::Stream, make<','>};
}

FileFormat tsvFormat()
{
    return {QStringLiteral("tsv"), QCoreApplication::translate("storage", "TSV: a table, separated by tabs"),
        QStringLiteral("{date}/{scan_id:05d}_{plan_name}_{uid8}.tsv"), NameLevel::Stream, make<'\t'>};
}

} // namespace storage
