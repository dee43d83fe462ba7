#pragma once

#include "simulator/areadetector/frame.h"

#include <vector>

namespace simulator {

/// What is wanted of an image.
struct StatisticsRequest
{
    double centroidThreshold = 200; ///< counts from which pixels count for the centroid
    int borderWidth = 1; ///< pixels at each side which are taken as background
    bool profiles = false;
    bool histogram = false;
    int bins = 256;
    double low = 0; ///< of the first bin
    double high = 65535; ///< of the last one
};

/// Statistics of one image.
/// Units:   counts; pixels of the image from its top left.
struct ImageStatistics
{
    double minimum = 0;
    double maximum = 0;
    int minimumX = 0;
    int minimumY = 0;
    int maximumX = 0;
    int maximumY = 0;
    double mean = 0;
    double sigma = 0;
    double total = 0;
    double net = 0; ///< total above the mean level of the frame's border
    double centroidTotal = 0; ///< of the pixels at or above the threshold
    double centroidX = 0;
    double centroidY = 0;
    double sigmaX = 0;
    double sigmaY = 0;
    double sigmaXY = 0; ///< correlation, -1…1
    std::vector<double> averageX; ///< mean of each column
    std::vector<double> averageY;
    std::vector<double> histogram;
    double below = 0; ///< pixels below the first bin
    double above = 0;
    double entropy = 0;
};

/// Images with colours have no centroid and no profiles.
ImageStatistics statisticsOf(const Frame& frame, const StatisticsRequest& request);

} // namespace simulator
