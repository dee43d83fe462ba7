/// What Beamdeck uses of libca (EPICS Base 7), declared from the library's binary interface: Debian ships libca without its
/// headers. With a full EPICS Base its own cadef.h is used instead; see cmake/modules/FindEPICS.cmake.
#pragma once

#include <cstdarg>
#include <cstdint>

extern "C" {

struct oldChannelNotify;
struct oldSubscription;
struct ca_client_context;

using chid = oldChannelNotify*;
using evid = oldSubscription*;
using chtype = long;
using capri = unsigned;

struct connection_handler_args
{
    ::chid chid;
    long op;
};

struct access_rights_handler_args
{
    ::chid chid;
    struct
    {
        unsigned read_access : 1;
        unsigned write_access : 1;
    } ar;
};

struct event_handler_args
{
    void* usr;
    ::chid chid;
    long type;
    long count;
    const void* dbr;
    int status;
};

struct exception_handler_args
{
    void* usr;
    ::chid chid;
    long type;
    long count;
    void* addr;
    long stat;
    long op;
    const char* ctx;
    const char* pFile;
    unsigned lineNo;
};

using caCh = void(connection_handler_args);
using caArh = void(access_rights_handler_args);
using caEventCallBackFunc = void(event_handler_args);
using caExceptionHandler = void(exception_handler_args);
using caPrintfFunc = int(const char* format, va_list arguments);

enum ca_preemptive_callback_select { ca_disable_preemptive_callback, ca_enable_preemptive_callback };
enum channel_state { cs_never_conn, cs_prev_conn, cs_conn, cs_closed };

int ca_context_create(ca_preemptive_callback_select select);
void ca_context_destroy();
ca_client_context* ca_current_context();
int ca_attach_context(ca_client_context* context);
void ca_detach_context();

int ca_create_channel(const char* name, caCh* connection, void* user, capri priority, chid* created);
int ca_clear_channel(chid channel);
int ca_replace_access_rights_event(chid channel, caArh* handler);
int ca_add_exception_event(caExceptionHandler* handler, void* user);
int ca_replace_printf_handler(caPrintfFunc* handler);

int ca_create_subscription(
    chtype type, unsigned long count, chid channel, long mask, caEventCallBackFunc* handler, void* user, evid* created);
int ca_clear_subscription(evid subscription);
int ca_array_get_callback(chtype type, unsigned long count, chid channel, caEventCallBackFunc* handler, void* user);
int ca_array_get(chtype type, unsigned long count, chid channel, void* destination);
int ca_array_put(chtype type, unsigned long count, chid channel, const void* data);
int ca_array_put_callback(
    chtype type, unsigned long count, chid channel, const void* data, caEventCallBackFunc* handler, void* user);
int ca_flush_io();
int ca_pend_event(double seconds);
int ca_pend_io(double seconds);

short ca_field_type(chid channel);
unsigned long ca_element_count(chid channel);
const char* ca_name(chid channel);
void* ca_puser(chid channel);
channel_state ca_state(chid channel);
unsigned ca_read_access(chid channel);
unsigned ca_write_access(chid channel);
unsigned ca_get_host_name(chid channel, char* buffer, unsigned length);
const char* ca_message(long status);
const char* ca_version();

/// Indexed by DBR type, 0 … 38.
extern const unsigned short dbr_size[];
extern const unsigned short dbr_value_size[];
extern const unsigned short dbr_value_offset[];

} // extern "C"

// Field and request types; a request type is a field type plus 7 (STS), 14 (TIME), 21 (GR) or 28 (CTRL).
inline constexpr int DBF_STRING = 0;
inline constexpr int DBF_SHORT = 1;
inline constexpr int DBF_FLOAT = 2;
inline constexpr int DBF_ENUM = 3;
inline constexpr int DBF_CHAR = 4;
inline constexpr int DBF_LONG = 5;
inline constexpr int DBF_DOUBLE = 6;
inline constexpr int DBR_STRING = 0;
inline constexpr int DBR_SHORT = 1;
inline constexpr int DBR_FLOAT = 2;
inline constexpr int DBR_ENUM = 3;
inline constexpr int DBR_CHAR = 4;
inline constexpr int DBR_LONG = 5;
inline constexpr int DBR_DOUBLE = 6;
inline constexpr int DBR_TIME_STRING = 14;
inline constexpr int DBR_TIME_DOUBLE = 20;
inline constexpr int DBR_CTRL_STRING = 28;
inline constexpr int DBR_CTRL_DOUBLE = 34;

inline constexpr long DBE_VALUE = 1;
inline constexpr long DBE_LOG = 2;
inline constexpr long DBE_ALARM = 4;
inline constexpr long DBE_PROPERTY = 8;

inline constexpr long CA_OP_PUT = 1;
inline constexpr long CA_OP_CONN_UP = 6;
inline constexpr long CA_OP_CONN_DOWN = 7;
inline constexpr unsigned CA_PRIORITY_DEFAULT = 0;

inline constexpr int ECA_NORMAL = 1;
inline constexpr int ECA_ALLOCMEM = 48;
inline constexpr int ECA_TIMEOUT = 80;
inline constexpr int ECA_BADTYPE = 114;
inline constexpr int ECA_GETFAIL = 152;
inline constexpr int ECA_PUTFAIL = 160;
inline constexpr int ECA_BADCOUNT = 176;
inline constexpr int ECA_BADSTR = 186;
inline constexpr int ECA_DISCONN = 192;
inline constexpr int ECA_DBLCHNL = 200;
inline constexpr int ECA_PUTCBINPROG = 362;
inline constexpr int ECA_NORDACCESS = 368;
inline constexpr int ECA_NOWTACCESS = 376;
inline constexpr int ECA_NOCONVERT = 400;
inline constexpr int ECA_ISATTACHED = 424;
inline constexpr int ECA_CHANDESTROY = 440;
inline constexpr int ECA_UNRESPTMO = 480;
