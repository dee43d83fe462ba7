#include "simulator/statefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace simulator {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(simulator)
};

const std::array<std::pair<QLatin1String, QLatin1String>, 4> Escapes{{
    {QLatin1String("\\"), QLatin1String("\\\\")},
    {QLatin1String("\n"), QLatin1String("\\n")},
    {QLatin1String("\r"), QLatin1String("\\r")},
    {QLatin1String("\t"), QLatin1String("\\t")},
}};

QString escaped(QString text)
{
    for (const auto& [plain, escape] : Escapes)
        text.replace(plain, escape);
    return text;
}

QString unescaped(const QString& text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto escape = std::find_if(Escapes.begin(), Escapes.end(),
            [&](const auto& pair) { return QStringView(text).mid(i).startsWith(pair.second); });
        if (escape == Escapes.end()) {
            plain += text[i];
            continue;
        }
        plain += escape->first;
        ++i;
    }
    return plain;
}

QString shown(const devices::ServerPv& pv)
{
    const Value& value = pv.value();
    const QStringList& labels = pv.metadata().labels;
    if (const EnumIndex* state = std::get_if<EnumIndex>(&value)) {
        const QString label = labels.value(state->index);
        return label.isEmpty() || labels.count(label) > 1 ? QString::number(state->index) : label;
    }
    return escaped(devices::toText(value));
}

struct Read
{
    std::optional<Value> value;
    QString expected;
};

Read readNumber(const QString& text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok && std::isfinite(number) ? Read{number, {}} : Read{{}, Texts::tr("a number")};
}

Read readInteger(const QString& text)
{
    bool ok = false;
    const qint64 number = text.toInt(&ok);
    return ok ? Read{number, {}} : Read{{}, Texts::tr("a whole number")};
}

Read readState(const QString& text, const QStringList& labels)
{
    bool ok = false;
    const qsizetype index = labels.contains(text) ? labels.indexOf(text) : text.toUShort(&ok);
    if (index < labels.size() && (ok || labels.contains(text)))
        return {EnumIndex{static_cast<quint16>(index)}, {}};
    return {{}, Texts::tr("one of %1").arg(labels.join(QStringLiteral(", ")))};
}

Read read(const devices::ServerPv& pv, const QString& text)
{
    switch (pv.type()) {
    case NativeType::Double:
    case NativeType::Float:
        return readNumber(text);
    case NativeType::Enum:
        return readState(text, pv.metadata().labels);
    case NativeType::String:
        return {unescaped(text), {}};
    case NativeType::Char:
        if (pv.maxCount() > 1) {
            const QByteArray bytes = unescaped(text).toUtf8();
            return {devices::makeArray(std::vector<quint8>(bytes.begin(), bytes.end())), {}};
        }
        break;
    case NativeType::Short:
    case NativeType::Long:
        break;
    }
    return readInteger(text);
}

} // namespace

StateFile::StateFile(QString path, std::vector<Record::Kept> kept)
    : m_path(std::move(path))
    , m_kept(std::move(kept))
{
}

Result<QStringList> StateFile::restore()
{
    QFile file(m_path);
    if (!file.exists())
        return QStringList();
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, m_path + QStringLiteral(": ") + file.errorString(), m_path};
    const QByteArray content = file.readAll();
    QStringList complaints;
    const Lines lines = parse(content, complaints);
    for (const Record::Kept& kept : m_kept) {
        const auto line = lines.constFind(kept.pv->name());
        if (line == lines.constEnd())
            continue;
        if (const QString wrong = apply(kept, line->text); !wrong.isEmpty())
            complaints << complaint(line->number, wrong);
    }
    if (complaints.isEmpty()) {
        m_written = content;
        return complaints;
    }
    const QString bad = m_path + QStringLiteral(".bad");
    QFile::remove(bad);
    if (file.copy(bad))
        complaints << Texts::tr("%1 is kept as %2").arg(m_path, bad);
    return complaints;
}

StateFile::Lines StateFile::parse(const QByteArray& content, QStringList& complaints) const
{
    QSet<QString> known;
    for (const Record::Kept& kept : m_kept)
        known.insert(kept.pv->name());
    Lines lines;
    int number = 0;
    for (const QByteArray& raw : content.split('\n')) {
        ++number;
        const QString line = QString::fromUtf8(raw);
        if (line.trimmed().isEmpty() || line.startsWith(QLatin1Char('#')))
            continue;
        const qsizetype gap = line.indexOf(QLatin1Char(' '));
        const QString name = line.left(gap);
        if (gap < 1)
            complaints << complaint(
                number, Texts::tr("a name, a blank and a value are expected, not \"%1\"").arg(line));
        else if (!known.contains(name))
            complaints << complaint(number, Texts::tr("the name of a setting is expected, and %1 is none").arg(name));
        else
            lines.insert(name, {number, line.mid(gap + 1)});
    }
    return lines;
}

QString StateFile::apply(const Record::Kept& kept, const QString& text) const
{
    const Read value = read(*kept.pv, text);
    if (!value.value)
        return Texts::tr("%1 is expected for %2, not \"%3\"").arg(value.expected, kept.pv->name(), text);
    QString refused;
    kept.restore(*value.value, [&refused](const Result<void>& outcome) {
        if (!outcome)
            refused = outcome.error().message;
    });
    return refused;
}

QString StateFile::complaint(int line, const QString& what) const
{
    return QStringLiteral("%1:%2: %3").arg(m_path).arg(line).arg(what);
}

QByteArray StateFile::content() const
{
    QString text = QStringLiteral("# beamdeck-sim: settings and positions. NAME.FIELD value\n");
    for (const Record::Kept& kept : m_kept)
        text += kept.pv->name() + QLatin1Char(' ') + shown(*kept.pv) + QLatin1Char('\n');
    return text.toUtf8();
}

Result<void> StateFile::save()
{
    const QByteArray now = content();
    if (now == m_written)
        return {};
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(now) != now.size() || !file.commit())
        return Error{ErrorCode::Io, m_path + QStringLiteral(": ") + file.errorString(), m_path};
    m_written = now;
    return {};
}

} // namespace simulator
