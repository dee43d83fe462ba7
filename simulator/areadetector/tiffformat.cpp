#include "simulator/areadetector/tiffformat.h"

#include "simulator/areadetector/pixels.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <tiffio.h>
#include <unistd.h>

namespace simulator {

namespace {

constexpr quint32 TimeStampTag = 65000;
constexpr quint32 UniqueIdTag = 65001;
constexpr quint32 EpicsSecondsTag = 65002;
constexpr quint32 EpicsNanosecondsTag = 65003;

quint16 sampleFormat(PixelType type)
{
    constexpr std::array<quint16, 10> formats{SAMPLEFORMAT_INT, SAMPLEFORMAT_UINT, SAMPLEFORMAT_INT, SAMPLEFORMAT_UINT,
        SAMPLEFORMAT_INT, SAMPLEFORMAT_UINT, SAMPLEFORMAT_INT, SAMPLEFORMAT_UINT, SAMPLEFORMAT_IEEEFP,
        SAMPLEFORMAT_IEEEFP};
    return formats[static_cast<std::size_t>(type)];
}

/// Keeps what libtiff complains about, instead of printing it.
int remember(TIFF* /*tiff*/, void* complaints, const char* /*module*/, const char* format, va_list arguments)
{
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    *static_cast<QString*>(complaints) = QString::fromLocal8Bit(text.data());
    return 1;
}
int ignore(TIFF* /*tiff*/, void* /*data*/, const char* /*module*/, const char* /*format*/, va_list /*arguments*/)
{
    return 1;
}

struct CloseTiff
{
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
struct FreeOptions
{
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

class TiffFile : public FrameFile
{
public:
    Result<void> open(const QString& path, const Frame& like) override;
    Result<void> write(const Frame& frame) override;
    Result<void> close() override;

private:
    void describe(const Frame& frame);
    void addPrivateTags(const Frame& frame);
    Error failure(const QString& reason);

    QString m_path;
    QString m_complaint; // outlives m_tiff, which writes to it
    std::unique_ptr<TIFF, CloseTiff> m_tiff;
};

Result<void> TiffFile::open(const QString& path, const Frame& /*like*/)
{
    m_path = path;
    const QByteArray name = QFile::encodeName(path);
    const int descriptor = ::open(name.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return failure(QString::fromLocal8Bit(std::strerror(errno)));
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), remember, &m_complaint);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignore, nullptr);
    m_tiff.reset(TIFFFdOpenExt(descriptor, name.constData(), "w", options.get()));
    if (m_tiff)
        return {};
    ::close(descriptor);
    return failure(m_complaint);
}

void TiffFile::describe(const Frame& frame)
{
    TIFF* tiff = m_tiff.get();
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<quint32>(frame.width));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<quint32>(frame.height));
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8 * bytesOf(frame.type));
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, frame.colors());
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, int(sampleFormat(frame.type)));
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, frame.colors() > 1 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, static_cast<quint32>(frame.height));
    TIFFSetField(tiff, TIFFTAG_SOFTWARE, "Beamdeck " BEAMDECK_VERSION);
    addPrivateTags(frame);
}

void TiffFile::addPrivateTags(const Frame& frame)
{
    static char timeName[] = "NDTimeStamp"; // libtiff keeps the names and wants them writable
    static char idName[] = "NDUniqueId";
    static char secondsName[] = "EPICSTSSec";
    static char nanosecondsName[] = "EPICSTSNsec";
    static const std::array<TIFFFieldInfo, 4> fields{{
        {TimeStampTag, 1, 1, TIFF_DOUBLE, FIELD_CUSTOM, 1, 0, timeName},
        {UniqueIdTag, 1, 1, TIFF_LONG, FIELD_CUSTOM, 1, 0, idName},
        {EpicsSecondsTag, 1, 1, TIFF_LONG, FIELD_CUSTOM, 1, 0, secondsName},
        {EpicsNanosecondsTag, 1, 1, TIFF_LONG, FIELD_CUSTOM, 1, 0, nanosecondsName},
    }};
    TIFF* tiff = m_tiff.get();
    TIFFMergeFieldInfo(tiff, fields.data(), static_cast<quint32>(fields.size()));
    const EpicsTime time = toEpicsTime(frame.time);
    TIFFSetField(tiff, TimeStampTag, sinceEpicsEpoch(frame.time));
    TIFFSetField(tiff, UniqueIdTag, static_cast<quint32>(frame.uniqueId));
    TIFFSetField(tiff, EpicsSecondsTag, time.seconds);
    TIFFSetField(tiff, EpicsNanosecondsTag, time.nanoseconds);
}

Result<void> TiffFile::write(const Frame& frame)
{
    describe(frame);
    const auto bytes = static_cast<tmsize_t>(frame.bytes());
    const bool written = withPixels<bool>(frame.pixels, [&](const auto& pixels) {
        // libtiff changes the buffer only where bytes have to be swapped, which they have not for a file in native order.
        void* buffer = const_cast<void*>(static_cast<const void*>(pixels.data()));
        return TIFFWriteEncodedStrip(m_tiff.get(), 0, buffer, bytes) == bytes;
    });
    if (!written || TIFFWriteDirectory(m_tiff.get()) == 0)
        return failure(m_complaint);
    return {};
}

Result<void> TiffFile::close()
{
    if (!m_tiff)
        return {};
    m_complaint.clear();
    m_tiff.reset();
    return m_complaint.isEmpty() ? Result<void>() : failure(m_complaint);
}

Error TiffFile::failure(const QString& reason)
{
    return {ErrorCode::Io, QStringLiteral("%1: %2").arg(m_path, reason), m_path};
}

} // namespace

std::unique_ptr<FrameFile> TiffFormat::make(const RecordTable& /*records*/) const
{
    return std::make_unique<TiffFile>();
}

} // namespace simulator
