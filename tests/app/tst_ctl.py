"""Works beamdeckctl as a user does: PVs, scans, bad usage, a simulator that dies, Ctrl-C."""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import h5py

BIN = Path(sys.argv.pop(1))
CTL = BIN / "beamdeckctl"
SIM = BIN / "beamdeck-sim"


def ctl(*args, env=None, timeout=60):
    return subprocess.run([CTL, *args], capture_output=True, text=True, timeout=timeout, env=env, stdin=subprocess.DEVNULL)


class Simulator:
    def __init__(self, port=0):
        self.port = port

    def __enter__(self):
        self.process = subprocess.Popen([SIM, "--port", str(self.port)], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().strip().rsplit(":", 1)[1])
        self.env = dict(os.environ, EPICS_CA_ADDR_LIST=f"127.0.0.1:{self.port}", EPICS_CA_AUTO_ADDR_LIST="NO")
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Pvs(unittest.TestCase):
    def test_get_put_info_over_the_environment(self):
        with Simulator() as sim:
            done = ctl("get", "BD:m3", "BD:shutter", env=sim.env)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("mm", done.stdout)
            self.assertIn("Open", done.stdout)
            self.assertEqual(ctl("put", "--wait", "BD:m3", "-0.5", env=sim.env).returncode, 0)
            row = json.loads(ctl("--json", "get", "BD:m3.RBV", env=sim.env).stdout)
            self.assertAlmostEqual(row["value"], -0.5, places=3)
            self.assertTrue({"pv", "value", "severity", "status", "time", "units", "precision", "type", "count"} <= row.keys())
            info = json.loads(ctl("--json", "info", "BD:m3", env=sim.env).stdout)
            self.assertEqual(info["type"], "double")
            self.assertTrue(info["write"])

    def test_refusals(self):
        with Simulator() as sim:
            beyond = ctl("put", "BD:m3", "99", env=sim.env)
            self.assertEqual(beyond.returncode, 1)
            self.assertIn("limit of 10", beyond.stderr)
            self.assertEqual(ctl("put", "BD:m3", "nan", env=sim.env).returncode, 2)
            self.assertEqual(ctl("put", "BD:shutter", "ajar", env=sim.env).returncode, 2)
            nobody = ctl("--timeout", "1", "get", "BD:nosuch", env=sim.env)
            self.assertEqual(nobody.returncode, 1)
            self.assertIn("BD:nosuch", nobody.stderr)

    def test_monitor(self):
        with Simulator() as sim:
            done = ctl("--json", "monitor", "BD:ring:current", "--count", "3", env=sim.env)
            self.assertEqual(done.returncode, 0)
            self.assertEqual(len([json.loads(line) for line in done.stdout.splitlines()]), 3)

    def test_bad_usage(self):
        for args in ([], ["dance"], ["get"], ["put", "x"], ["--timeout", "soon", "get", "x"], ["scan", "ascan sx 0 1 2 0.1"]):
            self.assertEqual(ctl(*args).returncode, 2, args)


