#pragma once

#include <hdf5.h>

#include <utility>

namespace storage::h5 {

/// Owns one reference to any HDF5 identifier and gives it back.
class Handle
{
public:
    Handle() = default;
    explicit Handle(hid_t id)
        : m_id(id)
    {
    }
    Handle(Handle&& other) noexcept
        : m_id(std::exchange(other.m_id, H5I_INVALID_HID))
    {
    }
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(m_id, other.m_id);
        other.reset();
        return *this;
    }
    ~Handle() { reset(); }

    /// False when closing failed, e.g. because the disk is full.
    bool reset() { return m_id < 0 || H5Idec_ref(std::exchange(m_id, H5I_INVALID_HID)) >= 0; }
    hid_t id() const { return m_id; }
    explicit operator bool() const { return m_id >= 0; }

private:
    hid_t m_id = H5I_INVALID_HID;
};

} // namespace storage::h5
