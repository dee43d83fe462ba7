#pragma once

#include "storage/tiff/pagestore.h"
#include "storage/tiff/picture.h"

#include <memory>

struct tiff;

namespace storage {

/// A TIFF file of one or more pages, as libtiff writes it: not compressed, one strip for each page (and plane), native byte order.
/// Thread:  one at a time.
/// Errors:  Internal with what libtiff says; what is on the disk remains as it was.
/// Source:  TIFF 6.0; BigTIFF, which may pass 4 GB.
class TiffPages
{
public:
    enum class Kind { Classic, Big };

    explicit TiffPages(Kind kind);
    ~TiffPages();

    /// In memory; `description` becomes the tag ImageDescription.
    devices::Result<void> add(const Picture& picture, const QByteArray& description);
    PageStore& store() { return m_store; }

private:
    struct Close
    {
        void operator()(tiff* handle) const;
    };

    void describe(const Picture& picture, const QByteArray& description) const;
    bool writePixels(const Picture& picture) const;

    QByteArray m_complaint; ///< of libtiff; outlives it, as does the store
    PageStore m_store;
    std::unique_ptr<tiff, Close> m_tiff;
};

} // namespace storage
