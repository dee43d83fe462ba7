"""Works the simulated detectors with pyepics' device classes, and opens the files they write with h5py, h5ls and Pillow.
Argument: the program beamdeck-sim."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "beamdeck-sim"
SKIPPED = 77

simulator = subprocess.Popen(
    [PROGRAM, "--port", "0", "--die-with-parent", "--seed", "3"], stdout=subprocess.PIPE, text=True)
greeting = simulator.stdout.readline()
found = re.fullmatch(r"beamdeck-sim: serving (\d+) PVs on 127\.0\.0\.1:(\d+)\n", greeting)
if not found:
    simulator.kill()
    sys.exit("no greeting but " + repr(greeting))
os.environ.update(
    EPICS_CA_ADDR_LIST="127.0.0.1",
    EPICS_CA_AUTO_ADDR_LIST="NO",
    EPICS_CA_SERVER_PORT=found[2],
    EPICS_CA_MAX_ARRAY_BYTES="10000000",
)
try:
    import epics
    import numpy
    from epics.devices.ad_base import AD_Camera
    from epics.devices.ad_fileplugin import AD_FilePlugin
    from epics.devices.ad_image import AD_ImagePlugin
    from epics.devices import mca as mca_module
    from epics.devices.mca import MCA

    mca_module.basestring = str  # pyepics 3.4 asks for it, which Python 3 does not have
except ImportError:
    simulator.terminate()
    print("python3-pyepics is not installed")
    sys.exit(SKIPPED)
# The classes wait for every PV they know. areaDetector has no "ArraySize0" beside ArraySize0_RBV; the simulation reads no files.
AD_ImagePlugin.attrs = tuple(name for name in AD_ImagePlugin.attrs if name == "ArrayData" or name.endswith("_RBV"))
AD_FilePlugin.attrs = tuple(name for name in AD_FilePlugin.attrs if not name.startswith("ReadFile"))
try:
    import h5py
except ImportError:
    h5py = None
try:
    from PIL import Image
except ImportError:
    Image = None


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        epics.ca.poll(evt=0.01)
    return True


def put(name, value):
    done = epics.caput("BD:" + name, value, wait=True, timeout=60)
    assert done == 1, name


def get(name, **how):
    return epics.caget("BD:" + name, use_monitor=False, timeout=30, **how)


class Detector(unittest.TestCase):
    """A camera at rest: Single mode, small frames, every plugin at the camera's port."""

    def setUp(self):
        self.camera = AD_Camera("BD:cam1:")
        self.folder = tempfile.TemporaryDirectory(prefix="beamdeck-")
        self.addCleanup(self.folder.cleanup)
        for name, value in (
            ("Acquire", 0), ("WaitForPlugins", "Yes"), ("ImageMode", "Single"), ("TriggerMode", "Internal"),
            ("AcquireTime", 0.02), ("AcquirePeriod", 0), ("DataType", "UInt16"), ("ColorMode", "Mono"),
            ("SizeX", 120), ("SizeY", 100), ("MinX", 460), ("MinY", 460),
        ):
            put("cam1:" + name, value)
        for plugin in ("image1", "Stats1", "ROI1", "TIFF1", "HDF1"):
            put(plugin + ":EnableCallbacks", 1)
            put(plugin + ":NDArrayPort", "CAM1")

    def acquire(self):
        put("cam1:Acquire", 1)

    def image(self):
        data = get("image1:ArrayData").astype("uint16")
        return data[:12000].reshape(100, 120)

    def file_plugin(self, name, **settings):
        plugin = AD_FilePlugin(f"BD:{name}:")
        put(name + ":FilePath", self.folder.name)
        for setting, value in {"FileName": "im", "FileNumber": 1, "AutoIncrement": 1, "AutoSave": 0, **settings}.items():
            put(f"{name}:{setting}", value)
        return plugin

    def path(self, name):
        return os.path.join(self.folder.name, name)


