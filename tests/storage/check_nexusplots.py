"""Looks at the plots of run files as users do, with h5py, silx and h5ls.

check_nexusplots.py FOLDER                the files that tst_nexusplots left there
check_nexusplots.py --growing FILE POINTS a file that is being written now
check_nexusplots.py --live FILE FRAMES    one with a link to frames that a detector writes now
"""
import json
import os
import subprocess
import sys
import unittest

import h5py
import numpy

FOLDER = ""


class Plots(unittest.TestCase):
    def open(self, name):
        file = h5py.File(os.path.join(FOLDER, name + ".h5"), "r")
        self.addCleanup(file.close)
        return file

    def plot(self, file, group=None):
        from silx.io import nxdata

        data = nxdata.NXdata(file[group]) if group else nxdata.get_default(file, validate=True)
        self.assertIsNotNone(data)
        self.assertTrue(data.is_valid, data.issues)
        return data

    def test_every_plot_is_valid(self):
        names = [name for name in os.listdir(FOLDER) if not name.startswith("eiger")]
        self.assertGreater(len(names), 10)
        for name in names:
            file = self.open(name[:-3])
            self.plot(file)
            for group in [each for each in file["entry"].values() if each is not None]:
                if group.attrs.get("NX_class") == "NXdata":
                    with self.subTest(name, group=group.name):
                        self.plot(file, group.name)

    def test_two_motors(self):
        data = self.plot(self.open("two_motors"))
        self.assertTrue(data.is_curve)
        self.assertEqual(data.signal_name, "I0")
        self.assertEqual(data.axes_dataset_names, ["sx"])
        self.assertEqual(data.auxiliary_signals_dataset_names, ["If"])
        numpy.testing.assert_allclose(data.errors[()], numpy.sqrt(data.signal[()]))

    def test_time_series(self):
        file = self.open("time_series")
        data = self.plot(file)
        self.assertEqual(data.axes_names, ["Time (s)"])
        self.assertEqual(data.signal.shape, (5,))
        spectra = self.plot(file, "entry/data_mca_spectrum")
        self.assertEqual(spectra.axes_dataset_names, ["time", None])

    def test_metadata(self):
        entry = self.open("metadata")["entry"]
        parameters = entry["plan/parameters"]
        self.assertEqual(parameters["dwell"][()], 0.5)
        self.assertEqual(parameters["snake"][()], 1)
        self.assertEqual(parameters["element"].asstr()[()], "Fe")
        self.assertEqual(list(parameters["detectors"].asstr()), ["sc", "größer"])
        self.assertEqual(list(parameters["positions"]), [1, 2.5])
        self.assertEqual(parameters["mixed"].asstr()[()], '[1,"a"]')
        self.assertEqual(list(parameters["axes"]), ["sx", "sx_2"])
        self.assertEqual(parameters["axes/sx_2/start"][()], 2)
        self.assertEqual(json.loads(entry["plan/arguments"][()])["dwell"], 0.5)
        self.assertEqual(entry["user"].attrs["NX_class"], "NXuser")
        self.assertEqual(entry["user/email"].asstr()[()], "ada@example.org")
        self.assertEqual(entry["sample"].attrs["NX_class"], "NXsample")
        self.assertEqual(entry["sample/thickness"][()], 7.5)
        self.assertEqual(entry["sample/toxic"][()], 0)
        self.assertEqual(json.loads(entry["metadata"][()])["proposal"], "ma-1234")

    def test_meshes(self):
        for name, shape, measured in (("plain", (3, 4), 12), ("snake", (3, 4), 12), ("aborted", (3, 4), 7),
                                      ("retried", (3, 4), 12), ("three_axes", (2, 3, 4), 24),
                                      ("three_axes_aborted", (2, 3, 4), 14)):
            with self.subTest(name):
                file = self.open("mesh_" + name)
                axes = ["sz", "sy", "sx"][-len(shape):]
                data = self.plot(file)
                self.assertEqual(data.axes_dataset_names, axes)
                self.assertEqual(data.signal.shape, shape)
                picture = data.signal[()]
                numbers = numpy.arange(picture.size).reshape(shape)
                there = numpy.isfinite(picture)
                self.assertEqual(there.sum(), measured)
                numpy.testing.assert_array_equal(picture[there], numbers[there])
                numpy.testing.assert_allclose(data.errors[()][there], numpy.sqrt(numbers[there]))

                spectra = self.plot(file, "entry/data_mca_spectrum")
                self.assertEqual(spectra.axes_dataset_names, axes + ["energy"])
                self.assertEqual(spectra.axes_names[-1], "Energy (keV)")
                numpy.testing.assert_allclose(spectra.axes[-1][()], 0.5 + 0.25 * numpy.arange(8))
                self.assertEqual(spectra.signal.shape, shape + (8,))
                sums = spectra.signal[()].sum(axis=-1)
                numpy.testing.assert_array_equal(numpy.isfinite(sums), there)
                numpy.testing.assert_array_equal(sums[there], 8 * numbers[there])

                frames = self.plot(file, "entry/data_cam_image")
                self.assertEqual(frames.signal.shape, shape + (3, 4))
                self.assertEqual(frames.axes_dataset_names, axes + [None, None])
                whole = measured == picture.size
                self.assertEqual(frames.signal.dtype, numpy.uint16 if whole else numpy.float64)

    def test_frames_of_a_detector_on_a_mesh(self):
        file = self.open("mesh_linked")
        frames = self.plot(file, "entry/data_eiger_image")
        self.assertEqual(frames.axes_dataset_names, ["sy", "sx", None, None])
        self.assertEqual(frames.signal[:, :, 0, 0].tolist(), [[0, 1, 3], [6, 5, 4]])

    def test_h5ls_lists_all(self):
        listed = subprocess.run(["h5ls", "-r", os.path.join(FOLDER, "mesh_snake.h5")], check=True, text=True,
                                capture_output=True).stdout
        self.assertRegex(listed, r"/entry/data/det\s+Dataset \{3, 4\}")
        self.assertRegex(listed, r"/entry/data_mca_spectrum/mca_spectrum\s+Dataset \{3, 4, 8\}")
        self.assertRegex(listed, r"/entry/measurement/mca_spectrum\s+Dataset, same as|"
                                 r"/entry/measurement/mca_spectrum\s+Dataset \{12/Inf, 8\}")


def check_growing(path, points):
    with h5py.File(path, "r", libver="latest", swmr=True) as file:
        entry = file["entry"]
        counts = entry["measurement/sc_I0"]
        counts.refresh()
        assert counts.shape == (points,), counts.shape
        expected = 100 + (1 + numpy.arange(points)) ** 2
        numpy.testing.assert_array_equal(counts[()], expected)
        numpy.testing.assert_array_equal(entry["data/sc_I0"][()], expected)
        assert entry["exit_status"][()] == b""


def check_live(path, frames):
    from silx.io import nxdata

    with h5py.File(path, "r", libver="latest", swmr=True) as file:
        images = file["entry/instrument/eiger/eiger_image"]
        assert images.shape == (frames, 3, 4), images.shape
        assert list(images[:, 0, 0]) == list(range(frames))
        data = nxdata.NXdata(file["entry/data_eiger_image"])
        assert data.is_valid, data.issues
        assert data.axes_dataset_names == ["sx", None, None], data.axes_dataset_names


if __name__ == "__main__":
    checks = {"--growing": check_growing, "--live": check_live}
    if sys.argv[1] in checks:
        checks[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
    else:
        FOLDER = sys.argv[1]
        unittest.main(argv=sys.argv[:1])
