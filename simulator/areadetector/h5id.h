#pragma once

#include <QString>

#include <hdf5.h>

#include <stdexcept>
#include <utility>

namespace simulator {

/// Owns one reference to any HDF5 identifier and gives it back.
/// Errors:  the constructor throws H5Failure for an identifier that HDF5 did not give.
class H5Id
{
public:
    H5Id() = default;
    H5Id(hid_t id, const char* what);
    H5Id(H5Id&& other) noexcept
        : m_id(std::exchange(other.m_id, H5I_INVALID_HID))
    {
    }
    H5Id& operator=(H5Id&& other) noexcept
    {
        std::swap(m_id, other.m_id);
        return *this;
    }
    ~H5Id();

    /// Throws when closing fails, e.g. because the disk is full.
    void close(const char* what);
    operator hid_t() const { return m_id; }

private:
    hid_t m_id = H5I_INVALID_HID;
};

/// What was being done and why HDF5 could not; caught where files are opened, written and closed.
class H5Failure : public std::runtime_error
{
public:
    explicit H5Failure(const char* what);
};

/// Throws H5Failure when `status` is negative.
void h5Check(herr_t status, const char* what);

} // namespace simulator