class Camera(Detector):
    def test_device_class(self):
        self.assertEqual(self.camera.MaxSizeX_RBV, 1024)
        self.camera.ensure_value("ImageMode", "Multiple", wait=True)
        put("cam1:NumImages", 5)
        before = get("cam1:ArrayCounter_RBV")
        self.acquire()
        self.assertEqual(get("cam1:ArrayCounter_RBV"), before + 5)
        self.assertEqual(get("cam1:NumImagesCounter_RBV"), 5)
        self.assertEqual(get("cam1:DetectorState_RBV", as_string=True), "Idle")
        self.assertEqual(get("cam1:StatusMessage_RBV", as_string=True), "Acquisition complete")
        self.assertEqual(get("cam1:NumQueuedArrays"), 0)
        self.assertEqual(get("image1:UniqueId_RBV"), get("cam1:UniqueId_RBV"))

    def test_software_trigger(self):
        self.camera.ensure_value("TriggerMode", "Software", wait=True)
        acquire = epics.PV("BD:cam1:Acquire")
        self.assertTrue(acquire.wait_for_connection(10))
        before = get("cam1:ArrayCounter_RBV")
        acquire.put(1, use_complete=True)
        self.assertTrue(wait_until(lambda: get("cam1:DetectorState_RBV", as_string=True) == "Waiting"))
        self.assertFalse(acquire.put_complete)
        put("cam1:TriggerSoftware", 1)
        self.assertTrue(wait_until(lambda: acquire.put_complete))
        self.assertEqual(get("cam1:ArrayCounter_RBV"), before + 1)

    def test_image_and_region(self):
        image_plugin = AD_ImagePlugin("BD:image1:")
        self.acquire()
        whole = self.image()
        self.assertEqual(image_plugin.get("ArraySize0_RBV"), 120)
        for name, value in (("MinX", 10), ("SizeX", 40), ("MinY", 20), ("SizeY", 50), ("BinX", 2), ("BinY", 5)):
            put("ROI1:" + name, value)
        put("ROI1:Scale", 10)  # as many pixels as are added, so that the type needs no change
        put("ROI1:EnableScale", 1)
        put("image1:NDArrayPort", "ROI1")
        put("Stats1:NDArrayPort", "ROI1")
        self.acquire()
        region = get("image1:ArrayData")
        self.assertEqual(region.size, 20 * 10)
        self.assertEqual(int(region.astype("uint16").sum(dtype=int)), get("Stats1:Total_RBV"))
        expected = whole[20:70, 10:50].astype(float).sum() / 10
        self.assertLess(abs(region.astype("uint16").sum(dtype=float) / expected - 1), 0.01)

    def test_colours(self):
        put("cam1:ColorMode", "RGB1")
        self.acquire()
        data = epics.PV("BD:image1:ArrayData")
        self.assertTrue(data.wait_for_connection(20))
        self.assertEqual(data.count, 3 * 1024 * 1024)
        pixels = get("image1:ArrayData").astype("uint16")[:36000].reshape(100, 120, 3)
        red, green, blue = (pixels[:, :, i].mean() for i in range(3))
        self.assertGreater(red, green)
        self.assertGreater(green, blue)
        self.assertEqual(get("image1:ArraySize0_RBV"), 3)


