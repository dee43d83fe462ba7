"""Reads, writes and monitors PVs of our Channel Access server with pyepics. Argument: the program that serves them."""

import ctypes
import os
import struct
import subprocess
import sys
import threading
import time

TIMEOUT = 10.0


def start_server(program):
    server = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    port = server.stdout.readline().strip()
    os.environ["EPICS_CA_ADDR_LIST"] = "127.0.0.1:" + port
    os.environ["EPICS_CA_AUTO_ADDR_LIST"] = "NO"
    os.environ["EPICS_CA_MAX_ARRAY_BYTES"] = "20000000"
    return server


def connected(epics, name, **options):
    pv = epics.PV(name, **options)
    assert pv.wait_for_connection(timeout=TIMEOUT), name + " does not connect"
    return pv


def check_scalars(epics):
    pv = connected(epics, "p:double", form="ctrl")
    assert pv.get(timeout=TIMEOUT) == 1.25
    pv.get_ctrlvars(timeout=TIMEOUT)
    assert (pv.units, pv.precision) == ("mm", 3), (pv.units, pv.precision)
    assert (pv.upper_ctrl_limit, pv.lower_ctrl_limit) == (5, -5)
    assert (pv.upper_disp_limit, pv.lower_alarm_limit, pv.upper_warning_limit) == (10, -9, 8)
    assert pv.get(as_string=True) == "1.250"
    assert pv.read_access and pv.write_access
    pv.put(-2.5, wait=True, timeout=TIMEOUT)
    assert pv.get(use_monitor=False, timeout=TIMEOUT) == -2.5
    assert abs(epics.PV("p:double", form="time").get_timevars(timeout=TIMEOUT)["timestamp"] - time.time()) < 60

    assert epics.caget("p:long", timeout=TIMEOUT) == -42
    assert epics.caput("p:long", 17, wait=True, timeout=TIMEOUT) == 1
    assert epics.caget("p:long.VAL", timeout=TIMEOUT) == 17


def check_enum_and_text(epics):
    state = connected(epics, "p:enum")
    assert state.get(timeout=TIMEOUT) == 1
    assert state.get(as_string=True) == "Busy"
    state.get_ctrlvars(timeout=TIMEOUT)
    assert tuple(state.enum_strs) == ("Idle", "Busy", "Done"), state.enum_strs
    state.put("Done", wait=True, timeout=TIMEOUT)
    assert state.get(use_monitor=False, timeout=TIMEOUT) == 2

    assert epics.caget("p:text", timeout=TIMEOUT) == "hello"
    epics.caput("p:text", "good bye", wait=True, timeout=TIMEOUT)
    assert epics.caget("p:text", timeout=TIMEOUT) == "good bye"
    assert epics.caget("p:text$", as_string=True, timeout=TIMEOUT) == "good bye"
    assert epics.caget("p:path", as_string=True, timeout=TIMEOUT) == "/data/sample"
    epics.caput("p:path", "/tmp", wait=True, timeout=TIMEOUT)
    assert epics.caget("p:path", as_string=True, timeout=TIMEOUT) == "/tmp"


def check_arrays(epics):
    wave = connected(epics, "p:wave")
    assert list(wave.get(timeout=TIMEOUT)) == [1, 2, 3]
    million = [float(i) for i in range(1000000)]
    wave.put(million, wait=True, timeout=TIMEOUT)
    back = wave.get(use_monitor=False, timeout=TIMEOUT)
    assert len(back) == 1000000 and back[999999] == 999999.0


