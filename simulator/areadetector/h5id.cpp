#include "simulator/areadetector/h5id.h"

#include <string>

namespace simulator {

namespace {

herr_t keepDeepest(unsigned /*depth*/, const H5E_error2_t* error, void* text)
{
    if (error->desc)
        *static_cast<std::string*>(text) = error->desc;
    return 0;
}

std::string explained(const char* what)
{
    std::string reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keepDeepest, &reason);
    return std::string(what) + ": " + reason;
}

} // namespace

H5Failure::H5Failure(const char* what)
    : std::runtime_error(explained(what))
{
}

void h5Check(herr_t status, const char* what)
{
    if (status < 0)
        throw H5Failure(what);
}

H5Id::H5Id(hid_t id, const char* what)
    : m_id(id)
{
    if (id < 0)
        throw H5Failure(what);
}

H5Id::~H5Id()
{
    if (m_id >= 0)
        H5Idec_ref(m_id);
}

void H5Id::close(const char* what)
{
    if (m_id >= 0)
        h5Check(H5Idec_ref(std::exchange(m_id, H5I_INVALID_HID)), what);
}

} // namespace simulator
