"""Works the simulated beamline with pyepics, as a stranger's program would. Argument: the program beamdeck-sim."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "beamdeck-sim"
SKIPPED = 77


def start(*options):
    process = subprocess.Popen([PROGRAM, "--port", "0", *options], stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    found = re.fullmatch(r"beamdeck-sim: serving (\d+) PVs on 127\.0\.0\.1:(\d+)\n", line)
    if not found:
        process.kill()
        raise RuntimeError("no greeting but " + repr(line))
    return process, int(found[1]), int(found[2])


def wait_until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        epics.ca.poll(evt=0.01)
    return True


simulator, pv_count, port = start("--die-with-parent", "--seed", "3")
os.environ.update(
    EPICS_CA_ADDR_LIST="127.0.0.1",
    EPICS_CA_AUTO_ADDR_LIST="NO",
    EPICS_CA_SERVER_PORT=str(port),
    EPICS_CA_MAX_ARRAY_BYTES="10000000",
)
try:
    import epics
    from epics.devices import Scaler
    from epics.devices.ai import ai
    from epics.devices.ao import ao
    from epics.devices.bi import bi
    from epics.devices.bo import bo
except ImportError:
    simulator.terminate()
    print("python3-pyepics is not installed")
    sys.exit(SKIPPED)


STATE_CLIENT = """
import epics, os, sys
assert abs(epics.caget("S:m3.TWV", timeout=20) - float(sys.argv[1])) < 1e-12
assert epics.caput("S:m3.TWV", 0.125, wait=True, timeout=20) == 1
os._exit(0)
"""


class Clients(unittest.TestCase):
    def test_reads_metadata(self):
        pv = epics.PV("BD:m3.RBV")
        self.assertTrue(pv.wait_for_connection(10))
        self.assertEqual(pv.type, "time_double")
        control = pv.get_ctrlvars()
        self.assertEqual(control["units"], "mm")
        self.assertEqual(control["precision"], 3)
        self.assertEqual(control["upper_ctrl_limit"], 10)
        self.assertEqual(control["lower_ctrl_limit"], -10)
        self.assertEqual(epics.caget("BD:shutter", as_string=True), "Open")
        self.assertEqual(epics.caget("BD:m3.RTYP"), "motor")
        self.assertEqual(epics.caget("BD:m3.SPMG", as_string=True), "Go")
        self.assertGreater(pv_count, 1000)

    def test_moves_and_waits(self):
        seen = []
        readback = epics.PV("BD:m3.RBV", callback=lambda value, **_: seen.append(value))
        self.assertTrue(readback.wait_for_connection(10))
        epics.caput("BD:m3", 0, wait=True, timeout=60)
        del seen[:]
        # Slow until it has been seen on the way, however busy the machine is; then a new target takes the new speed.
        epics.caput("BD:m3.VELO", 0.05, wait=True)
        epics.caput("BD:m3", 1.0)
        self.assertTrue(wait_until(lambda: any(0 < value < 1 for value in seen)), seen)
        epics.caput("BD:m3.VELO", 2, wait=True)
        self.assertEqual(epics.caput("BD:m3", 1.0, wait=True, timeout=60), 1)
        self.assertEqual(epics.caget("BD:m3.DMOV"), 1)
        self.assertEqual(epics.caget("BD:m3.RBV", use_monitor=False), 1.0)
        self.assertTrue(wait_until(lambda: seen and seen[-1] == 1.0))

    def test_motor_class(self):
        motor = epics.Motor("BD:m4")
        self.assertEqual(motor.DESC, "sy")
        self.assertEqual(motor.move(0.5, wait=True, timeout=60), 0)
        self.assertAlmostEqual(motor.get_position(readback=True), 0.5)
        motor.put("tweak_val", 0.1)
        self.assertEqual(motor.tweak(wait=True, timeout=60), 0)
        self.assertTrue(wait_until(lambda: abs(motor.get("RBV") - 0.6) < 1e-9))
        self.assertEqual(motor.move(99), -12)
        motor.set_position(5)
        self.assertTrue(wait_until(lambda: abs(motor.get("RBV") - 5) < 1e-9))
        self.assertTrue(wait_until(lambda: motor.get("SET") == 0))
        self.assertTrue(wait_until(lambda: abs(motor.get("HLM") - 14.4) < 1e-9))

    def test_motor_class_moves_in_many_ways(self):
        motor = epics.Motor("BD:m7")
        self.assertEqual(motor.move(0.5, wait=True, timeout=60), 0)
        self.assertEqual(motor.move(0.25, relative=True, wait=True, timeout=60), 0)
        self.assertAlmostEqual(motor.get("VAL", timeout=10), 0.75)
        self.assertEqual(motor.move(0.25, dial=True, wait=True, timeout=60), 0)
        self.assertTrue(wait_until(lambda: abs(motor.get("DRBV") - 0.25) < 1e-9))
        self.assertEqual(motor.move(400, step=True, raw=True, wait=True, timeout=60), 0)
        self.assertTrue(wait_until(lambda: motor.get("RRBV") == 400))
        motor.backlash = 0.1
        motor.slew_speed = 3
        self.assertTrue(wait_until(lambda: epics.caget("BD:m7.VELO") == 3))
        self.assertEqual(motor.move(0.2, wait=True, timeout=60), 0)
        self.assertEqual(motor.within_limits(99), False)
        self.assertAlmostEqual(motor.get("retry_deadband"), 0.001)
        self.assertEqual(motor.get("SPMG", as_string=True), "Go")
        self.assertEqual(motor.get("disabled"), 0)
        motor.put("disabled", 1, wait=True)
        before = motor.get("RBV")
        motor.move(1.5)
        self.assertTrue(wait_until(lambda: motor.get("disabled") == 1))
        self.assertEqual(motor.get("RBV"), before)
        motor.put("disabled", 0, wait=True)

    def test_every_alias_of_the_motor_class(self):
        missing = []
        for field in sorted(set(epics.Motor._alias.values()) - {"OMSL", "OUT", "CARD", "RRES", "URIP", "VERS", "LRLV"}):
            if not epics.PV("BD:m8." + field).wait_for_connection(10):
                missing.append(field)
        self.assertEqual(missing, [])

    def test_jogs(self):
        epics.caput("BD:m8.JVEL", 0.5, wait=True)
        epics.caput("BD:m8.JOGF", 1)
        self.assertTrue(wait_until(lambda: epics.caget("BD:m8.DMOV") == 0))
        epics.caput("BD:m8.JOGF", 0)
        self.assertTrue(wait_until(lambda: epics.caget("BD:m8.DMOV") == 1))

    def test_refuses_past_limits(self):
        epics.caput("BD:m6", 1, wait=True, timeout=60)
        self.assertEqual(epics.caput("BD:m6", 9, wait=True, timeout=10), 1)
        self.assertEqual(epics.caget("BD:m6.LVIO"), 1)
        self.assertEqual(epics.caget("BD:m6.VAL"), 1)
        self.assertEqual(epics.caget("BD:m6.RBV"), 1)

    def test_stops(self):
        epics.caput("BD:m5.VELO", 0.2, wait=True)
        epics.caput("BD:m5", 20)
        self.assertTrue(wait_until(lambda: epics.caget("BD:m5.MOVN") == 1))
        epics.caput("BD:m5.STOP", 1)
        self.assertTrue(wait_until(lambda: epics.caget("BD:m5.DMOV") == 1))
        self.assertLess(epics.caget("BD:m5.RBV"), 20)

    def test_counts(self):
        scaler = Scaler("BD:scaler1", nchan=8)
        self.assertEqual(scaler.getNames()[:3], ["clock", "I0", "I1"])
        scaler.Count(0.2, wait=True)
        self.assertTrue(wait_until(lambda: scaler.get("CNT") == 0))
        counts = scaler.Read()
        self.assertEqual(counts[0], 2e6)
        self.assertGreater(counts[1], 1000)
        epics.caput("BD:shutter", "Closed", wait=True)
        epics.caput("BD:scaler1.CNT", 1, wait=True, timeout=20)
        self.assertLess(epics.caget("BD:scaler1.S2", use_monitor=False), 20)
        epics.caput("BD:shutter", 1, wait=True)

    def test_scaler_calculates(self):
        scaler = Scaler("BD:scaler1", nchan=8)
        scaler.EnableCalcs()
        scaler.setCalc(5, "A/1e7")
        self.assertTrue(wait_until(lambda: scaler.get("expr5") == "A/1e7"))
        scaler.OneShotMode()
        scaler.Count(0.1, wait=True)
        self.assertTrue(wait_until(lambda: scaler.get("CNT") == 0))
        self.assertTrue(wait_until(lambda: abs(scaler.Read(use_calc=True)[4] - 0.1) < 1e-9))
        counts = scaler.Read()
        self.assertTrue(wait_until(lambda: abs(scaler.Read(use_calc=True)[0] - counts[2] / counts[1]) < 1e-9))
        scaler.AutoCountMode()
        self.assertTrue(wait_until(lambda: epics.caget("BD:scaler1.SS") == 2))
        scaler.OneShotMode()
        self.assertTrue(wait_until(lambda: epics.caget("BD:scaler1.SS") == 0))

    def test_example_records(self):
        output, reading = ao("BD:ex:ao"), ai("BD:ex:ai")
        self.assertEqual((output.get("EGU"), output.get("PREC"), output.get("DRVH")), ("V", 3, 10))
        output.put("VAL", 8, wait=True)
        self.assertTrue(wait_until(lambda: reading.get("VAL") == 8))
        self.assertTrue(wait_until(lambda: epics.PV("BD:ex:ai").severity == 1))
        output.put("VAL", 0, wait=True)
        switch, lamp = bo("BD:ex:bo"), bi("BD:ex:bi")
        switch.put("VAL", "On", wait=True)
        self.assertTrue(wait_until(lambda: lamp.get("VAL") == 1))
        self.assertEqual(lamp.get("ONAM"), "On")
        device = epics.Device("BD:ex:", attrs=("mbbo", "mbbi", "longout", "longin", "stringout", "stringin"))
        device.put("mbbo", "Ready", wait=True)
        device.put("longout", -17, wait=True)
        device.put("stringout", "Hallo", wait=True)
        self.assertTrue(wait_until(lambda: device.get("mbbi", as_string=True) == "Ready"))
        self.assertTrue(wait_until(lambda: (device.get("longin"), device.get("stringin")) == (-17, "Hallo")))
        text = "a text of more than forty characters, written as an array of them"
        epics.caput("BD:ex:longString", text, wait=True)
        self.assertEqual(epics.caget("BD:ex:longString", as_string=True, use_monitor=False), text)
        epics.caput("BD:ex:wave:double", [1.5, 2.5], wait=True)
        self.assertEqual(list(epics.caget("BD:ex:wave:double", use_monitor=False)), [1.5, 2.5])
        epics.caput("BD:ex:int64out", 2 ** 40 + 1, wait=True)
        self.assertEqual(epics.caget("BD:ex:int64in", use_monitor=False), 2 ** 40 + 1)
        epics.caput("BD:ex:calc.A", 4, wait=True)
        self.assertEqual(epics.caget("BD:ex:calc", use_monitor=False), 16)
        epics.caput("BD:ex:busyTime", 0.2, wait=True)
        self.assertEqual(epics.caput("BD:ex:busy", 1, wait=True, timeout=30), 1)
        self.assertEqual(epics.caget("BD:ex:busy", use_monitor=False), 0)

    def test_chaos(self):
        def chaos(**settings):
            for name, value in settings.items():
                self.assertEqual(epics.caput("BD:chaos:" + name, value, wait=True, timeout=30), 1)

        victim = epics.PV("BD:hutch:temperature")
        self.assertTrue(victim.wait_for_connection(10))
        chaos(target="BD:hutch:", action="disconnect", on=1)
        self.assertTrue(wait_until(lambda: not victim.connected))
        chaos(on=0)
        self.assertTrue(wait_until(lambda: victim.connected, 60))
        chaos(action="alarm", severity="INVALID", on=1)
        self.assertTrue(wait_until(lambda: victim.severity == 3))
        chaos(action="freeze")
        self.assertTrue(wait_until(lambda: victim.severity == 0))
        frozen = epics.caget("BD:hutch:temperature", use_monitor=False)
        self.assertFalse(wait_until(lambda: epics.caget("BD:hutch:temperature", use_monitor=False) != frozen, 1.2))
        chaos(on=0)
        self.assertTrue(wait_until(lambda: victim.get() != frozen))
        chaos(target="BD:ex:ao", action="slow", delay=0.5, on=1)
        began = time.monotonic()
        self.assertEqual(epics.caput("BD:ex:ao", 1, wait=True, timeout=30), 1)
        self.assertGreaterEqual(time.monotonic() - began, 0.5)
        chaos(on=0)

    def test_sees_the_image(self):
        for name, value in (("Acquire", 0), ("ImageMode", "Single"), ("AcquireTime", 0.05), ("WaitForPlugins", "Yes")):
            epics.caput("BD:cam1:" + name, value, wait=True, timeout=10)
        before = epics.caget("BD:cam1:ArrayCounter_RBV", use_monitor=False)
        self.assertEqual(epics.caput("BD:cam1:Acquire", 1, wait=True, timeout=30), 1)
        self.assertEqual(epics.caget("BD:cam1:ArrayCounter_RBV", use_monitor=False), before + 1)
        image = epics.caget("BD:image1:ArrayData", use_monitor=False, timeout=30).astype("uint16")
        self.assertEqual(image.size, 1024 * 1024)
        image.shape = (1024, 1024)
        self.assertEqual(int(image.max()), epics.caget("BD:Stats1:MaxValue_RBV", use_monitor=False))
        self.assertGreater(image[462:562, 462:562].mean(), 10 * image[:50, :50].mean())

        epics.caput("BD:cam1:DataType", "UInt8", wait=True)
        epics.caput("BD:cam1:Acquire", 1, wait=True, timeout=30)
        data = epics.PV("BD:image1:ArrayData")
        self.assertTrue(data.wait_for_connection(20))
        self.assertTrue(wait_until(lambda: epics.caget("BD:image1:DataType_RBV", as_string=True) == "UInt8"))
        self.assertTrue(wait_until(lambda: data.type == "time_char" and data.count == 1024 * 1024))
        epics.caput("BD:cam1:DataType", "UInt16", wait=True)
        epics.caput("BD:cam1:ImageMode", "Continuous", wait=True)
        epics.caput("BD:cam1:Acquire", 1)
        self.assertTrue(wait_until(lambda: epics.caget("BD:cam1:ArrayCounter_RBV", use_monitor=False) > before + 4))

    def test_environment_lives(self):
        values = set()
        ring = epics.PV("BD:ring:current", callback=lambda value, **_: values.add(value))
        self.assertTrue(ring.wait_for_connection(10))
        self.assertTrue(wait_until(lambda: len(values) > 5))
        self.assertTrue(all(380 < value < 410 for value in values), values)
        self.assertLess(epics.caget("BD:vacuum"), 5e-9)
        self.assertAlmostEqual(epics.caget("BD:hutch:temperature"), 24.6, delta=0.3)


class Process(unittest.TestCase):
    def test_ends_on_signals(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            process, _, _ = start()
            process.send_signal(number)
            self.assertEqual(process.wait(20), 0)
            process.stdout.close()

    def test_ends_with_a_killed_parent(self):
        for option in ("--die-with-parent", "--parent-pid $$"):
            shell = subprocess.Popen(
                ["sh", "-c", f'"{PROGRAM}" --port 0 {option} & echo $!; wait'], stdout=subprocess.PIPE, text=True)
            pid = int(shell.stdout.readline())
            self.assertIn("serving", shell.stdout.readline())
            shell.kill()
            shell.wait()
            self.assertEqual(shell.stdout.read(), "")  # ends when the simulator, which holds the pipe, has ended
            shell.stdout.close()
            self.assertNotEqual(pid, 0)

    def test_keeps_its_state(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "state.txt")
            for expected in (0.05, 0.125):
                process, _, own_port = start("--state", path, "--prefix", "S:")
                reader = subprocess.run([sys.executable, "-c", STATE_CLIENT, str(expected)], timeout=120,
                                        env={**os.environ, "EPICS_CA_SERVER_PORT": str(own_port)})
                self.assertEqual(reader.returncode, 0)
                process.terminate()
                self.assertEqual(process.wait(30), 0)
                process.stdout.close()
            with open(path, "a", encoding="utf-8") as file:
                file.write("S:m3.TWV abc\n")
            process = subprocess.Popen([PROGRAM, "--port", "0", "--state", path, "--prefix", "S:"], text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.assertIn("serving", process.stdout.readline())
            process.terminate()
            complaints = process.communicate(timeout=30)[1]
            self.assertRegex(complaints, r"state\.txt:\d+: .*number.*abc")

    def test_serves_load(self):
        process, count, _ = start("--scale", "500", "--rate", "2")
        process.terminate()
        self.assertEqual(process.wait(30), 0)
        process.stdout.close()
        self.assertEqual(count, pv_count + 500)

    def test_lists(self):
        lines = subprocess.run([PROGRAM, "--list", "--prefix", "X:"], capture_output=True, text=True).stdout.splitlines()
        self.assertEqual(len([line for line in lines if not line.startswith("#")]), pv_count)
        self.assertIn("# Motors", lines)
        self.assertTrue(any(re.match(r"X:m3\.VAL\s+double\s+sx$", line) for line in lines), lines[:5])

    def test_bad_usage(self):
        for options in (["--port", "70000"], ["--seed", "x"], ["--parent-pid", "-1"], ["--wrong"], ["extra"],
                        ["--scale", "-1"], ["--scale", "many"], ["--rate", "0"], ["--rate", "inf"], ["--port", "1x"]):
            run = subprocess.run([PROGRAM, *options], capture_output=True, text=True)
            self.assertEqual(run.returncode, 2, options)
            self.assertIn("beamdeck-sim:", run.stderr)
        taken = subprocess.run([PROGRAM, "--port", str(port)], capture_output=True, text=True, timeout=20)
        self.assertEqual(taken.returncode, 1)
        self.assertIn(str(port), taken.stderr)


if __name__ == "__main__":
    try:
        outcome = unittest.main(exit=False, verbosity=2).result
    finally:
        simulator.terminate()
        simulator.wait(20)
    os._exit(0 if outcome.wasSuccessful() else 1)  # pyepics' own exit handlers need a live server