class Scans(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def scan(self, command, *args, timeout=120):
        return ctl("--demo", "--out", self.folder.name, *args, "scan", command, timeout=timeout)

    def test_ascan(self):
        done = self.scan("ascan sx -1 1 10 0.02")
        self.assertEqual(done.returncode, 0, done.stderr)
        path = done.stdout.splitlines()[-1]
        with h5py.File(path, "r") as file:
            entry = file["entry"]
            data = entry["data"]
            self.assertEqual(data.attrs["signal"], "sc_I1")
            self.assertEqual(data["sx"].shape, (11,))
            self.assertEqual(data["sx"].attrs["units"], "mm")
            self.assertEqual(entry["exit_status"][()].decode(), "success")
            self.assertIn("positions_before", entry)
            self.assertTrue(entry["start_time"][()] < entry["end_time"][()])

    def test_dry_run_moves_nothing(self):
        done = self.scan("mesh sx -2 2 19 sy -1 1 9 0.05", "--dry-run", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = json.loads(done.stdout)
        self.assertEqual((told["points"], told["runs"], told["complete"]), (200, 1, True))
        self.assertGreater(told["seconds"], 200 * 0.05)
        self.assertGreater(told["bytes"], 200 * 8)
        self.assertEqual(sorted((each["motor"], each["lowest"], each["highest"]) for each in told["extents"]),
                         [("sx", -2, 2), ("sy", -1, 1)])
        self.assertEqual(list(Path(self.folder.name).rglob("*.nxs")), [])

    def test_dry_run_tells_problems(self):
        done = self.scan("ascan sx -1 99 10 0.1", "--dry-run")
        self.assertEqual(done.returncode, 2)
        self.assertIn("11 point", done.stdout)
        self.assertIn("sx: -1 to 99 mm", done.stdout)
        self.assertIn("sx = 99 mm is above the high limit", done.stderr)
        self.assertEqual(self.scan("ascan sx 0 1", "--dry-run").returncode, 2)
        self.assertEqual(self.scan("ct", "--on-failure", "dance").returncode, 2)

    def test_questions_are_asked_at_the_terminal(self):
        done = subprocess.run([CTL, "--demo", "--out", self.folder.name, "scan", "tweak sx 0.1 field=sc dwell=0.02"], text=True,
                              capture_output=True, timeout=120, input="\n-0.3\nq\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr.count("Next step"), 3)
        with h5py.File(done.stdout.splitlines()[-1], "r") as file:
            places = [round(place, 3) for place in file["entry/data/sx"][()]]
        self.assertEqual([round(place - places[0], 3) for place in places], [0, 0.1, -0.2])

    def test_a_question_that_nobody_answers_ends_the_scan(self):
        done = self.scan("tweak sx 0.1 field=sc dwell=0.02")
        self.assertEqual(done.returncode, 1)
        self.assertIn("nobody", done.stdout)

    def test_mesh_as_json(self):
        done = self.scan("mesh sx -0.2 0.2 2 sy -0.2 0.2 3 0.01", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(sum(row.get("document") == "event" and "sx" in row["data"] and "sc_I1" in row["data"] for row in rows), 12)
        with h5py.File(rows[-1]["file"], "r") as file:
            self.assertEqual(sorted(file["entry/data/sc_I1"].shape), [3, 4])

    def test_refused_before_anything_moves(self):
        for command, text in (("ascan sx -1 99 10 0.1", "limit"), ("ascan nosuch 0 1 2 0.1", "nosuch"),
                              ("ascan sx 0 1", "expected"), ("dance", "dance")):
            done = self.scan(command)
            self.assertEqual(done.returncode, 2, (command, done.stderr))
            self.assertIn(text, done.stderr)

    def test_output_folder_that_cannot_be_written(self):
        done = ctl("--demo", "--out", "/proc/beamdeck", "scan", "ascan sx 0 1 2 0.1")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/proc/beamdeck", done.stderr)

    def test_ctrl_c_pauses_and_a_second_aborts(self):
        process = subprocess.Popen([CTL, "--demo", "--out", self.folder.name, "scan", "ascan sx -2 2 40 0.2"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        while not process.stdout.readline().lstrip().startswith("2 "):
            pass
        process.send_signal(signal.SIGINT)
        self.assertIn("paused", process.stderr.readline())
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 1)
        path = out.splitlines()[-1]
        with h5py.File(path, "r") as file:
            self.assertEqual(file["entry/exit_status"][()].decode(), "abort")
            self.assertGreaterEqual(file["entry/data/sx"].shape[0], 2)

    def test_the_demo_ends_with_its_parent(self):
        process = subprocess.Popen([CTL, "--demo", "monitor", "BD:ring:current"], stdout=subprocess.PIPE, text=True)
        process.stdout.readline()
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True).stdout.split()
        self.assertTrue(children)
        process.kill()
        process.wait()
        process.stdout.close()
        deadline = time.monotonic() + 10
        def alive():
            return [pid for pid in children if Path(f"/proc/{pid}/cmdline").exists()
                    and b"beamdeck-sim" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        while alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(alive(), [])


class Exports(unittest.TestCase):
    """Runs written to other files: while they are measured, and afterwards."""
    FORMATS = ("csv", "tsv", "jsonl", "spec", "xdi")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.out = self.folder / "out"

    def profile(self, files):
        path = self.folder / "test.yaml"
        path.write_text(Faults.PROFILE + "files:\n" + "".join(f"  - {entry}\n" for entry in files))
        return path

    def scan(self, files, *args):
        with Simulator() as sim:
            return ctl("--profile", self.profile(files), "--out", self.out, *args, "scan", "ascan sx -1 1 4 0.02", env=sim.env)

    def export(self, *args):
        return ctl("export", *args, "--catalogue", self.out)

    def test_the_same_live_and_afterwards(self):
        done = self.scan([f'{{format: {each}, name: "live/a.{each}"}}' for each in self.FORMATS])
        self.assertEqual(done.returncode, 0, done.stderr)
        run = done.stdout.splitlines()[-1]
        for each in self.FORMATS:
            later = self.folder / "later" / f"a.{each}"
            planned = self.export("1", "--format", each, "--out", later, "--dry-run")
            self.assertEqual((planned.returncode, planned.stdout.split()), (0, [str(later)]), planned.stderr)
            self.assertFalse(later.parent.exists() and later.exists())
            written = self.export("1", "--format", each, "--out", later)
            self.assertEqual((written.returncode, written.stdout.split()), (0, [str(later)]), written.stderr)
            self.assertEqual(later.read_bytes(), (self.out / "live" / later.name).read_bytes())
            if each == "spec":  # grows, unless it is to be written anew
                self.assertEqual(self.export(run, "--format", each, "--out", later).returncode, 0)
                self.assertEqual(later.read_text().count("#S 1 "), 2)
            else:
                refused = self.export(run, "--format", each, "--out", later)
                self.assertEqual(refused.returncode, 1)
                self.assertIn("not overwritten", refused.stderr)
            self.assertEqual(self.export(run, "--format", each, "--out", later, "--overwrite").returncode, 0)
            self.assertEqual(later.read_bytes(), (self.out / "live" / later.name).read_bytes())

    def test_images(self):
        PROFILE = """
title: Test
detectors: [cam]
devices:
  - {kind: motor, name: sx, pv: "BD:m3"}
  - {kind: areadetector, name: cam, pv: "BD:", options: {cam: "cam1:", array: "image1:", %s, stats: ""}}
files:
  - {format: tiff, name: "live/{start.scan_id}_{event.seq_num}_{index}.tiff"}
  - {format: tiff-stack, name: "live/{column}.tiff"}
"""
        where = f'file: "HDF1:", directory: {self.folder}, frames: 2'
        for number, (options, column, pages) in enumerate((("image: true", "cam_image", 1), (where, "cam_frames", 2)), 1):
            profile = self.folder / "images.yaml"
            profile.write_text(PROFILE % options)
            with Simulator() as sim:
                done = ctl("--profile", profile, "--out", self.out, "scan", "ascan sx -0.1 0.1 2 0.02", env=sim.env)
            self.assertEqual(done.returncode, 0, done.stderr)
            for form, name, count in (("tiff", "{start.scan_id}_{event.seq_num}_{index}.tiff", 3), ("tiff-stack", "{column}.tiff", 1)):
                written = self.export(str(number), "--format", form, "--out", f"{self.folder}/later/{name}")
                self.assertEqual(written.returncode, 0, written.stderr)
                paths = [Path(line) for line in written.stdout.splitlines()]
                self.assertEqual(len(paths), count)
                for path in paths:
                    self.assertEqual(path.read_bytes(), (self.out / "live" / path.name).read_bytes())
                told = subprocess.run(["tiffinfo", paths[-1]], capture_output=True, text=True)
                self.assertEqual((told.returncode, told.stderr), (0, ""))
                self.assertEqual(told.stdout.count(f'"column":"{column}"'), pages * (1 if count == 3 else 3))

    def test_names_that_cannot_be_made_are_refused_before_anything_moves(self):
        for name, text in (("{usr}.csv", "{usr} is unknown"), ("{event.seq_num}.csv", "parts of a run"),
                           ("{start.sample.name}.csv", 'no "sample.name"'), ("{date", "has no }"), ("{event.data.nosuch}.csv", "parts of a run")):
            done = self.scan([f'{{format: csv, name: "{name}"}}'])
            self.assertNotEqual(done.returncode, 0, name)
            self.assertIn(text, done.stderr)
            self.assertEqual([*self.out.rglob("*.h5"), *self.out.rglob("*.csv")], [])

    def test_compression(self):
        def scan(option, **env):
            with Simulator() as sim:
                profile = self.profile(["{format: nexus, %s}" % option])
                return ctl("--profile", profile, "--out", self.out, "scan", "ascan sx -1 1 2 0.02 detectors=mca",
                           env=sim.env | env)

        nowhere = str(self.folder / "nowhere")
        for option, env, texts in (("compression: zip", {}, ("none, gzip, lzf, bitshuffle", '"zip"')),
                                   ("compression: gzip, level: 12", {}, ("1 to 9", "12")),
                                   ("compression: lzf", {"HDF5_PLUGIN_PATH": nowhere}, ("filter 32000", nowhere)),
                                   ("compression: bitshuffle", {"HDF5_PLUGIN_PATH": nowhere}, ("filter 32008", nowhere))):
            refused = scan(option, **env)
            self.assertNotEqual(refused.returncode, 0, option)
            for text in texts:
                self.assertIn(text, refused.stderr)
            self.assertEqual([*self.out.rglob("*.h5")], [])
        done = scan("compression: gzip, level: 9, flush_seconds: 0.5, flush_points: 1")
        self.assertEqual(done.returncode, 0, done.stderr)
        with h5py.File(done.stdout.splitlines()[-1], "r") as file:
            spectra = file["entry/measurement/mca_spectrum"]
            self.assertEqual((spectra.compression, spectra.compression_opts, spectra.chunks), ("gzip", 9, (1, 2048)))
            self.assertEqual(spectra.shape[0], 3)
            self.assertGreater(spectra[()].sum(), 0)

    def test_dry_run_tells_the_files(self):
        entries = ['{format: nexus, name: "{plan_name}_{scan_id:03d}_{uid8}.h5"}', '{format: csv, name: "{start.command}.csv"}',
                   '{format: tiff, name: "{start.scan_id}_{event.data.sx}_{event.seq_num:04d}.tiff"}']
        told = json.loads(self.scan(entries, "--dry-run", "--json").stdout)
        expected = ["scan_001_<uid8>.h5", "ascan_sx_-1_1_4_0_02.csv", "1_<event.data.sx>_<event.seq_num>.tiff"]
        self.assertEqual([Path(name).name for name in told["files"]], expected)
        self.assertEqual({Path(name).parent for name in told["files"]}, {self.out})
        done = self.scan(entries)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.out / expected[1]).exists(), [*self.out.rglob("*")])
        self.assertRegex(done.stdout.splitlines()[-1], "scan_001_[0-9a-f]{8}.h5$")
        text = self.scan(entries, "--dry-run")
        self.assertIn(f"writes {self.out}/scan_002_<uid8>.h5", text.stdout)
        wrong = self.scan(['{format: csv, name: "{start.nosuch}.csv"}'], "--dry-run")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("nosuch", wrong.stderr)

    def test_bad_usage(self):
        for args in ((), ("1",), ("1", "--format", "cvs"), ("1", "--format", "csv", "--out", "{usr}.csv")):
            self.assertEqual(self.export(*args).returncode, 2, args)
        nobody = self.export("77", "--format", "csv")
        self.assertEqual(nobody.returncode, 1)
        self.assertIn("77", nobody.stderr)


class RunsOfOthers(unittest.TestCase):
    """Files of other programs: imported, listed, verified, exported, and left as they are."""
    SPEC = ("#F a.spec\n#E 1000\n#D Thu Jan  1 00:16:40 1970\n#O0 mu  nu\n\n"
            "#S 1 ascan mu 0 1 2 0.5\n#D Thu Jan  1 00:16:41 1970\n#P0 1 2.5\n#N 2\n#L mu  det\n0 10\n0.5 20\n1 30\n\n"
            "#S 2 ct 1\n#D Thu Jan  1 00:17:41 1970\n#N 1\n#L det\n7\n")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.out = self.folder / "out"
        self.out.mkdir()
        self.theirs = self.folder / "theirs"
        self.theirs.mkdir()
        (self.theirs / "a.spec").write_text(self.SPEC)
        (self.theirs / "notes.txt").write_text("no runs")
        with h5py.File(self.theirs / "b.nxs", "w") as file:
            data = file.create_group("scan5/plot")
            file["scan5"].attrs["NX_class"] = "NXentry"
            data.attrs.update({"NX_class": "NXdata", "signal": "det", "axes": ["th"]})
            data["th"] = [1.0, 2.0, 3.0, 4.0]
            data["det"] = [10, 20, 30, 40]

    def test_import_list_verify_export(self):
        before = {path: path.read_bytes() for path in self.theirs.iterdir()}
        for expected in ({"imported": 3, "known": 0, "failed": 0}, {"imported": 0, "known": 3, "failed": 0}):
            done = ctl("runs", "import", self.theirs, "--out", self.out, "--json")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(json.loads(done.stdout), expected)
        listed = ctl("runs", "list", "imported:yes points>=3", "--out", self.out, "--json")
        runs = {run["scan_id"]: run for run in map(json.loads, listed.stdout.splitlines())}
        without = ctl("runs", "list", "-imported:yes", "--out", self.out, "--json")
        self.assertEqual((without.returncode, without.stdout), (0, ""), without.stderr)
        self.assertEqual({(run["points_done"], *run["motors"]) for run in runs.values()}, {(3, "mu"), (4, "th")})
        verified = ctl("verify", "--all", "--out", self.out)
        self.assertEqual((verified.returncode, verified.stdout.count("of another program: readable")), (0, 3), verified.stdout)
        self.assertEqual(ctl("runs", "hide", runs[5]["uid"], "--out", self.out).returncode, 0)
        self.assertEqual(ctl("verify", "--all", "--out", self.out).stdout.count("readable"), 3)
        one = ctl("verify", f"{self.theirs}/a.spec#2.1")
        self.assertEqual((one.returncode, one.stdout.count("readable")), (0, 1), one.stdout + one.stderr)
        none = ctl("verify", f"{self.theirs}/a.spec#9.1")
        self.assertEqual((none.returncode, none.stdout.count("a.spec#9.1")), (1, 2), none.stdout + none.stderr)
        exports = ((runs[5]["uid"][:8], ["10", "20", "30", "40"]), (f"{self.theirs}/a.spec#2.1", ["7"]))
        for number, (run, expected) in enumerate(exports):
            table = self.folder / f"{number}.csv"
            done = ctl("export", run, "--format", "csv", "--out", table, "--catalogue", self.out)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual([line.rsplit(",", 1)[1] for line in table.read_text().splitlines()[1:]], expected)
        self.assertEqual({path: path.read_bytes() for path in self.theirs.iterdir()}, before)

    def test_no_export_onto_itself(self):
        (self.folder / "link.spec").symlink_to(self.theirs / "a.spec")
        source = f"{self.theirs}/a.spec#1.1"
        for target in (self.theirs / "a.spec", self.folder / "link.spec"):
            for more in ((), ("--overwrite",), ("--dry-run",)):
                for form in ("spec", "csv"):
                    done = ctl("export", source, "--format", form, "--out", target, *more)
                    self.assertEqual((done.returncode, done.stdout), (1, ""), (target, more, form))
                    self.assertIn(target.name, done.stderr)
                    self.assertEqual((self.theirs / "a.spec").read_text(), self.SPEC)
        before = (self.theirs / "b.nxs").read_bytes()
        twice = ctl("export", source, f"{self.theirs}/b.nxs", "--format", "spec", "--out", self.theirs / "b.nxs", "--overwrite")
        self.assertEqual((twice.returncode, (self.theirs / "b.nxs").read_bytes()), (1, before))

    def test_what_cannot_be_read_is_told(self):
        (self.theirs / "half.mda").write_bytes(bytes(8))
        done = ctl("runs", "import", self.theirs, "--out", self.out)
        self.assertEqual(done.returncode, 1)
        self.assertIn("half.mda", done.stderr)
        self.assertIn("3 imported", done.stdout)


class Faults(unittest.TestCase):
    PROFILE = """
title: Test
detectors: [sc]
devices:
  - {kind: motor, name: sx, pv: BD:m3}
  - {kind: scaler, name: sc, pv: BD:scaler1}
  - {kind: mca, name: mca, pv: BD:mca1, options: {spectrum: true}}
"""

    def test_a_simulator_killed_in_mid_scan(self):
        with tempfile.TemporaryDirectory() as folder:
            profile = Path(folder) / "test.yaml"
            profile.write_text(self.PROFILE)
            sim = Simulator()
            with sim:
                process = subprocess.Popen([CTL, "--json", "--profile", profile, "--out", folder, "scan", "ascan sx -1 1 20 0.1"],
                                           stdout=subprocess.PIPE, text=True, env=sim.env, stdin=subprocess.DEVNULL)
                points = 0
                while points < 5:
                    points += json.loads(process.stdout.readline()).get("document") == "event"
            # Gone. The same port comes back, and the scan goes on by itself.
            time.sleep(1)
            with Simulator(sim.port):
                out, _ = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0, out)
            rows = [json.loads(line) for line in out.splitlines()]
            stop = next(row for row in rows if row.get("document") == "stop")
            self.assertEqual(stop["num_events"]["primary"], 21)
            self.assertIn("BD:", out)  # the interruption names the PV
            with h5py.File(rows[-1]["file"], "r") as file:
                self.assertEqual(file["entry/data/sx"].shape, (21,))

    def test_killed_in_mid_scan(self):
        with tempfile.TemporaryDirectory() as folder:
            args = [CTL, "--demo", "--out", folder, "--json"]
            process = subprocess.Popen([*args, "scan", "ascan sx -1 1 40 0.1"], stdout=subprocess.PIPE, text=True)
            points = 0
            while points < 6:
                row = json.loads(process.stdout.readline())
                points += row.get("document") == "event" and "sc_I1" in row["data"]
            time.sleep(0.5)
            process.kill()
            process.wait()
            process.stdout.close()
            path = next(Path(folder).rglob("*.h5"))
            with h5py.File(path, "r", swmr=True) as file:
                self.assertGreaterEqual(file["entry/measurement/sx"].shape[0], 6)
            self.assertEqual(ctl("--demo", "--out", folder, "scan", "ct 0.01").returncode, 0)
            with h5py.File(path, "r") as file:
                self.assertEqual(file["entry/exit_status"][()].decode(), "fail")
                self.assertIn("ended", file["entry/reason"][()].decode())


unittest.main(verbosity=2)