def check_every_type(epics):
    """Each type is written to and read from a PV of each type; 2 can be told in all of them."""
    for native in ("string", "short", "float", "enum", "char", "long", "double"):
        pv = connected(epics, "t:" + native, auto_monitor=False)
        for base in range(7):
            value = ctypes.create_string_buffer(b"2", 40) if base == 0 else epics.dbr.Map[base](2)
            if base == 4:
                value = ctypes.c_ubyte(2)
            status = epics.ca.libca.ca_array_put(base, 1, pv.chid, ctypes.byref(value))
            assert status == 1, (native, base, status)
            for kind in (0, 14, 28):  # pyepics has no STS and GR types
                back = epics.ca.get_with_metadata(pv.chid, ftype=base + kind, timeout=TIMEOUT)
                expected = ("Done" if native == "enum" else "2") if base == 0 else 2
                got = back["value"]
                if base == 0 and native in ("float", "double"):
                    got = got.split(".")[0]
                assert got == expected, (native, base, kind, back)
            pv.put("0" if native == "string" else 0, wait=True, timeout=TIMEOUT)


def read_bytes(epics, pv, request, size):
    buffer = ctypes.create_string_buffer(size)
    assert epics.ca.libca.ca_array_get(request, 1, pv.chid, buffer) == 1
    assert epics.ca.libca.ca_pend_io(ctypes.c_double(TIMEOUT)) == 1
    return buffer.raw


def check_acknowledgement(epics):
    pv = connected(epics, "t:double", auto_monitor=False)
    assert read_bytes(epics, pv, 38, 40).rstrip(b"\0") == b"ao"
    assert epics.ca.libca.ca_array_put(35, 1, pv.chid, ctypes.byref(ctypes.c_ushort(0))) == 1
    assert struct.unpack_from("HHHH", read_bytes(epics, pv, 37, 48)) == (0, 0, 0, 0)
    assert epics.ca.libca.ca_array_put(35, 1, pv.chid, ctypes.byref(ctypes.c_ushort(1))) == 1
    assert epics.ca.libca.ca_array_put(36, 1, pv.chid, ctypes.byref(ctypes.c_ushort(3))) == 1
    assert struct.unpack_from("HHHH", read_bytes(epics, pv, 37, 48)) == (0, 0, 1, 0)


def check_names(epics):
    part = connected(epics, 'p:wave.{"arr":{"s":1,"e":3}}')
    assert part.count == 3 and list(part.get(timeout=TIMEOUT)) == [1, 2, 3], part.get()
    assert not part.write_access
    assert connected(epics, 'p:counter{"dbnd":{"d":5}}').get(timeout=TIMEOUT) is not None
    unknown = epics.PV('p:counter.{"unknown":{}}')
    assert not unknown.wait_for_connection(timeout=0.5)


def check_rules(epics):
    fixed = connected(epics, "p:fixed")
    assert fixed.get(timeout=TIMEOUT) == 5
    assert fixed.read_access and not fixed.write_access


def check_monitors(epics):
    seen = []
    enough = threading.Event()

    def changed(value=None, **_):
        seen.append(value)
        if len(seen) >= 5:
            enough.set()

    counter = connected(epics, "p:counter", callback=changed)
    deadline = time.time() + TIMEOUT
    while not enough.is_set() and time.time() < deadline:
        epics.ca.poll(0.01, 1.0)
    assert enough.is_set(), seen
    assert seen == sorted(set(seen)), seen
    counter.disconnect()


def check_put_with_wait(epics):
    slow = connected(epics, "p:slow")
    began = time.time()
    slow.put(4.5, wait=True, timeout=TIMEOUT)
    assert time.time() - began >= 0.29, "the put was called done before it was"
    assert slow.get(use_monitor=False, timeout=TIMEOUT) == 4.5
    refused = connected(epics, "p:double")
    refused.put(50.0, wait=True, timeout=TIMEOUT)  # past its limits
    assert refused.get(use_monitor=False, timeout=TIMEOUT) == -2.5


def main():
    server = start_server(sys.argv[1])
    try:
        import epics

        for check in (check_scalars, check_enum_and_text, check_arrays, check_names, check_every_type, check_acknowledgement,
                      check_rules, check_monitors, check_put_with_wait):
            check(epics)
            print("PASS", check.__name__)
    finally:
        server.stdin.close()
        status = server.wait(TIMEOUT)
    assert status == 0, "the server ended with %d" % status


main()
