#pragma once

#include "storage/fileformat.h"

namespace storage {

/// Images as TIFF files with what they are as JSON in their ImageDescription, whether they came with the points or stand in files that
/// the detector wrote (HDF5; these are read when the run ends). One file for each image.
FileFormat tiffFormat();
/// One file for each column of images, BigTIFF, with a page for each image.
FileFormat tiffStackFormat();

} // namespace storage