class Files(Detector):
    @unittest.skipUnless(Image, "python3-pil is not installed")
    def test_tiff(self):
        tiff = self.file_plugin("TIFF1", FileWriteMode="Single", AutoSave=1)
        self.assertEqual(tiff.getPath(), self.folder.name + "/")
        self.assertEqual(tiff.FilePathExists_RBV, 1)
        put("image1:EnableCallbacks", 0)  # its clients would be disconnected by each type
        for kind in ("UInt8", "UInt16", "Int32", "Float32"):  # what Pillow has modes for
            put("cam1:DataType", kind)
            self.acquire()
        self.assertEqual(tiff.getLastFileName(), self.path("im_004.tif"))
        self.assertEqual(get("TIFF1:WriteStatus", as_string=True), "Write OK")
        modes = {1: "L", 2: "I;16", 3: "I", 4: "F"}
        for number, mode in modes.items():
            with Image.open(self.path(f"im_{number:03}.tif")) as file:
                self.assertEqual(file.size, (120, 100))
                self.assertEqual(file.mode, mode, number)
        put("cam1:DataType", "UInt16")
        put("image1:EnableCallbacks", 1)
        self.acquire()
        with Image.open(self.path("im_005.tif")) as file:
            self.assertTrue((numpy.array(file) == self.image()).all())
            self.assertEqual(file.tag_v2[65001], get("image1:UniqueId_RBV"))
        put("image1:EnableCallbacks", 0)
        put("cam1:ColorMode", "RGB1")
        put("cam1:DataType", "UInt8")
        self.acquire()
        with Image.open(self.path("im_006.tif")) as file:
            self.assertEqual((file.mode, file.size), ("RGB", (120, 100)))
        put("cam1:ColorMode", "Mono")

    def test_never_overwrites(self):
        self.file_plugin("TIFF1", FileWriteMode="Single")
        precious = Path(self.path("im_001.tif"))
        precious.write_text("precious")
        self.acquire()
        put("TIFF1:WriteFile", 1)
        self.assertEqual(get("TIFF1:WriteStatus", as_string=True), "Write error")
        self.assertIn("File exists", get("TIFF1:WriteMessage", as_string=True))
        self.assertEqual(precious.read_text(), "precious")

    @unittest.skipUnless(h5py, "python3-h5py is not installed")
    def test_hdf5_stream(self):
        for compression in ("None", "zlib"):
            hdf = self.file_plugin("HDF1", FileWriteMode="Stream", NumCapture=4, LazyOpen=1, Compression=compression,
                                   SWMRMode="Off", FileName=compression)
            hdf.CaptureOn()
            self.assertTrue(wait_until(lambda: get("HDF1:Capture_RBV") == 1))
            put("cam1:ImageMode", "Multiple")
            put("cam1:NumImages", 4)
            self.acquire()
            self.assertEqual(get("HDF1:Capture_RBV"), 0)
            self.assertEqual(hdf.getLastFileName(), self.path(compression + "_001.h5"))
            self.assertEqual(get("HDF1:WriteMessage", as_string=True), "")
            with h5py.File(hdf.getLastFileName()) as file:
                data = file["entry/data/data"]
                self.assertEqual(data, file["entry/instrument/detector/data"])
                self.assertEqual((data.shape, data.chunks, data.dtype), ((4, 100, 120), (1, 100, 120), numpy.uint16))
                self.assertEqual(data.compression, None if compression == "None" else "gzip")
                self.assertTrue((data[3] == self.image()).all())
                numbers = file["entry/instrument/NDAttributes/NDArrayUniqueId"][:]
                self.assertEqual(list(numbers), [get("image1:UniqueId_RBV") - i for i in (3, 2, 1, 0)])
                times = file["entry/instrument/NDAttributes/NDArrayTimeStamp"][:]
                self.assertTrue((numpy.diff(times) > 0).all())
                self.assertEqual(file["entry"].attrs["NX_class"], b"NXentry")
                self.assertEqual(file["entry/data"].attrs["signal"], b"data")

    @unittest.skipUnless(shutil.which("h5ls"), "hdf5-tools is not installed")
    def test_h5ls(self):
        self.file_plugin("HDF1", FileWriteMode="Single", SWMRMode="Off", Compression="None")
        self.acquire()
        put("HDF1:WriteFile", 1)
        listed = subprocess.run(["h5ls", "-r", self.path("im_001.h5")], capture_output=True, text=True, check=True).stdout
        self.assertRegex(listed, r"/entry/data/data\s+Dataset \{1/Inf, 100, 120\}")
        self.assertIn("/entry/instrument/NDAttributes/NDArrayUniqueId", listed)

    @unittest.skipUnless(h5py, "python3-h5py is not installed")
    def test_read_while_it_grows(self):
        hdf = self.file_plugin("HDF1", FileWriteMode="Stream", NumCapture=0, LazyOpen=1, SWMRMode="On", Compression="None")
        hdf.CaptureOn()
        self.assertTrue(wait_until(lambda: get("HDF1:Capture_RBV") == 1))
        self.acquire()
        with h5py.File(self.path("im_001.h5"), swmr=True) as file:
            data = file["entry/data/data"]
            self.assertEqual(data.shape[0], 1)
            self.acquire()
            self.acquire()
            data.refresh()
            self.assertEqual(data.shape[0], 3)
            self.assertTrue((data[2] == self.image()).all())
        hdf.CaptureOff()
        self.assertTrue(wait_until(lambda: get("HDF1:Capture_RBV") == 0))
        self.assertEqual(get("HDF1:NumCaptured_RBV"), 3)

    @unittest.skipUnless(h5py, "python3-h5py is not installed")
    def test_capture(self):
        self.file_plugin("HDF1", FileWriteMode="Capture", NumCapture=3, SWMRMode="Off", Compression="None")
        capture = epics.PV("BD:HDF1:Capture")
        self.assertTrue(capture.wait_for_connection(10))
        capture.put(1, use_complete=True)
        self.assertTrue(wait_until(lambda: get("HDF1:Capture_RBV") == 1))
        for _ in range(2):
            self.acquire()
        self.assertFalse(capture.put_complete)
        self.acquire()
        self.assertTrue(wait_until(lambda: capture.put_complete))
        self.assertFalse(os.path.exists(self.path("im_001.h5")))
        put("HDF1:WriteFile", 1)
        with h5py.File(self.path("im_001.h5")) as file:
            self.assertEqual(file["entry/data/data"].shape, (3, 100, 120))


