#include "storage/tiff/tiffpages.h"

#include <array>
#include <cstdarg>
#include <cstdio>

#include <tiffio.h>

namespace storage {

namespace {

PageStore& storeOf(thandle_t handle)
{
    return *static_cast<PageStore*>(handle);
}

tmsize_t readBytes(thandle_t handle, void* to, tmsize_t count)
{
    return storeOf(handle).read(static_cast<char*>(to), count);
}

tmsize_t writeBytes(thandle_t handle, void* from, tmsize_t count)
{
    return storeOf(handle).write(static_cast<const char*>(from), count);
}

toff_t seekTo(thandle_t handle, toff_t offset, int whence)
{
    PageStore& store = storeOf(handle);
    const qint64 base = whence == SEEK_END ? store.size() : whence == SEEK_CUR ? store.position() : 0;
    store.seek(base + static_cast<qint64>(offset));
    return static_cast<toff_t>(store.position());
}

int leaveOpen(thandle_t /*handle*/)
{
    return 0;
}

toff_t sizeOf(thandle_t handle)
{
    return static_cast<toff_t>(storeOf(handle).size());
}

/// Keeps what libtiff complains about, instead of printing it.
int remember(TIFF* /*tiff*/, void* complaint, const char* /*module*/, const char* format, va_list arguments)
{
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    *static_cast<QByteArray*>(complaint) = text.data();
    return 1;
}

int ignore(TIFF* /*tiff*/, void* /*data*/, const char* /*module*/, const char* /*format*/, va_list /*arguments*/)
{
    return 1;
}

struct FreeOptions
{
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

int sampleFormat(Pixels::Numbers numbers)
{
    constexpr std::array<int, 3> formats{SAMPLEFORMAT_INT, SAMPLEFORMAT_UINT, SAMPLEFORMAT_IEEEFP};
    return formats[static_cast<std::size_t>(numbers)];
}

} // namespace

void TiffPages::Close::operator()(tiff* handle) const
{
    TIFFClose(handle);
}

TiffPages::TiffPages(Kind kind)
{
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), remember, &m_complaint);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignore, nullptr);
    m_tiff.reset(TIFFClientOpenExt("page", kind == Kind::Big ? "w8" : "w4", &m_store, readBytes, writeBytes, seekTo,
        leaveOpen, sizeOf, nullptr, nullptr, options.get()));
}

TiffPages::~TiffPages() = default;

void TiffPages::describe(const Picture& picture, const QByteArray& description) const
{
    TIFF* tiff = m_tiff.get();
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, picture.columns);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture.rows);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, static_cast<int>(8 * picture.pixels.itemBytes));
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, static_cast<int>(picture.colours));
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, sampleFormat(picture.pixels.numbers));
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, picture.colours > 1 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
    if (picture.colours == 4) {
        constexpr std::array<quint16, 1> extra{EXTRASAMPLE_UNASSALPHA};
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, extra.data());
    }
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, picture.planes ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, picture.rows);
    TIFFSetField(tiff, TIFFTAG_SOFTWARE, "Beamdeck " BEAMDECK_VERSION);
    TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, description.constData());
}

bool TiffPages::writePixels(const Picture& picture) const
{
    const std::span<const char> bytes = picture.pixels.bytes;
    const std::size_t strips = picture.planes ? picture.colours : 1;
    const std::size_t length = bytes.size() / strips;
    for (std::size_t strip = 0; strip < strips; ++strip) {
        // libtiff changes the buffer only where bytes have to be swapped, which they have not for a file in native order.
        char* buffer = const_cast<char*>(bytes.data() + strip * length);
        const auto size = static_cast<tmsize_t>(length);
        if (TIFFWriteEncodedStrip(m_tiff.get(), static_cast<quint32>(strip), buffer, size) != size)
            return false;
    }
    return TIFFWriteDirectory(m_tiff.get()) != 0;
}

devices::Result<void> TiffPages::add(const Picture& picture, const QByteArray& description)
{
    if (m_tiff) {
        describe(picture, description);
        if (writePixels(picture))
            return {};
    }
    return devices::Error{devices::ErrorCode::Internal,
        QStringLiteral("%1: %2").arg(m_store.path(), QString::fromLocal8Bit(m_complaint)), m_store.path()};
}

} // namespace storage
