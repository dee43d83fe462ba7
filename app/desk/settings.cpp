#include "app/desk/settings.h"
#include "app/session/texts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace app {

using devices::Error;
using devices::ErrorCode;
using devices::Result;

namespace {

} // namespace

Settings::Settings(QString path)
    : m_path(std::move(path))
{
}

Result<void> Settings::load()
{
    QFile file(m_path);
    if (!file.exists())
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, Texts::tr("%1 cannot be read: %2").arg(m_path, file.errorString()), m_path};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject()) {
        file.close();
        QFile::remove(m_path + QStringLiteral(".broken"));
        QFile::rename(m_path, m_path + QStringLiteral(".broken"));
        return Error{ErrorCode::Io,
            Texts::tr("%1 is damaged (%2); it was set aside as .broken and the desk starts afresh")
                .arg(m_path, problem.errorString()),
            m_path};
    }
    m_values = document.object();
    return {};
}

Result<void> Settings::save() const
{
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(m_values).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Error{ErrorCode::Io, Texts::tr("%1 cannot be written: %2").arg(m_path, file.errorString()), m_path};
    return {};
}

} // namespace app
