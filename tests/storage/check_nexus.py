"""Opens run files as users do, with h5py and silx.

check_nexus.py FOLDER              the files that tst_nexuswriter left there
check_nexus.py --dead FILE POINTS  a file whose writer was killed, before it was recovered
check_nexus.py --ended FILE POINTS the same file afterwards
"""
import json
import os
import sys
import unittest

import h5py
import numpy

FOLDER = ""


def text(dataset):
    value = dataset[()]
    return value.decode() if isinstance(value, bytes) else value


class Samples(unittest.TestCase):
    def open(self, name):
        file = h5py.File(os.path.join(FOLDER, name + ".h5"), "r")
        self.addCleanup(file.close)
        return file

    def default(self, file):
        from silx.io import nxdata

        data = nxdata.get_default(file, validate=True)
        self.assertIsNotNone(data)
        return data

    def test_line(self):
        file = self.open("line")
        entry = file["entry"]
        self.assertEqual(file.attrs["default"], "entry")
        self.assertEqual(entry.attrs["NX_class"], "NXentry")
        self.assertEqual(text(entry["start_time"])[:19], text(entry["start_time"])[:19].replace(" ", "T"))
        self.assertRegex(text(entry["start_time"]), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}([+-]\d\d:\d\d|Z)$")
        self.assertRegex(text(entry["end_time"]), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}([+-]\d\d:\d\d|Z)$")
        self.assertEqual(text(entry["exit_status"]), "success")
        self.assertEqual(text(entry["program_name"]), "Beamdeck")
        self.assertIn("version", entry["program_name"].attrs)
        self.assertEqual(entry["scan_id"][()], 42)
        self.assertEqual(text(entry["plan/name"]), "scan")
        self.assertEqual(json.loads(text(entry["plan/arguments"]))["intervals"], 16)
        self.assertEqual(json.loads(text(entry["metadata"]))["sample"], "iron foil")
        self.assertEqual(text(entry["sample/name"]), "iron foil")
        self.assertEqual(text(entry["user/name"]), "ada")
        self.assertEqual(entry["instrument/sx"].attrs["NX_class"], "NXpositioner")
        self.assertEqual(entry["instrument/sc"].attrs["NX_class"], "NXdetector")
        self.assertEqual(entry["instrument/sx/value"].attrs["units"], "mm")
        numpy.testing.assert_array_equal(entry["instrument/sx/value"][()], entry["instrument/sx/target"][()])

        data = self.default(file)
        self.assertEqual(data.signal_name, "sc_I0")
        self.assertEqual(data.axes_dataset_names, ["sx"])
        self.assertEqual(data.auxiliary_signals_dataset_names, [])
        self.assertIn("sc_clock", file["entry/data"])
        self.assertEqual(data.signal.shape, (17,))
        numpy.testing.assert_allclose(data.axes[0][()], -1 + 0.125 * numpy.arange(17))
        numpy.testing.assert_allclose(data.errors[()], numpy.sqrt(data.signal[()]))
        self.assertIn("mm", data.axes_names[0])

    def test_mesh(self):
        cases = (("plain", (3, 4), 12), ("snake", (3, 4), 12), ("downwards", (3, 4), 12), ("snake_with_holes", (5, 7), 23),
                 ("three_axes", (2, 3, 4), 24))
        for name, shape, measured in cases:
            with self.subTest(name):
                data = self.default(self.open("mesh_" + name))
                self.assertEqual(data.is_image, len(shape) == 2)
                self.assertEqual(data.signal_name, "det")
                self.assertEqual(data.axes_dataset_names, ["sz", "sy", "sx"][-len(shape):])
                self.assertEqual(data.signal.shape, shape)
                for axis, length in zip(data.axes, shape):
                    direction = -1 if name == "downwards" else 1
                    numpy.testing.assert_array_equal(axis[()], 10 + direction * numpy.arange(length))
                image = data.signal[()]
                self.assertEqual(numpy.isfinite(image).sum(), measured)
                expected = numpy.arange(image.size).reshape(shape)
                numpy.testing.assert_array_equal(image[numpy.isfinite(image)], expected[numpy.isfinite(image)])
                self.assertEqual(data.errors.shape, shape)

    def test_frames(self):
        file = self.open("frames")
        data = self.default(file)
        self.assertEqual(data.signal_name, "cam_image")
        self.assertEqual(data.signal.shape, (3, 5, 8))
        self.assertEqual(data.signal.dtype, numpy.uint16)
        self.assertEqual(data.axes_dataset_names[0], "sx")
        self.assertEqual(file["entry/data_cam_image/cam_image"][2, 1, 5], 3013)

    def test_linked_frames(self):
        from silx.io import nxdata

        for name, frames in (("whole", [0, 1, 2, 3]), ("some", [0, 2, 3, 6])):
            with self.subTest(name):
                file = self.open("linked_" + name)
                images = file["entry/instrument/eiger/eiger_image"]
                self.assertEqual(list(images[:, 0, 0]), frames)
                data = nxdata.NXdata(file["entry/data_eiger_image"])
                self.assertTrue(data.is_valid)
                self.assertEqual(data.signal.shape, (4, 4, 6))
                numpy.testing.assert_array_equal(data.axes[0][()], [1, 2.1, 2.2, 3.3])
                numpy.testing.assert_array_equal(self.default(file).signal[()], [101, 102, 103])
        # Both folders may be moved together.
        whole = self.open("linked_whole")["entry/instrument/eiger"].get("eiger_image", getlink=True)
        self.assertEqual(whole.filename, "detector/eiger_whole.h5")
        some = self.open("linked_some")["entry/instrument/eiger/eiger_image"]
        self.assertEqual({source.file_name for source in some.virtual_sources()}, {"detector/eiger_some.h5"})

    def test_texts(self):
        entry = self.open("texts")["entry"]
        self.assertEqual(list(entry["measurement/filter"].asstr()), ["Al 10 µm", "Out"])
        self.assertEqual(entry["measurement/comment"].asstr()[0], "größer")

    def test_baseline(self):
        entry = self.open("baseline")["entry"]
        self.assertEqual(entry["positions_before/theta"][()], 12.5)
        self.assertEqual(entry["positions_after/theta"][()], 12.75)
        self.assertEqual(entry["positions_before/theta"].attrs["units"], "deg")
        self.assertEqual(entry["instrument/sc/configuration/sc_preset"][()], 0.25)

    def test_count(self):
        data = self.default(self.open("count"))
        self.assertEqual(data.axes_dataset_names, ["time"])
        self.assertEqual(data.signal.attrs["units"], "mA")

    def test_runs_without_points(self):
        self.assertEqual(text(self.open("nothing")["entry/reason"]), "sx: past its limit")
        self.assertEqual(self.open("no_point")["entry/measurement/sx"].shape, (0,))