class Analyser(unittest.TestCase):
    def count(self, seconds):
        put("mca1.PRTM", seconds)
        put("mca1.ERST", 1)
        return get("mca1.VAL")

    def test_device_class(self):
        put("m3", -0.75)  # on the letter F
        put("m4", 0)
        put("m1", 7200)
        spectrum = self.count(1)
        self.assertEqual(spectrum.size, 2048)
        mca = MCA("BD:", mca=1)
        self.assertEqual(mca.get_calib(), [0, 0.01, 0])
        self.assertEqual(mca.EGU, "keV")
        energy = mca.get_energy()
        self.assertAlmostEqual(energy[spectrum.argmax()], 6.404, delta=0.03)
        rois = mca.get_rois()
        self.assertEqual([roi.NM for roi in rois], ["Fe Ka", "Fe Kb", "Ca Ka"])
        for roi in rois:
            self.assertEqual(roi.total, spectrum[roi.LO:roi.HI + 1].sum(), roi.NM)
        self.assertGreater(rois[0].total, 5000)
        self.assertEqual(mca.get("ERTM"), 1)
        self.assertLess(mca.get("ELTM"), 1)
        mca.add_roi("Scatter", lo=690, hi=740)
        self.assertTrue(wait_until(lambda: len(mca.get_rois()) == 4))

    def test_follows_energy_and_sample(self):
        iron = {}
        for name, energy, sx in (("below", 7000, -0.75), ("above", 7200, -0.75), ("beside", 7200, 0.95)):
            put("m1", energy)
            put("m3", sx)
            put("m4", 0)
            iron[name] = self.count(0.5)[622:660].sum()
        self.assertGreater(iron["above"], 20 * iron["beside"])
        self.assertGreater(iron["beside"], iron["below"])

    def test_records_beside(self):
        put("mca1.PRTM", 0)
        epics.caput("BD:mca1EraseStart", 1)
        self.assertTrue(wait_until(lambda: get("mca1.ERTM") > 0.3))
        self.assertEqual(get("mca1.ACQG", as_string=True), "Acquire")
        put("mca1Stop", 1)
        self.assertEqual(get("mca1.ACQG", as_string=True), "Done")


if __name__ == "__main__":
    try:
        outcome = unittest.main(exit=False, verbosity=2).result
    finally:
        simulator.terminate()
        simulator.wait(20)
    os._exit(0 if outcome.wasSuccessful() else 1)  # pyepics' own exit handlers need a live server
