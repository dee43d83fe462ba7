#include "plotting/imageworker.h"

namespace plotting {

ImageWorker::ImageWorker(QObject* parent)
    : QObject(parent)
{
    qRegisterMetaType<RenderedImage>();
    m_thread.setObjectName(QStringLiteral("image"));
    m_context.moveToThread(&m_thread);
    m_thread.start();
}

ImageWorker::~ImageWorker()
{
    m_thread.quit();
    m_thread.wait();
}

void ImageWorker::render(const Frame& frame, const RenderOptions& options)
{
    QMetaObject::invokeMethod(
        &m_context,
        [this, frame, options] {
            const RenderedImage result = renderImage(frame, options);
            QMetaObject::invokeMethod(
                this, [this, result] { Q_EMIT finished(result); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace plotting