def check_points(entry, points):
    counts = entry["measurement/sc_I0"][()]
    assert len(counts) >= points, f"{len(counts)} points, {points} were acknowledged"
    expected = 100 + (1 + numpy.arange(len(counts))) ** 2
    numpy.testing.assert_array_equal(counts[:points], expected[:points])


def counts_shape(file):
    return file["entry/measurement/sc_I0"].shape


def check_dead(path, points):
    with h5py.File(path, "r", libver="latest", swmr=True) as file:
        check_points(file["entry"], points)
        assert text(file["entry/exit_status"]) == ""


def check_ended(path, points):
    with h5py.File(path, "r") as file:
        check_points(file["entry"], points)
        assert text(file["entry/exit_status"]) == "fail"
        assert text(file["entry/reason_code"]) == "process_ended"
        assert text(file["entry/end_time"]) > text(file["entry/start_time"])
        shapes = {name: dataset.shape for name, dataset in file["entry/data"].items() if dataset.shape}
        assert set(shapes.values()) == {counts_shape(file)}, shapes


if __name__ == "__main__":
    checks = {"--dead": check_dead, "--ended": check_ended}
    if sys.argv[1] in checks:
        checks[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
    else:
        FOLDER = sys.argv[1]
        unittest.main(argv=sys.argv[:1])
