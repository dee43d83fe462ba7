#pragma once

#include "plotting/imagerenderer.h"

#include <QObject>
#include <QThread>

namespace plotting {

/// Renders one frame at a time on a thread named "image".
/// Thread: lives on the gui; finished() comes there. Only values cross.
/// Owns:   its thread; destruction waits for the frame in work.
class ImageWorker : public QObject
{
    Q_OBJECT

public:
    explicit ImageWorker(QObject* parent = nullptr);
    ~ImageWorker() override;

    /// Does not block.
    void render(const Frame& frame, const RenderOptions& options);

Q_SIGNALS:
    void finished(const plotting::RenderedImage& result);

private:
    QThread m_thread;
    QObject m_context; ///< lives on m_thread
};

} // namespace plotting

Q_DECLARE_METATYPE(plotting::RenderedImage)
